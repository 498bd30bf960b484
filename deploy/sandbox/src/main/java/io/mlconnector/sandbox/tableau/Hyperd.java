package io.mlconnector.sandbox.tableau;

import io.mlconnector.sandbox.tableau.DataFiles.Unreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads .hyper files with a hyperd of the machine, which is started when it is first needed and
 * ends with this process, however that ends: it watches a connection that we hold (sheet T7).
 */
final class Hyperd implements AutoCloseable {

  /** System property, and in capitals environment variable, that names the program. */
  static final String PROPERTY = "hyperd";

  private static final int PATIENCE_MILLIS = 20_000;
  private static final String TABLES =
      "SELECT schemaname, tablename FROM \"%s\".pg_catalog.pg_tables";

  private final Path program;
  private Path logs;
  private Process process;
  private Socket leash;
  private String url;
  private int attached;

  private Hyperd(Path program) {
    this.program = program;
  }

  /** The configured one; null when none is. Throws {@link IllegalStateException} for no program. */
  static Hyperd configured() {
    String path = System.getProperty(PROPERTY, System.getenv("HYPERD"));
    if (path == null || path.isBlank()) {
      return null;
    }
    if (!Files.isExecutable(Path.of(path))) {
      throw new IllegalStateException(PROPERTY + ": " + path + " is no program that can be run");
    }
    return new Hyperd(Path.of(path));
  }

  /** Where it listens, for JDBC; the user is tableau_internal_user, without a password. */
  synchronized String url() {
    start();
    return url;
  }

  /** All tables of the file with their rows. */
  synchronized Map<TableName, Table> read(Path file) throws Unreadable {
    start();
    String name = "upload" + ++attached;
    try (Connection connection = DriverManager.getConnection(url, "tableau_internal_user", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ATTACH DATABASE " + quoted(file.toAbsolutePath().toString()) + " AS " + quoted(name));
      try {
        Map<TableName, Table> all = new HashMap<>();
        for (TableName table : tables(statement, name)) {
          all.put(table, table(statement, name, table));
        }
        return all;
      } finally {
        statement.execute("DETACH DATABASE " + quoted(name));
      }
    } catch (SQLException e) {
      throw new Unreadable(e.getMessage());
    }
  }

  private static List<TableName> tables(Statement statement, String database) throws SQLException {
    List<TableName> all = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(TABLES.formatted(database))) {
      while (found.next()) {
        all.add(new TableName(found.getString(1), found.getString(2)));
      }
    }
    return all;
  }

  private static Table table(Statement statement, String database, TableName name)
      throws SQLException, Unreadable {
    String from = quoted(database) + "." + quoted(name.schema()) + "." + quoted(name.table());
    try (ResultSet found = statement.executeQuery("SELECT * FROM " + from)) {
      List<Column> columns = columns(found.getMetaData());
      List<Object[]> rows = new ArrayList<>();
      while (found.next()) {
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = value(found, i + 1, columns.get(i).type());
        }
        rows.add(row);
      }
      return new Table(columns, rows);
    }
  }

  private static List<Column> columns(ResultSetMetaData types) throws SQLException, Unreadable {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= types.getColumnCount(); i++) {
      ColumnType type = type(types.getColumnName(i), types.getColumnTypeName(i));
      boolean numeric = type == ColumnType.NUMERIC;
      columns.add(
          new Column(
              types.getColumnName(i),
              type,
              numeric ? types.getPrecision(i) : 0,
              numeric ? types.getScale(i) : 0));
    }
    return columns;
  }

  private static ColumnType type(String column, String type) throws Unreadable {
    return switch (type) {
      case "bool", "boolean" -> ColumnType.BOOLEAN;
      case "int2", "int4", "int8" -> ColumnType.INTEGER;
      case "float4", "float8" -> ColumnType.DOUBLE;
      case "numeric" -> ColumnType.NUMERIC;
      case "date" -> ColumnType.DATE;
      case "timestamptz" -> ColumnType.TIMESTAMP;
      case "timestamp" -> ColumnType.DATETIME;
      case "text", "varchar", "bpchar" -> ColumnType.TEXT;
      default -> throw new Unreadable("column " + column + ": the type " + type + " is not read");
    };
  }

  private static Object value(ResultSet row, int place, ColumnType type) throws SQLException {
    Object value =
        switch (type) {
          case BOOLEAN -> row.getBoolean(place);
          case INTEGER -> row.getLong(place);
          case DOUBLE -> row.getDouble(place);
          case NUMERIC -> decimal(row.getString(place));
          case DATE -> row.getObject(place, LocalDate.class);
          case TIMESTAMP -> row.getObject(place, OffsetDateTime.class);
          case DATETIME -> row.getObject(place, LocalDateTime.class);
          case TEXT -> row.getString(place);
        };
    if (row.wasNull()) {
      return null;
    }
    return value instanceof OffsetDateTime moment ? moment.toInstant() : value;
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    close();
    try (ServerSocket callback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      logs = Files.createTempDirectory("sandbox-hyperd");
      callback.setSoTimeout(PATIENCE_MILLIS);
      process =
          new ProcessBuilder(
                  program.toString(),
                  "run",
                  "--listen-connection",
                  "tab.tcp://127.0.0.1:auto",
                  "--callback-connection",
                  "tab.tcp://127.0.0.1:" + callback.getLocalPort(),
                  "--init-user=tableau_internal_user",
                  "--no-password",
                  "--skip-license",
                  "--language=en_US",
                  "--log-dir=" + logs,
                  "--default-database-version=2")
              .redirectErrorStream(true)
              .redirectOutput(logs.resolve("output.txt").toFile())
              .start();
      leash = callback.accept();
      int length = leash.getInputStream().read();
      String endpoint =
          new String(leash.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
      url =
          "jdbc:postgresql://127.0.0.1:"
              + endpoint.substring(endpoint.lastIndexOf(':') + 1).replaceAll("\\D", "")
              + "/?sslmode=disable&preferQueryMode=simple";
    } catch (IOException e) {
      close();
      throw new IllegalStateException(PROPERTY + ": " + program + " did not start", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (leash != null) {
        leash.close();
      }
      if (process != null) {
        process.destroy();
      }
      if (logs != null) {
        try (Stream<Path> files = Files.walk(logs)) {
          files.sorted(Comparator.reverseOrder()).forEach(Uploads::forget);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("hyperd cannot be put away", e);
    } finally {
      leash = null;
      process = null;
      logs = null;
    }
  }
}
