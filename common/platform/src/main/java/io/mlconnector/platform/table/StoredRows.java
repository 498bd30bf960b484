package io.mlconnector.platform.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.spi.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table, read through a cursor so that only a few of them are in memory at a time. */
public final class StoredRows implements RowSource {

  /** How many rows are fetched at a time. */
  static final int FETCH = 1_000;

  static final String WHOLE =
      """
      select data, journey from table_row
      where table_id = ? and not gone and (known or rev <= ?) order by row_key
      """;

  static final String FROZEN =
      "select data, journey from table_batch_row where batch = ? and gone = ? order by row_key";

  private final Transactions transactions;
  private final List<Column> columns;
  private final int[] places;
  private final TextNode syncedAt;
  private final long count;
  private final String select;
  private final Object[] arguments;

  private StoredRows(
      Transactions transactions,
      List<Column> columns,
      Layout layout,
      Instant syncedAt,
      long count,
      String select,
      Object... arguments) {
    this.transactions = transactions;
    this.columns = columns;
    this.places = layout.of(columns);
    this.syncedAt = TextNode.valueOf(syncedAt.toString());
    this.count = count;
    this.select = select;
    this.arguments = arguments;
  }

  /**
   * All rows that the table has, as far as they are from a revision or may have been published
   * before. How many they are is not known, for they may change until they are read.
   */
  public static StoredRows whole(
      Transactions transactions, KeptTable table, long revision, Instant syncedAt) {
    return new StoredRows(
        transactions,
        table.spec().published(),
        table.layout(),
        syncedAt,
        -1,
        WHOLE,
        table.id(),
        revision);
  }

  /** Rows of a batch as they were when it was opened; of those to be deleted, the keys. */
  public static StoredRows frozen(
      Transactions transactions, KeptTable table, OpenBatch batch, boolean deletes) {
    TableSpec spec = table.spec();
    return new StoredRows(
        transactions,
        deletes ? spec.keys() : spec.published(),
        table.layout(),
        batch.opened(),
        deletes ? batch.deletes() : batch.puts(),
        FROZEN,
        batch.id(),
        deletes);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void read(Reader reader) throws IOException {
    try {
      transactions.run(
          sql -> {
            Query.pin(sql);
            try (PreparedStatement statement = sql.prepareStatement(select)) {
              statement.setFetchSize(FETCH);
              for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
              }
              try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  reader.row(row(rows.getString(1), rows.getString(2)));
                }
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<JsonNode> row(String data, String journey) throws SQLException {
    JsonNode stored = CanonicalJson.read(data, JsonNode.class);
    List<JsonNode> values = new ArrayList<>(columns.size());
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        JsonNode value = stored.get(places[i]);
        values.add(value == null ? NullNode.instance : value);
      } else if (columns.get(i).equals(TableSpec.SYNCED_AT)) {
        values.add(syncedAt);
      } else {
        values.add(journey == null ? NullNode.instance : TextNode.valueOf(journey));
      }
    }
    return values;
  }
}
