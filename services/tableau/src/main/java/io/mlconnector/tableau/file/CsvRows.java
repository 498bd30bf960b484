package io.mlconnector.tableau.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;

/** Rows of a published table that come as comma-separated values. */
final class CsvRows {

  /** {@code 2026-01-31 12:00:00.123456+00} or {@code 2026-01-31T12:00:00.123456Z}. */
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter();

  private CsvRows() {}

  /** All lines, whose values are in the order of the columns. */
  static void read(Csv csv, List<Column> columns, RowSource.Reader reader) throws IOException {
    int[] places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    read(csv, columns, places, reader);
  }

  /** All lines after one that names the columns. */
  static void readNamed(Csv csv, List<Column> columns, RowSource.Reader reader) throws IOException {
    List<String> names = csv.line();
    int[] places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = names == null ? -1 : names.indexOf(columns.get(i).name());
      if (places[i] < 0) {
        throw new IOException("There is no column " + columns.get(i).name());
      }
    }
    read(csv, columns, places, reader);
  }

  private static void read(Csv csv, List<Column> columns, int[] places, RowSource.Reader reader)
      throws IOException {
    for (List<String> line = csv.line(); line != null; line = csv.line()) {
      List<JsonNode> row = new ArrayList<>(places.length);
      for (int i = 0; i < places.length; i++) {
        if (places[i] >= line.size()) {
          throw new IOException("A row has no value for column " + columns.get(i).name());
        }
        row.add(value(columns.get(i), line.get(places[i])));
      }
      reader.row(row);
    }
  }

  private static JsonNode value(Column column, String text) throws IOException {
    if (text == null) {
      return NullNode.instance;
    }
    try {
      return switch (column.type()) {
        case TEXT, DECIMAL, DATE -> TextNode.valueOf(text);
        case INTEGER -> LongNode.valueOf(Long.parseLong(text));
        case BOOLEAN -> BooleanNode.valueOf(text.startsWith("t"));
        case INSTANT -> TextNode.valueOf(OffsetDateTime.parse(text, MOMENT).toInstant().toString());
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new IOException("Column %s holds no %s".formatted(column.name(), column.type()), e);
    }
  }
}
