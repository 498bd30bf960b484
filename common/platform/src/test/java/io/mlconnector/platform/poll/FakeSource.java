package io.mlconnector.platform.poll;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** A source in memory that pages by key and can be edited, broken and made to answer late. */
class FakeSource implements SourceStream<FakeSource.Row> {

  /** A vendor record; a name of {@code poison} cannot be translated. */
  record Row(String key, String name, Instant changed) {}

  final Map<String, Row> rows = new ConcurrentSkipListMap<>();

  /** What answers say is gone, by key. */
  final Map<String, String> gone = new ConcurrentSkipListMap<>();

  final List<Cursor> fetched = new ArrayList<>();
  String name = "customers";
  String entity = "customer";
  PollSpec spec = PollSpec.incremental(Duration.ofMinutes(15));
  int pageSize = 10;
  VendorFailure failure;
  boolean stuck;

  /** Whether a read by key names what it does not find. */
  boolean namesMissing;

  /** Keys that are only kept up to date. */
  final Set<String> ifPublished = new HashSet<>();

  /** Why a key that is not there cannot be read, instead of being absent. */
  String unseen;

  Runnable afterRead = () -> {};

  void put(String key, String name, Instant changed) {
    rows.put(key, new Row(key, name, changed));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> entities() {
    return List.of(entity);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return spec;
  }

  @Override
  public Page<Row> fetch(Connection connection, Cursor cursor) {
    fetched.add(cursor);
    if (failure != null) {
      throw failure;
    }
    int offset = cursor.page() == null ? 0 : Integer.parseInt(cursor.page());
    List<Row> window =
        rows.values().stream()
            .filter(row -> cursor.from() == null || !row.changed.isBefore(cursor.from()))
            .filter(row -> cursor.to() == null || !row.changed.isAfter(cursor.to()))
            .sorted(Comparator.comparing(Row::key))
            .toList();
    List<Row> page = window.subList(offset, Math.min(window.size(), offset + pageSize));
    afterRead.run();
    int end = offset + page.size();
    String next = stuck ? "0" : end < window.size() ? String.valueOf(end) : null;
    return new Page<>(page, List.of(), removed(), ifPublished, next, next == null);
  }

  @Override
  public int keysPerCall() {
    return 3;
  }

  @Override
  public Page<Row> fetchByKeys(Connection connection, List<String> keys) {
    return new Page<>(
        keys.stream().filter(rows::containsKey).map(rows::get).toList(),
        keys.stream()
            .filter(key -> unseen != null && !rows.containsKey(key))
            .map(key -> new Page.Unreadable(key, unseen))
            .toList(),
        keys.stream()
            .filter(key -> gone.containsKey(key) || (namesMissing && !rows.containsKey(key)))
            .map(key -> new Page.Removed(key, gone.getOrDefault(key, "not there")))
            .toList(),
        null,
        true);
  }

  private List<Page.Removed> removed() {
    return gone.entrySet().stream()
        .map(entry -> new Page.Removed(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public String key(Row row) {
    return row.key;
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, Row row, Instant asOf) {
    if (row.name.equals("poison")) {
      throw new Untranslatable("name", "is poison");
    }
    if (entity.equals(Vendor.ENTITY)) {
      return List.of(Vendor.builder(row.key).name(row.name).status("active").build());
    }
    return List.of(Customer.builder(row.key).name(row.name).status("active").build());
  }
}
