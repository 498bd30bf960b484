package io.mlconnector.sandbox.jde;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;

/** Days in filters: literals in the user's own format, or counted from today (sheet 3.2). */
final class DateLiterals {

  private static final String TODAY = "TODAY";

  private final Clock clock;

  DateLiterals(Clock clock) {
    this.clock = clock;
  }

  static boolean isFormat(String format) {
    return format != null
        && List.of("dd", "MM", "yyyy").stream().allMatch(format::contains)
        && format.replaceAll("dd|MM|yyyy|[/.-]", "").isEmpty();
  }

  /** {@code DME} for {@code dd/MM/yyyy}: the order alone, as the sign-in tells it. */
  static String order(String format) {
    return format
        .replaceAll("[/.-]", "")
        .replace("dd", "D")
        .replace("MM", "M")
        .replace("yyyy", "E");
  }

  static String separator(String format) {
    return format.replaceAll("[a-zA-Z]", "").substring(0, 1);
  }

  /** The day that a literal names to this user, or null where it is none to him. */
  LocalDate literal(String text, JdeSettings settings) {
    String pattern = settings.dateFormat();
    LocalDate day = parsed(text, pattern);
    if (day == null && settings.compactDates()) {
      day = parsed(text, pattern.replaceAll("[/.-]", ""));
    }
    return day;
  }

  private static LocalDate parsed(String text, String pattern) {
    try {
      return LocalDate.parse(
          text,
          DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"))
              .withResolverStyle(ResolverStyle.STRICT));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The day of TODAY, or of TODAY_MINUS_DAY and its like with a count; null for other words. */
  LocalDate special(String word, String content, JdeSettings settings) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zoneOfUser());
    if (word.equals(TODAY)) {
      return today;
    }
    if (!content.matches("\\d{1,5}")) {
      return null;
    }
    int count = Integer.parseInt(content);
    return switch (word) {
      case "TODAY_PLUS_DAY" -> today.plusDays(count);
      case "TODAY_MINUS_DAY" -> today.minusDays(count);
      case "TODAY_PLUS_MONTH" -> today.plusMonths(count);
      case "TODAY_MINUS_MONTH" -> today.minusMonths(count);
      case "TODAY_PLUS_YEAR" -> today.plusYears(count);
      case "TODAY_MINUS_YEAR" -> today.minusYears(count);
      default -> null;
    };
  }
}
