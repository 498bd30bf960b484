package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Invoice lines as the platform hands them over. */
public record Rows(List<Column> columns, List<List<JsonNode>> all) implements RowSource {

  /** A key of two columns, an amount, and one column of every type. */
  public static final List<Column> LINES =
      List.of(
          column("invoice", Type.TEXT, 0, Role.DIMENSION, true),
          column("line", Type.INTEGER, 0, Role.DIMENSION, true),
          column("amount", Type.DECIMAL, 4, Role.MEASURE, false),
          column("currency", Type.TEXT, 0, Role.DIMENSION, false),
          column("description", Type.TEXT, 0, Role.DIMENSION, false),
          column("paid", Type.BOOLEAN, 0, Role.DIMENSION, false),
          column("day", Type.DATE, 0, Role.DIMENSION, false),
          column("at", Type.INSTANT, 0, Role.DIMENSION, false));

  public static Column column(String name, Type type, int scale, Role role, boolean key) {
    return new Column(name, name, type, scale, role, key);
  }

  public static TableSpec spec(String name, String project, String... refresh) {
    return new TableSpec(
        name, project, Mode.UPSERT, LINES, List.of(), null, 0, List.of(refresh), false, false);
  }

  /** Lines of all columns. */
  public static Rows lines(List<JsonNode>... lines) {
    return new Rows(LINES, Arrays.asList(lines));
  }

  /** The keys of lines alone. */
  public static Rows keys(List<JsonNode>... lines) {
    return new Rows(
        LINES.subList(0, 2), Arrays.stream(lines).map(line -> line.subList(0, 2)).toList());
  }

  /** A line with what differs from one to the next; null for no value. */
  public static List<JsonNode> line(
      String invoice, long line, String amount, String currency, String description) {
    return row(
        invoice,
        line,
        amount,
        currency,
        description,
        true,
        "2026-01-31",
        "2026-01-31T12:00:00.123456Z");
  }

  /** Values as JSON has them. */
  public static List<JsonNode> row(Object... values) {
    List<JsonNode> row = new ArrayList<>();
    for (Object value : values) {
      row.add(
          value == null
              ? NullNode.instance
              : value instanceof Long || value instanceof Integer
                  ? JsonNodeFactory.instance.numberNode(((Number) value).longValue())
                  : value instanceof Boolean truth
                      ? JsonNodeFactory.instance.booleanNode(truth)
                      : JsonNodeFactory.instance.textNode(String.valueOf(value)));
    }
    return row;
  }

  /**
   * Lines that every system has: negative ones, what doubles cannot hold, 18 digits, currencies
   * with no decimals and with three, no values, quotation marks, line ends, and other scripts.
   */
  public static Rows hard() {
    return lines(
        line("I-1", 1, "-0.0001", "EUR", "a, \"b\" and 'c'"),
        line("I-1", 2, "0.1", "EUR", "two\nlines\r\nand a half"),
        line("I-1", 3, "0.2", "EUR", ""),
        line("I-2", 1, "99999999999999.9999", "JPY", "東京 – Δοκιμή – проверка 🧾"),
        line("I-2", 2, "-99999999999999.9999", "KWD", "\\N"),
        line("I-2", 3, "12.345", "KWD", " spaces "),
        line("I-3", 1, "1000", "JPY", "NULL"),
        row("I-3", 2, null, null, null, null, null, null),
        row(
            "ı̇",
            9_007_199_254_740_993L,
            "0",
            "EUR",
            ",",
            false,
            "1999-12-31",
            "1970-01-01T00:00:00Z"));
  }

  @Override
  public long count() {
    return all.size();
  }

  @Override
  public void read(Reader reader) throws IOException {
    for (List<JsonNode> row : all) {
      reader.row(row);
    }
  }

  /** What another source hands over. */
  public static List<List<JsonNode>> of(RowSource source) throws IOException {
    List<List<JsonNode>> rows = new ArrayList<>();
    source.read(row -> rows.add(List.copyOf(row)));
    return rows;
  }
}
