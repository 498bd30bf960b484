package io.mlconnector.fusion;

import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes {@code q} filters as the configured framework version takes them: terms joined by {@code
 * ;} in version 1 and by {@code and} from version 2 on. The wrong form answers 200 with no rows,
 * which is why streams test theirs before the first poll.
 */
record QueryDialect(String joiner, boolean quoted, String suffix, boolean inLists) {

  private static final String AND = " and ";
  private static final String SEMICOLON = ";";
  private static final Pattern SAID = Pattern.compile("[^;*%]*");

  static QueryDialect of(FusionSettings settings) {
    boolean byExample =
        switch (settings.text("conjunction")) {
          case "semicolon" -> true;
          case "and" -> false;
          default -> settings.framework() == 1;
        };
    return new QueryDialect(
        byExample ? SEMICOLON : AND,
        settings.text("literals").equals("quoted"),
        settings.text("timeSuffix"),
        settings.framework() > 1);
  }

  /**
   * The same with what is said for one resource in words: and, semicolon, quoted, unquoted, Z,
   * +00:00.
   *
   * @throws VendorFailure of kind REJECTED, naming a word that is none of these
   */
  QueryDialect with(List<String> words, String stream) {
    QueryDialect dialect = this;
    for (String word : words) {
      dialect =
          switch (word) {
            case "" -> dialect;
            case "and" -> new QueryDialect(AND, dialect.quoted, dialect.suffix, true);
            case "semicolon" -> new QueryDialect(SEMICOLON, dialect.quoted, dialect.suffix, false);
            case "quoted", "unquoted" ->
                new QueryDialect(
                    dialect.joiner, word.equals("quoted"), dialect.suffix, dialect.inLists);
            case "Z", "+00:00" ->
                new QueryDialect(dialect.joiner, dialect.quoted, word, dialect.inLists);
            default ->
                throw VendorFailure.rejected(
                    0,
                    "Correct the setting financeFilters: %s of %s is none of %s"
                        .formatted(word, stream, "and, semicolon, quoted, unquoted, Z and +00:00"));
          };
    }
    return dialect;
  }

  /** Rows whose number lies in a range, both ends included. */
  String between(String attribute, long from, long to) {
    return all(attribute + " >= " + from, attribute + " <= " + to);
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

  /**
   * Whether the value can be asked for. A filter by example takes a star and a percent sign for any
   * text and a semicolon for its end, and nobody knows how to write them otherwise: whoever wrote
   * one into an address would have us read every row.
   */
  boolean says(String value) {
    return !joiner.equals(SEMICOLON) || SAID.matcher(value).matches();
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
