package io.mlconnector.fusion;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes {@code q} filters as the configured framework version takes them: terms joined by {@code
 * ;} in version 1 and by {@code and} from version 2 on. The wrong form answers 200 with no rows,
 * which is why streams test theirs before the first poll.
 */
record QueryDialect(String joiner, boolean quoted, String suffix, boolean inLists) {

  static QueryDialect of(FusionSettings settings) {
    boolean byExample =
        switch (settings.text("conjunction")) {
          case "semicolon" -> true;
          case "and" -> false;
          default -> settings.framework() == 1;
        };
    return new QueryDialect(
        byExample ? ";" : " and ",
        settings.text("literals").equals("quoted"),
        settings.text("timeSuffix"),
        settings.framework() > 1);
  }

  /** Rows whose stamp lies in the window; null for no filter at all. */
  String window(String stamp, Instant from, Instant to) {
    if (from == null && to == null) {
      return null;
    }
    StringBuilder q = new StringBuilder();
    if (from != null) {
      q.append(stamp).append(" >= ").append(time(from.truncatedTo(ChronoUnit.SECONDS)));
    }
    if (to != null) {
      q.append(from == null ? "" : joiner).append(stamp).append(" <= ").append(time(to));
    }
    return q.toString();
  }

  /** Rows whose attribute is one of the values. */
  String oneOf(String attribute, List<String> values) {
    if (values.size() == 1) {
      return attribute + " = " + text(values.get(0));
    }
    return attribute
        + values.stream().map(this::text).collect(Collectors.joining(", ", " in (", ")"));
  }

  /** Rows for which both hold; null stands for no condition. */
  String all(String one, String other) {
    return one == null ? other : one + joiner + other;
  }

  private String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private String time(Instant instant) {
    String utc = instant.truncatedTo(ChronoUnit.MILLIS).toString().replace("Z", suffix);
    return quoted ? "'" + utc + "'" : utc;
  }
}
