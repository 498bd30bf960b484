package io.mlconnector.mapping.mirror;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values that people typed, and what each was typed over. */
final class Edits {

  private final Map<String, List<String>> overs = new HashMap<>();

  /** A new one, typed over these. */
  String over(String... before) {
    String id = "" + (1000 + overs.size());
    overs.put(id, List.of(before));
    return id;
  }

  /** Whether whoever typed the one had seen the other, or what came of it. */
  boolean descends(String id, String from) {
    return overs.get(id).stream().anyMatch(over -> from.equals(over) || descends(over, from));
  }
}
