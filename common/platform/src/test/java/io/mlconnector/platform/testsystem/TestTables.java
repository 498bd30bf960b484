package io.mlconnector.platform.testsystem;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.TableSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reports of the test system: a table per connection and name, always written whole. */
public class TestTables implements TableSink {

  /** A report: its columns and rows. */
  public record Report(List<Column> columns, List<List<JsonNode>> rows) {}

  /** By connection and name. */
  public static final Map<String, Report> REPORTS = new ConcurrentHashMap<>();

  private static String key(Connection connection, TableSpec spec) {
    return connection.id() + "/" + spec.name();
  }

  @Override
  public String object() {
    return "report";
  }

  @Override
  public boolean updates(Settings settings) {
    return false;
  }

  @Override
  public Optional<TableFound> look(Connection connection, TableSpec spec, String key) {
    String own = key(connection, spec);
    return REPORTS.containsKey(own)
        ? Optional.of(new TableFound(own, Instant.EPOCH))
        : Optional.empty();
  }

  @Override
  public List<Column> columns(Connection connection, String key) {
    return REPORTS.get(key).columns();
  }

  @Override
  public TableProgress publish(Connection connection, TableSpec spec, TableChange change) {
    List<List<JsonNode>> rows = new ArrayList<>();
    try {
      change.rows().read(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    REPORTS.put(key(connection, spec), new Report(change.rows().columns(), rows));
    return new TableProgress.Done(key(connection, spec));
  }

  @Override
  public TableProgress resume(Connection connection, TableSpec spec, String job) {
    throw new AssertionError("reports are written at once");
  }

  @Override
  public Optional<RowSource> readBack(Connection connection, TableSpec spec, String key) {
    Report report = REPORTS.get(key);
    return Optional.of(
        new RowSource() {
          @Override
          public List<Column> columns() {
            return report.columns();
          }

          @Override
          public long count() {
            return report.rows().size();
          }

          @Override
          public void read(Reader reader) throws IOException {
            for (List<JsonNode> row : report.rows()) {
              reader.row(row);
            }
          }
        });
  }

  @Override
  public Optional<String> trouble(Connection connection, String key, String event) {
    return Optional.of("The report failed: " + event);
  }
}
