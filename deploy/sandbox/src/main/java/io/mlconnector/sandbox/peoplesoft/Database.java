package io.mlconnector.sandbox.peoplesoft;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the simulated PeopleSoft holds; guarded by its own monitor. */
final class Database {

  static final int FIRST_EMPLID = 100_000;
  private static final int FIRST_VENDOR = 1_000;

  private final NavigableMap<String, Person> people = new TreeMap<>();
  private final NavigableMap<VendorKey, Row> vendors = new TreeMap<>();
  private int lastEmplid = FIRST_EMPLID;
  private int lastVendor = FIRST_VENDOR;
  private long changes;

  void clear() {
    people.clear();
    vendors.clear();
    lastEmplid = FIRST_EMPLID;
    lastVendor = FIRST_VENDOR;
    changes++;
  }

  String nextEmplid() {
    return "%07d".formatted(++lastEmplid);
  }

  String nextVendorId() {
    return "%010d".formatted(++lastVendor);
  }

  void put(Person person) {
    people.put(person.emplid, person);
    if (person.emplid.matches("\\d{1,9}")) {
      lastEmplid = Math.max(lastEmplid, Integer.parseInt(person.emplid));
    }
    changes++;
  }

  void put(Row vendor) {
    VendorKey key = VendorKey.of(vendor);
    vendors.put(key, vendor);
    if (key.vendorId().matches("\\d{1,10}")) {
      lastVendor = (int) Math.max(lastVendor, Long.parseLong(key.vendorId()) % 1_000_000_000);
    }
    changes++;
  }

  Person person(String emplid) {
    Person person = people.get(emplid);
    if (person == null) {
      throw new IllegalArgumentException("EMPLID: there is no " + emplid);
    }
    return person;
  }

  boolean has(String emplid) {
    return people.containsKey(emplid);
  }

  Collection<Person> people() {
    return people.values();
  }

  Collection<Person> peopleAfter(String emplid) {
    return emplid.isEmpty() ? people.values() : people.tailMap(emplid, false).values();
  }

  Row vendor(VendorKey key) {
    Row vendor = vendors.get(key);
    if (vendor == null) {
      throw new IllegalArgumentException("VENDOR_ID: there is no " + key);
    }
    return vendor;
  }

  boolean has(VendorKey key) {
    return vendors.containsKey(key);
  }

  Collection<Row> vendors() {
    return vendors.values();
  }

  Collection<Row> vendorsAfter(VendorKey key) {
    return vendors.tailMap(key, false).values();
  }

  void changed() {
    changes++;
  }

  long changes() {
    return changes;
  }
}
