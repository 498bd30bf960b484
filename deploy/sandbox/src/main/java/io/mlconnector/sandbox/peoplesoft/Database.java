package io.mlconnector.sandbox.peoplesoft;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the simulated PeopleSoft holds; guarded by its own monitor. It is filled when it is first
 * looked into, because most sandboxes are started for another vendor.
 */
final class Database {

  static final int FIRST_EMPLID = 100_000;
  private static final int FIRST_VENDOR = 1_000;

  private final NavigableMap<String, Person> people = new TreeMap<>();
  private final NavigableMap<VendorKey, Row> vendors = new TreeMap<>();
  private int lastEmplid = FIRST_EMPLID;
  private int lastVendor = FIRST_VENDOR;
  private long changes;
  private Consumer<Database> filling;

  /** Takes the place of everything, as soon as somebody looks. */
  void fillWith(Consumer<Database> seed) {
    clear();
    filling = seed;
  }

  private NavigableMap<String, Person> peopleById() {
    fill();
    return people;
  }

  private NavigableMap<VendorKey, Row> vendorsByKey() {
    fill();
    return vendors;
  }

  private void fill() {
    Consumer<Database> seed = filling;
    filling = null;
    if (seed != null) {
      seed.accept(this);
    }
  }

  void clear() {
    filling = null;
    people.clear();
    vendors.clear();
    lastEmplid = FIRST_EMPLID;
    lastVendor = FIRST_VENDOR;
    changes++;
  }

  String nextEmplid() {
    fill();
    return "%07d".formatted(++lastEmplid);
  }

  String nextVendorId() {
    fill();
    return "%010d".formatted(++lastVendor);
  }

  void put(Person person) {
    peopleById().put(person.emplid, person);
    if (person.emplid.matches("\\d{1,9}")) {
      lastEmplid = Math.max(lastEmplid, Integer.parseInt(person.emplid));
    }
    changes++;
  }

  void put(Row vendor) {
    VendorKey key = VendorKey.of(vendor);
    vendorsByKey().put(key, vendor);
    if (key.vendorId().matches("\\d{1,10}")) {
      lastVendor = (int) Math.max(lastVendor, Long.parseLong(key.vendorId()) % 1_000_000_000);
    }
    changes++;
  }

  Person person(String emplid) {
    Person person = peopleById().get(emplid);
    if (person == null) {
      throw new IllegalArgumentException("EMPLID: there is no " + emplid);
    }
    return person;
  }

  boolean has(String emplid) {
    return peopleById().containsKey(emplid);
  }

  Collection<Person> people() {
    return peopleById().values();
  }

  Collection<Person> peopleAfter(String emplid) {
    return emplid.isEmpty() ? peopleById().values() : peopleById().tailMap(emplid, false).values();
  }

  Row vendor(VendorKey key) {
    Row vendor = vendorsByKey().get(key);
    if (vendor == null) {
      throw new IllegalArgumentException("VENDOR_ID: there is no " + key);
    }
    return vendor;
  }

  boolean has(VendorKey key) {
    return vendorsByKey().containsKey(key);
  }

  Collection<Row> vendors() {
    return vendorsByKey().values();
  }

  Collection<Row> vendorsAfter(VendorKey key) {
    return vendorsByKey().tailMap(key, false).values();
  }

  void changed() {
    changes++;
  }

  long changes() {
    return changes;
  }
}
