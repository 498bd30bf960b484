package io.mlconnector.tableau.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.spi.RowSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Tables as {@code .hyper}: one table {@code Extract.Extract}, its rows by COPY as comma-separated
 * values, which is the only way in that changes no number (sheet T7).
 */
public final class HyperFile implements DataFileWriter {

  private static final String TABLE = ".\"Extract\".\"Extract\"";
  private static final int BUFFER = 64 << 10;
  private static final AtomicLong NAMES = new AtomicLong();

  private final Hyperd hyperd;
  private final long largest;

  /**
   * @param largest how many bytes of rows a file may be made of
   */
  public HyperFile(Hyperd hyperd, long largest) {
    this.hyperd = hyperd;
    this.largest = largest;
  }

  @Override
  public String type() {
    return "hyper";
  }

  @Override
  public boolean updates() {
    return true;
  }

  @Override
  public void close() {
    hyperd.close();
  }

  @Override
  public void write(Path file, RowSource rows) throws IOException {
    hyperd.use(
        sql -> {
          try (Statement statement = sql.createStatement()) {
            statement.execute("CREATE DATABASE " + path(file));
          }
          return attached(
              sql,
              file,
              name -> {
                try (Statement statement = sql.createStatement()) {
                  statement.execute("CREATE SCHEMA " + name + ".\"Extract\"");
                  statement.execute("CREATE TABLE " + name + TABLE + definition(rows.columns()));
                }
                copy(sql, name, rows);
                return null;
              });
        });
  }

  private interface Attached<T> {
    T named(String name) throws SQLException, IOException;
  }

  /** What is in the file is complete only once it is detached. */
  private static <T> T attached(Connection sql, Path file, Attached<T> work)
      throws SQLException, IOException {
    String name = quoted("f" + NAMES.incrementAndGet());
    try (Statement statement = sql.createStatement()) {
      statement.execute("ATTACH DATABASE " + path(file) + " AS " + name);
    }
    boolean done = false;
    try {
      T result = work.named(name);
      done = true;
      return result;
    } finally {
      detach(sql, name, done);
    }
  }

  private static void detach(Connection sql, String name, boolean done) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute("DETACH DATABASE " + name);
    } catch (SQLException e) {
      if (done) {
        throw e;
      }
      // What went wrong before says more.
    }
  }

  private static String definition(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                quoted(column.name()) + " " + type(column) + (column.key() ? " NOT NULL" : ""))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case TEXT -> "text";
      case INTEGER -> "bigint";
      case DECIMAL -> "numeric(" + Cell.DIGITS + "," + column.scale() + ")";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case INSTANT -> "timestamptz";
    };
  }

  private void copy(Connection sql, String name, RowSource rows) throws SQLException, IOException {
    CopyIn copy =
        sql.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY " + name + TABLE + " FROM STDIN WITH (FORMAT CSV, DELIMITER ',', NULL '')");
    try {
      Lines lines = new Lines(copy, rows.columns());
      rows.read(lines);
      lines.flush();
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Rows on their way into a COPY. */
  private final class Lines implements RowSource.Reader {

    private final CopyIn copy;
    private final List<Column> columns;
    private final StringBuilder text = new StringBuilder(BUFFER);
    private long row;
    private long sent;

    Lines(CopyIn copy, List<Column> columns) {
      this.copy = copy;
      this.columns = columns;
    }

    @Override
    public void row(List<JsonNode> cells) throws IOException {
      row++;
      for (int i = 0; i < columns.size(); i++) {
        text.append(i == 0 ? "" : ",");
        Cell cell = new Cell(row, columns.get(i), cells.get(i));
        if (!cell.isEmpty()) {
          add(columns.get(i), cell);
        }
      }
      text.append('\n');
      if (text.length() >= BUFFER) {
        flush();
      }
    }

    private void add(Column column, Cell cell) throws UnfitRow {
      switch (column.type()) {
        case TEXT -> text.append('"').append(cell.text().replace("\"", "\"\"")).append('"');
        case INTEGER -> text.append(cell.integer());
        case DECIMAL -> text.append(cell.decimal().toPlainString());
        case BOOLEAN -> text.append(cell.truth());
        case DATE -> text.append(cell.date());
        case INSTANT -> text.append(cell.instant());
      }
    }

    void flush() throws IOException {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      text.setLength(0);
      sent += bytes.length;
      FileTooLarge.refuse(sent, largest);
      try {
        copy.writeToCopy(bytes, 0, bytes.length);
      } catch (SQLException e) {
        throw new IOException("hyperd: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The columns of a file that was published, also by somebody else.
   *
   * @throws IOException naming a column whose type tables of ours do not have
   */
  List<Column> columns(Path file) throws IOException {
    return hyperd.use(
        sql ->
            attached(
                sql,
                file,
                name -> {
                  try (Statement statement = sql.createStatement();
                      ResultSet none =
                          statement.executeQuery("SELECT * FROM " + name + TABLE + " LIMIT 0")) {
                    return columns(none.getMetaData());
                  }
                }));
  }

  private static List<Column> columns(ResultSetMetaData types) throws SQLException, IOException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= types.getColumnCount(); i++) {
      String name = types.getColumnName(i);
      Type type =
          switch (types.getColumnTypeName(i)) {
            case "bool" -> Type.BOOLEAN;
            case "int2", "int4", "int8" -> Type.INTEGER;
            case "numeric" -> Type.DECIMAL;
            case "date" -> Type.DATE;
            case "timestamptz" -> Type.INSTANT;
            case "text", "varchar", "bpchar" -> Type.TEXT;
            default ->
                throw new IOException(
                    "Column %s is of the type %s, which tables from here do not have"
                        .formatted(name, types.getColumnTypeName(i)));
          };
      int scale = type == Type.DECIMAL ? types.getScale(i) : 0;
      Role role = type == Type.DECIMAL ? Role.MEASURE : Role.DIMENSION;
      columns.add(new Column(name, name, type, scale, role, false));
    }
    return columns;
  }

  /** Hands over every row of a file, in the order of these columns. */
  void read(Path file, List<Column> columns, RowSource.Reader reader) throws IOException {
    String select =
        columns.stream()
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", ", "SELECT ", " FROM "));
    hyperd.use(
        sql ->
            attached(
                sql,
                file,
                name -> {
                  String copy = "COPY (" + select + name + TABLE + ") TO STDOUT WITH (FORMAT CSV)";
                  try (PGCopyInputStream bytes =
                          new PGCopyInputStream(sql.unwrap(PGConnection.class), copy);
                      BufferedReader text =
                          new BufferedReader(
                              new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
                    CsvRows.read(new Csv(text), columns, reader);
                  }
                  return null;
                }));
  }

  private static String path(Path file) {
    return quoted(file.toAbsolutePath().toString());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
