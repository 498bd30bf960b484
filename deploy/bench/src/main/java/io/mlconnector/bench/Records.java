package io.mlconnector.bench;

import io.mlconnector.bench.RecordsApi.Row;
import io.mlconnector.bench.RecordsApi.Rows;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Customers that are read as a whole each time. */
final class Records implements SourceStream<Row> {

  private static final int SIZE = 1_000;

  @Override
  public String name() {
    return "customers";
  }

  @Override
  public List<String> entities() {
    return List.of(Customer.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.snapshot();
  }

  @Override
  public Page<Row> fetch(Connection connection, Cursor cursor) {
    int from = cursor.page() == null ? 0 : Integer.parseInt(cursor.page());
    Rows rows = connection.client(RecordsApi.class).page(from, SIZE);
    return Page.of(rows.rows(), rows.next() == null ? null : String.valueOf(rows.next()));
  }

  @Override
  public int keysPerCall() {
    return SIZE;
  }

  @Override
  public Page<Row> fetchByKeys(Connection connection, List<String> keys) {
    RecordsApi api = connection.client(RecordsApi.class);
    List<Row> rows = new ArrayList<>();
    keys.forEach(key -> rows.addAll(api.page(Integer.parseInt(key), 1).rows()));
    return Page.of(rows, null);
  }

  @Override
  public String key(Row row) {
    return String.valueOf(row.id());
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, Row row, Instant asOf) {
    return List.of(Changes.customer(key(row), row.version()));
  }
}
