package io.mlconnector.console.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What journeys are looked for by.
 *
 * @param text a journey id, {@code connection|entity|key}, a ref of five parts, a source key or a
 *     target key; empty for the newest of all
 * @param until nothing after this; null for now
 */
public record Search(String text, Instant until) {

  private static final String JOURNEY = "[0-9a-f]{32}";

  public Search {
    text = text == null ? "" : text.strip();
  }

  /** The conditions of which one has to hold, each answered from an index of its own. */
  List<String> conditions() {
    if (text.isEmpty()) {
      return List.of("true");
    }
    if (text.matches(JOURNEY)) {
      return List.of("journey = ?");
    }
    long bars = text.chars().filter(c -> c == '|').count();
    if (bars >= 4) {
      return List.of("ref = ?");
    }
    return bars == 2
        ? List.of("record = ?")
        : List.of("split_part(record, '|', 3) = ?", "target_key = ?");
  }
}
