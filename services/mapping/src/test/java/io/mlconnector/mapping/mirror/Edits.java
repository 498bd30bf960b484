package io.mlconnector.mapping.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that people typed, and what each was typed over or preferred to. */
final class Edits {

  private record Decision(String winner, String loser) {}

  private final Map<String, List<String>> overs = new HashMap<>();
  private final Map<String, Decision> decisions = new HashMap<>();

  /** A new one, typed over these. */
  String over(String... before) {
    String id = "" + (1000 + overs.size());
    overs.put(id, List.of(before));
    return id;
  }

  /** A person who saw both said that the one counts; the newest word on a field does. */
  void decided(String field, String winner, String loser) {
    decisions.put(field, new Decision(winner, loser));
  }

  /** Whether whoever typed or chose the one had seen the other, or what came of it. */
  boolean descends(String id, String from) {
    Set<String> seen = new HashSet<>();
    Deque<String> ids = new ArrayDeque<>(List.of(id));
    while (!ids.isEmpty()) {
      String next = ids.poll();
      List<String> before = new ArrayList<>(overs.get(next));
      decisions.values().stream()
          .filter(each -> each.winner().equals(next))
          .forEach(each -> before.add(each.loser()));
      before.stream().filter(each -> each != null && seen.add(each)).forEach(ids::add);
    }
    return seen.contains(from);
  }
}
