package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.delivery.TableRows;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A world with a vendor of tables: invoice lines with an id, an amount, and what it is for. */
final class TableWorld implements AutoCloseable {

  static final String NAME = "AP Invoice Lines";
  static final String OBJECT = "data-source:ap-lines";

  static final List<Column> COLUMNS =
      List.of(
          new Column("line", "Line", Type.TEXT, 0, Role.DIMENSION, true),
          new Column("amount", "Amount", Type.DECIMAL, 2, Role.MEASURE, false),
          new Column("text", "Text", Type.TEXT, 0, Role.DIMENSION, false));

  final World world = new World();
  final FakeTables tables = new FakeTables();
  TableSpec spec = spec(Mode.UPSERT, COLUMNS);
  String route = "lines";
  int version = 1;
  private long number;

  TableWorld() {
    world.adapter.tables = List.of(tables);
  }

  /** Rows gather for a moment only. */
  static TableSpec spec(Mode mode, List<Column> columns) {
    return spec(mode, columns, Duration.ofMillis(200), 10_000);
  }

  static TableSpec spec(Mode mode, List<Column> columns, Duration gather, int rows) {
    return new TableSpec(
        NAME,
        "Finance",
        mode,
        columns,
        List.of(columns.get(columns.size() - 1).name()),
        gather,
        rows,
        List.of(),
        false,
        false);
  }

  /** All rows that an invoice has; each has its values in the columns' order. */
  Delivery invoice(String key, Object[]... rows) {
    return invoice(key, spec, List.of(rows));
  }

  Delivery invoice(String key, TableSpec spec, List<Object[]> rows) {
    List<List<JsonNode>> all = new ArrayList<>();
    for (Object[] row : rows) {
      all.add(
          Arrays.stream(row)
              .map(value -> (JsonNode) CanonicalJson.mapper().valueToTree(value))
              .toList());
    }
    return new Delivery(
        UUID.randomUUID().toString(),
        ref(key),
        Delivery.Mode.TABLE,
        route,
        version,
        Journey.begin(),
        new Sequence(1, ++number),
        1,
        List.of(),
        List.of(),
        Map.of(),
        null,
        Instant.now(),
        null,
        false,
        new TableRows(spec, all));
  }

  static Object[] row(Object... values) {
    return values;
  }

  static Ref ref(String key) {
    return new Ref(World.CONNECTION, OBJECT, new RecordKey("erp", "invoice", key));
  }

  /** Waits until everything that was sent is published or parked. */
  void settled() {
    world.until(
        "all is published",
        () ->
            world.count("inbox") == 0
                && world.count("table_staged") == 0
                && world.count("table_batch") == 0);
  }

  List<String> rows() {
    return tables.texts(NAME);
  }

  List<FakeTables.Asked> asked() {
    return tables.asked;
  }

  @Override
  public void close() {
    world.close();
  }
}
