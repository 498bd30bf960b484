package io.mlconnector.console.alerts.channel;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Times at which a channel is silent: windows such as {@code 22:00-07:00}, {@code Mon-Fri
 * 18:00-08:00}, {@code Sat} or {@code Sat-Sun}. A window that passes midnight belongs to the day on
 * which it begins; one without times is the whole day.
 */
public record QuietHours(List<Window> windows, ZoneId zone) {

  /** One window; {@code to} may be before {@code from}, or the same for a whole day. */
  record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    private boolean holds(DayOfWeek day, LocalTime time) {
      boolean late = !time.isBefore(from);
      boolean early = time.isBefore(to);
      if (from.isBefore(to)) {
        return days.contains(day) && late && early;
      }
      return days.contains(day) && late || days.contains(day.minus(1)) && early;
    }
  }

  /**
   * Reads windows.
   *
   * @throws IllegalArgumentException saying what they must look like
   */
  public static QuietHours parse(List<String> texts, ZoneId zone) {
    return new QuietHours(texts.stream().map(QuietHours::window).toList(), zone);
  }

  /** Whether it is quiet then. */
  public boolean hold(Instant at) {
    ZonedDateTime there = at.atZone(zone);
    return windows.stream()
        .anyMatch(window -> window.holds(there.getDayOfWeek(), there.toLocalTime()));
  }

  private static Window window(String text) {
    String[] parts = text.strip().split("\\s+");
    try {
      if (parts.length == 1 && parts[0].contains(":")) {
        return times(EnumSet.allOf(DayOfWeek.class), parts[0], text);
      }
      Set<DayOfWeek> days = days(parts[0], text);
      if (parts.length == 1) {
        return new Window(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
      }
      if (parts.length == 2) {
        return times(days, parts[1], text);
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw malformed(text);
  }

  private static Window times(Set<DayOfWeek> days, String part, String all) {
    String[] ends = part.split("-", -1);
    if (ends.length != 2) {
      throw malformed(all);
    }
    LocalTime to = ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
    return new Window(days, LocalTime.parse(ends[0]), to);
  }

  private static Set<DayOfWeek> days(String part, String all) {
    String[] ends = part.split("-", -1);
    if (ends.length > 2) {
      throw malformed(all);
    }
    DayOfWeek day = day(ends[0], all);
    DayOfWeek last = day(ends[ends.length - 1], all);
    Set<DayOfWeek> days = EnumSet.of(day);
    while (day != last) {
      day = day.plus(1);
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String text, String all) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (text.length() >= 3 && day.name().startsWith(text.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw malformed(all);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'%s' are no quiet hours: write 22:00-07:00, Mon-Fri 18:00-08:00, or Sat"
            .formatted(text.strip()));
  }
}
