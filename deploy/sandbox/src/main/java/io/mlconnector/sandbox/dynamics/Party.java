package io.mlconnector.sandbox.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows from the other values of a party: a person's name, the address as one text. */
final class Party {

  static final String ORGANIZATION = "Organization";
  static final String PERSON = "Person";

  private Party() {}

  static Map<String, Object> derived(Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    if (PERSON.equals(all.get("Type"))) {
      all.put("Name", joined(" ", all, "First", "Middle", "Last"));
    }
    String town = joined(" ", all, "Zip", "City", "State");
    all.put("Town", town);
    all.put("Address", joined("\n", all, "Street", "Town", "Country"));
    all.remove("Town");
    return all;
  }

  private static String joined(String between, Map<String, Object> values, String... fields) {
    return Stream.of(fields)
        .map(values::get)
        .filter(Objects::nonNull)
        .map(Object::toString)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(between));
  }
}
