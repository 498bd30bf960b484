package io.mlconnector.platform.erasure;

import java.util.Map;
import java.util.TreeMap;

/** How many rows of which kind were found or went, and how many cannot go yet. */
public final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();
  private long open;
  private String why;

  /** Rows of a kind, such as {@code links}. */
  public void add(String kind, long rows) {
    if (rows > 0) {
      counts.merge(kind, rows, Long::sum);
    }
  }

  /** Rows that cannot go yet, and what they wait for. */
  public void open(long rows, String reason) {
    if (rows > 0) {
      open += rows;
      why = why == null ? reason : why + "; " + reason;
    }
  }

  Map<String, Long> counts() {
    return counts;
  }

  long open() {
    return open;
  }

  String why() {
    return why;
  }
}
