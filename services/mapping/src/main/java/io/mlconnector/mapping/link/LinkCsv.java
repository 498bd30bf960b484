package io.mlconnector.mapping.link;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.csv.Csv;
import io.mlconnector.flow.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * Links as CSV (RFC 4180): target connection, object, source connection, entity, key, target key.
 */
final class LinkCsv {

  static final String HEADER = "connection,object,sourceConnection,entity,sourceKey,targetKey";

  private static final int COLUMNS = 6;

  private LinkCsv() {}

  /** A line of a file. */
  record Line(int number, Ref ref, String key) {}

  static String line(LinkRow link) {
    RecordKey source = link.ref().source();
    return Csv.line(
        link.ref().connection(),
        link.ref().object(),
        source.connection(),
        source.entity(),
        source.key(),
        link.key());
  }

  /** Reads a file; what cannot be read is noted with its line. */
  static List<Line> read(String csv, List<FieldError> errors) {
    List<Line> lines = new ArrayList<>();
    String[] rows = csv.replaceFirst("^\uFEFF", "").split("\r?\n");
    if (!rows[0].replace("\"", "").strip().equals(HEADER)) {
      errors.add(new FieldError("line 1", "must be the header " + HEADER));
      return lines;
    }
    for (int i = 1; i < rows.length; i++) {
      if (!rows[i].isBlank()) {
        line(i + 1, columns(rows[i]), lines, errors);
      }
    }
    return lines;
  }

  private static void line(
      int number, List<String> columns, List<Line> lines, List<FieldError> errors) {
    if (columns.size() != COLUMNS || columns.stream().anyMatch(String::isBlank)) {
      errors.add(
          new FieldError(
              "line " + number, "must have the six columns of the header, none of them empty"));
      return;
    }
    RecordKey source = new RecordKey(columns.get(2), columns.get(3), columns.get(4));
    lines.add(new Line(number, new Ref(columns.get(0), columns.get(1), source), columns.get(5)));
  }

  private static List<String> columns(String row) {
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    boolean quotes = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"' && quotes && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        column.append('"');
        i++;
      } else if (c == '"') {
        quotes = !quotes;
      } else if (c == ',' && !quotes) {
        columns.add(Csv.plain(column.toString().strip()));
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(Csv.plain(column.toString().strip()));
    return columns;
  }
}
