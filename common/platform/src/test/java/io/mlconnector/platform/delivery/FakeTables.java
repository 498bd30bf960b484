package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.VendorFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A vendor of tables in memory, as strict as a real one: one change of a table at a time, requests
 * remembered, rows that do not fit refused.
 */
final class FakeTables implements TableSink {

  /** A table as the vendor has it. */
  static final class Held {
    final String key;
    List<Column> columns;
    List<List<JsonNode>> rows = new ArrayList<>();
    Instant updated = Instant.now();

    Held(String key, List<Column> columns) {
      this.key = key;
      this.columns = columns;
    }
  }

  /** What was asked for. */
  record Asked(String table, Action action, String request, int rows, String description) {}

  private record Job(String table, TableChange change, List<List<JsonNode>> rows) {}

  final Map<String, Held> tables = new HashMap<>();
  final List<Asked> asked = new CopyOnWriteArrayList<>();
  final List<String> violations = new CopyOnWriteArrayList<>();
  final List<String> looks = new CopyOnWriteArrayList<>();
  private final Map<String, String> remembered = new HashMap<>();
  private final Map<String, Job> jobs = new HashMap<>();
  private int number;
  volatile boolean updates = true;
  volatile boolean asJobs;
  volatile boolean reads = true;
  volatile Consumer<TableChange> before = change -> {};
  volatile Consumer<TableChange> after = change -> {};
  volatile Function<TableChange, TableProgress> instead = change -> null;
  volatile Function<String, TableProgress> onResume = job -> null;
  volatile int mostRows;

  @Override
  public String object() {
    return "data-source";
  }

  @Override
  public boolean updates(Settings settings) {
    return updates;
  }

  @Override
  public synchronized Optional<TableFound> look(Connection connection, TableSpec spec, String key) {
    looks.add(spec.name());
    Held held =
        key == null
            ? tables.get(spec.name())
            : tables.values().stream()
                .filter(each -> each.key.equals(key))
                .findFirst()
                .orElse(null);
    return Optional.ofNullable(held).map(each -> new TableFound(each.key, each.updated));
  }

  @Override
  public synchronized List<Column> columns(Connection connection, String key) {
    return tables.values().stream()
        .filter(each -> each.key.equals(key))
        .findFirst()
        .orElseThrow(() -> VendorFailure.rejected(404, "no such table"))
        .columns;
  }

  @Override
  public TableProgress publish(Connection connection, TableSpec spec, TableChange change) {
    before.accept(change);
    List<List<JsonNode>> rows = rows(change.rows());
    TableProgress other = instead.apply(change);
    if (other != null) {
      ended(change);
      return other;
    }
    TableProgress progress = take(spec, change, rows);
    after.accept(change);
    return progress;
  }

  /** What the vendor says is over runs no more. */
  private synchronized void ended(TableChange change) {
    jobs.values().removeIf(job -> job.change.request().equals(change.request()));
  }

  private synchronized TableProgress take(
      TableSpec spec, TableChange change, List<List<JsonNode>> rows) {
    asked.add(
        new Asked(
            spec.name(), change.action(), change.request(), rows.size(), change.description()));
    // A job runs whether or not somebody asks for it.
    for (String id : running()) {
      if (jobs.get(id).change.request().equals(change.request())) {
        finish(id);
      }
    }
    for (Job job : jobs.values()) {
      if (job.table.equals(spec.name()) && !job.change.request().equals(change.request())) {
        violations.add("a second change of " + spec.name() + " while one runs");
      }
    }
    if (asJobs) {
      String id = "job-" + change.request() + "-" + ++number;
      jobs.put(id, new Job(spec.name(), change, rows));
      return new TableProgress.Running(id, Duration.ofMillis(10));
    }
    return new TableProgress.Done(apply(spec.name(), change, rows));
  }

  private String apply(String name, TableChange change, List<List<JsonNode>> rows) {
    Held held = tables.get(name);
    if (change.action() == Action.OVERWRITE) {
      if (held == null) {
        held = new Held("luid-" + ++number, List.of());
        tables.put(name, held);
      }
      held.columns = change.rows().columns();
      held.rows = new ArrayList<>(rows);
    } else if (!remembered.containsKey(change.request())) {
      if (held == null || !held.key.equals(change.key())) {
        throw VendorFailure.rejected(404, "no such table");
      }
      if (rows.isEmpty()) {
        violations.add("an empty " + change.action());
      }
      change(held, change, rows);
    }
    remembered.put(change.request(), held.key);
    held.updated = Instant.now();
    return held.key;
  }

  private void change(Held held, TableChange change, List<List<JsonNode>> rows) {
    if (change.action() != Action.DELETE && !change.rows().columns().equals(held.columns)) {
      throw VendorFailure.rejected(400, "the columns do not fit");
    }
    if (change.action() == Action.INSERT) {
      held.rows.addAll(rows);
      return;
    }
    Map<List<JsonNode>, List<JsonNode>> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(key(change.rows().columns(), row), row));
    held.rows.removeIf(row -> byKey.containsKey(key(held.columns, row)));
    if (change.action() == Action.UPSERT) {
      held.rows.addAll(byKey.values());
    }
  }

  private static List<JsonNode> key(List<Column> columns, List<JsonNode> row) {
    List<JsonNode> key = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).key()) {
        key.add(row.get(i));
      }
    }
    return key;
  }

  @Override
  public TableProgress resume(Connection connection, TableSpec spec, String job) {
    TableProgress other = onResume.apply(job);
    if (other != null) {
      return other;
    }
    return new TableProgress.Done(finish(job));
  }

  /** The vendor works a job off; again it only says what came of it. */
  synchronized String finish(String id) {
    Job job = jobs.remove(id);
    return job == null ? remembered.get(id.split("-")[1]) : apply(job.table, job.change, job.rows);
  }

  /** What was asked for and has not been worked off. */
  synchronized List<String> running() {
    return List.copyOf(jobs.keySet());
  }

  @Override
  public synchronized Optional<RowSource> readBack(
      Connection connection, TableSpec spec, String key) {
    if (!reads) {
      return Optional.empty();
    }
    Held held = tables.get(spec.name());
    List<Column> columns = List.copyOf(held.columns);
    List<List<JsonNode>> rows = List.copyOf(held.rows);
    return Optional.of(
        new RowSource() {
          @Override
          public List<Column> columns() {
            return columns;
          }

          @Override
          public long count() {
            return rows.size();
          }

          @Override
          public void read(Reader reader) throws IOException {
            for (List<JsonNode> row : rows) {
              reader.row(row);
            }
          }
        });
  }

  private List<List<JsonNode>> rows(RowSource source) {
    List<List<JsonNode>> rows = new ArrayList<>();
    try {
      source.read(
          row -> {
            if (row.size() != source.columns().size()) {
              violations.add("a row of another number of values");
            }
            rows.add(row);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (source.count() >= 0 && source.count() != rows.size()) {
      violations.add("%d rows instead of %d".formatted(rows.size(), source.count()));
    }
    return rows;
  }

  /** The rows of a table as one text each, in order. */
  synchronized List<String> texts(String table) {
    Held held = tables.get(table);
    return held == null
        ? List.of()
        : held.rows.stream()
            .map(
                row ->
                    String.join(
                        "|",
                        row.stream().map(value -> value.isNull() ? "" : value.asText()).toList()))
            .sorted()
            .toList();
  }
}
