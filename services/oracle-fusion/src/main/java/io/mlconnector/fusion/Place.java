package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where reading a window stands: rows from a second on, of which so many are read, the last one
 * with that key. Each page begins at a stamp and not at an offset from the window's start, so a row
 * that changes meanwhile, and so leaves its place, moves no other one out of sight.
 *
 * @param from the second; null for the window's own start
 * @param read how many rows from there on were read
 * @param last the key of the last one; empty where none was read
 */
record Place(Instant from, int read, String last) {

  static final Place START = new Place(null, 0, "");

  /** Rows of one page that are new. */
  record Rows(List<JsonNode> rows, boolean more, int before) {}

  static Place parse(String text) {
    if (text == null) {
      return START;
    }
    String[] parts = text.split("\\|", 3);
    Instant from = parts[0].isEmpty() ? null : Instant.parse(parts[0]);
    return new Place(from, Integer.parseInt(parts[1]), parts[2]);
  }

  @Override
  public String toString() {
    return (from == null ? "" : from) + "|" + read + "|" + last;
  }

  /**
   * After some rows of a page, from its first one on.
   *
   * @param before how many rows since {@link #from} stand before these
   * @param stamp the attribute that orders them; null where only the key does
   */
  Place after(List<JsonNode> rows, int before, String stamp, String key) {
    if (rows.isEmpty()) {
      return this;
    }
    JsonNode newest = rows.get(rows.size() - 1);
    String lastKey = newest.path(key).asText();
    Instant second = second(newest, stamp);
    if (second == null || from != null && !second.isAfter(from)) {
      return new Place(from, before + rows.size(), lastKey);
    }
    int within = 0;
    while (within < rows.size()) {
      Instant its = second(rows.get(rows.size() - 1 - within), stamp);
      if (its == null || its.isBefore(second)) {
        break;
      }
      within++;
    }
    return new Place(second, within, lastKey);
  }

  private static Instant second(JsonNode row, String stamp) {
    try {
      return stamp == null
          ? null
          : OffsetDateTime.parse(row.path(stamp).asText())
              .toInstant()
              .truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      // A spoiled row is parked when it is translated; here it only leaves the place where it is.
      return null;
    }
  }
}
