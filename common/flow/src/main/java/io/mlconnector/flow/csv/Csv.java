package io.mlconnector.flow.csv;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of CSV (RFC 4180) that spreadsheets take for text: a cell that one would compute gets an
 * apostrophe in front, which {@link #plain} takes away again.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class Csv {

  /** With the wide forms, which spreadsheets of East Asia take for the same, and after blanks. */
  private static final String BEGIN = "[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]";

  private static final Pattern COMPUTED =
      Pattern.compile("'*[ \\u00a0]*" + BEGIN + ".*", Pattern.DOTALL);
  private static final Pattern DISARMED =
      Pattern.compile("'+[ \\u00a0]*" + BEGIN + ".*", Pattern.DOTALL);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]*");

  private Csv() {}

  /** A line of these columns, without its end; null is an empty one. */
  public static String line(String... columns) {
    return Arrays.stream(columns).map(Csv::cell).collect(Collectors.joining(","));
  }

  /** A cell as it was before {@link #line}, its quotes already taken off. */
  public static String plain(String cell) {
    return DISARMED.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  private static String cell(String text) {
    if (text == null) {
      return "";
    }
    String safe = COMPUTED.matcher(text).matches() ? "'" + text : text;
    return PLAIN.matcher(safe).matches() ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
