package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Address;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What customers and vendors have in common. */
record AccountRow(JsonNode json) {

  static final List<String> ADDRESS =
      List.of(
          "AddressStreet",
          "AddressCity",
          "AddressState",
          "AddressZipCode",
          "AddressCountryRegionISOCode");

  /** CustVendorBlocked values under which everything may be traded. */
  private static final Set<String> FREE = Set.of("no", "never");

  JsonRow row() {
    return new JsonRow(json);
  }

  /** The first of those fields that has a value, else the three parts of a person's name. */
  String name(String organizationField, String... personFields) {
    String name = row().text(organizationField);
    if (name != null) {
      return name;
    }
    String person =
        Stream.of(personFields)
            .map(row()::text)
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
    return person.isEmpty() ? row().required(organizationField) : person;
  }

  /** active, or which business is on hold. */
  String status() {
    String hold = row().text("OnHoldStatus");
    if (hold == null || FREE.contains(hold.toLowerCase(Locale.ROOT))) {
      return "active";
    }
    return "on-hold-" + hold.toLowerCase(Locale.ROOT);
  }

  /** The primary address; null where there is none. */
  Address address() {
    String country = row().text("AddressCountryRegionISOCode");
    if (country != null && !country.matches("[A-Za-z]{2}")) {
      throw new Untranslatable("AddressCountryRegionISOCode", "is not a two-letter country code");
    }
    Address address =
        new Address(
            row().text("AddressStreet"),
            null,
            row().text("AddressCity"),
            row().text("AddressState"),
            row().text("AddressZipCode"),
            country == null ? null : country.toUpperCase(Locale.ROOT));
    return address.equals(new Address(null, null, null, null, null, null)) ? null : address;
  }

  /** A currency code; null where the field holds none. */
  String currency(String field) {
    String currency = row().text(field);
    if (currency != null && !currency.matches("[A-Za-z]{3}")) {
      throw new Untranslatable(field, "is not a three-letter currency code");
    }
    return currency == null ? null : currency.toUpperCase(Locale.ROOT);
  }

  Map<String, Object> custom(List<String> attributes) {
    Map<String, Object> custom = new LinkedHashMap<>();
    for (String attribute : attributes) {
      String value = row().text(attribute);
      if (value != null) {
        custom.put(attribute, value);
      }
    }
    return custom;
  }

  static List<String> with(List<String> fields, List<String> more) {
    return Stream.concat(fields.stream(), more.stream()).distinct().toList();
  }
}
