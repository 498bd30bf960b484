package io.mlconnector.console.systems;

import io.mlconnector.console.systems.ConnectionHealth.Aside;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that stand aside, counted by their reason. */
final class Asides {

  private static final int MOST = 5;

  private final Map<String, List<String>> byReason = new LinkedHashMap<>();

  void add(String reason, String record) {
    byReason.computeIfAbsent(reason, any -> new ArrayList<>()).add(record);
  }

  /** The most frequent reasons, each with one record as an example. */
  List<Aside> mostFrequent() {
    return byReason.entrySet().stream()
        .map(each -> new Aside(each.getKey(), each.getValue().get(0), each.getValue().size()))
        .sorted(Comparator.comparingLong(Aside::count).reversed())
        .limit(MOST)
        .toList();
  }

  /** That what stands aside cannot be told. */
  static List<Aside> unknown(String why) {
    return List.of(new Aside(why, "", 0));
  }
}
