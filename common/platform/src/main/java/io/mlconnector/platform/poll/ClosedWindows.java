package io.mlconnector.platform.poll;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Collectors;

/** Daily times in which nothing starts; a window that ends before it begins spans midnight. */
record ClosedWindows(List<Window> windows, ZoneId zone) {

  /** From {@code start}, included, to {@code end}, excluded. */
  record Window(LocalTime start, LocalTime end) {

    /**
     * Reads {@code 22:00-04:00}.
     *
     * @throws IllegalArgumentException where it is not two times with a dash between
     */
    static Window parse(String text) {
      String[] parts = text.trim().split("\\s*-\\s*");
      try {
        if (parts.length == 2) {
          Window window = new Window(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]));
          if (!window.start.equals(window.end)) {
            return window;
          }
        }
      } catch (java.time.DateTimeException e) {
        // Told below, in our words.
      }
      throw new IllegalArgumentException(
          "'" + text + "' is not a window such as 22:00-04:00 (start and end must differ)");
    }

    boolean holds(LocalTime time) {
      boolean afterStart = !time.isBefore(start);
      boolean beforeEnd = time.isBefore(end);
      return start.isBefore(end) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }

    /** As people write it. */
    @Override
    public String toString() {
      return start + "-" + end;
    }
  }

  static ClosedWindows parse(List<String> texts, ZoneId zone) {
    return new ClosedWindows(texts.stream().map(Window::parse).toList(), zone);
  }

  /** In words for people, such as {@code 22:00-04:00 and 12:00-13:00 Europe/Berlin}. */
  String words() {
    return windows.stream().map(Window::toString).collect(Collectors.joining(" and ")) + " " + zone;
  }

  /** The first instant at or after {@code wanted} that no window holds. */
  Instant open(Instant wanted) {
    Instant candidate = wanted;
    // Each round leaves one window; more rounds than windows would mean that they fill the day.
    for (int round = 0; round <= windows.size(); round++) {
      Instant start = candidate;
      ZonedDateTime local = start.atZone(zone);
      Window closed =
          windows.stream().filter(w -> w.holds(local.toLocalTime())).findFirst().orElse(null);
      if (closed == null) {
        return candidate;
      }
      LocalDate day = local.toLocalDate();
      ZonedDateTime end = day.atTime(closed.end()).atZone(zone);
      candidate = (end.toInstant().isAfter(start) ? end : end.plusDays(1)).toInstant();
    }
    throw new IllegalArgumentException("The closed windows leave no time of day open: " + windows);
  }
}
