package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records of a module that were changed, then those that were deleted. */
abstract class RecordStream implements SourceStream<JsonNode> {

  private static final String DELETED = "deleted:";

  private final Kind kind;
  private final String entity;
  private final int size;

  RecordStream(Kind kind, String entity, int size) {
    this.kind = kind;
    this.entity = entity;
    this.size = size;
  }

  abstract CanonicalRecord translate(Row row, Settings settings);

  @Override
  public final String name() {
    return kind.stream();
  }

  @Override
  public final List<String> entities() {
    return List.of(entity);
  }

  @Override
  public final PollSpec poll(Settings settings) {
    return PollSpec.incremental(settings.duration("overlap"));
  }

  @Override
  public final Page<JsonNode> fetch(Connection connection, Cursor cursor) {
    if (cursor.page() != null && cursor.page().startsWith(DELETED)) {
      return deleted(connection, cursor);
    }
    boolean first = cursor.page() == null;
    Position position = first ? Position.from(cursor.from()) : Position.parse(cursor.page());
    int limit = first && cursor.from() != null ? Math.min(Coql.FEW, size) : size;
    Coql.Answer answer = ask(connection, position.where(cursor.to()), limit);
    List<JsonNode> rows = answer.rows();
    if (answer.more()) {
      if (rows.isEmpty()) {
        throw Deleted.lost(kind);
      }
      Position next = position.after(rows.get(rows.size() - 1));
      return new Page<>(rows, List.of(), next.toString(), false);
    }
    String next = deletedDue(connection, cursor) ? DELETED + 1 : null;
    return new Page<>(rows, List.of(), next, next == null);
  }

  private Coql.Answer ask(Connection connection, String where, int limit) {
    List<String> wanted = kind.read(connection.settings());
    return Fields.asking(
        connection,
        kind,
        () -> {
          List<String> columns = Fields.of(connection, kind).present(wanted);
          return Coql.ask(connection, Coql.select(columns, kind.module()) + where, limit);
        });
  }

  /**
   * Once in each period: windows follow on each other without a gap, so in one of them, and hardly
   * ever in more, the next period begins. A full scan finds what is gone by itself.
   */
  private static boolean deletedDue(Connection connection, Cursor cursor) {
    if (cursor.from() == null) {
      return false;
    }
    Duration every = connection.settings().duration("deletedEvery");
    return every.isZero() || period(cursor.from(), every) < period(cursor.to(), every);
  }

  private static long period(Instant instant, Duration every) {
    return Math.floorDiv(instant.toEpochMilli(), every.toMillis());
  }

  private Page<JsonNode> deleted(Connection connection, Cursor cursor) {
    Duration every = connection.settings().duration("deletedEvery");
    int page = Integer.parseInt(cursor.page().substring(DELETED.length()));
    Deleted deleted = Deleted.since(connection, kind, cursor.from().minus(every), page);
    return new Page<>(
        List.of(),
        List.of(),
        deleted.removed(),
        deleted.more() ? DELETED + (page + 1) : null,
        !deleted.more());
  }

  @Override
  public final int keysPerCall() {
    return Coql.LIST;
  }

  /** Records that are not shown are gone, or hidden from our user, which is the same to us. */
  @Override
  public final Page<JsonNode> fetchByKeys(Connection connection, List<String> keys) {
    List<JsonNode> rows = ask(connection, Coql.in("id", keys), Coql.LIST).rows();
    Set<String> missing = new HashSet<>(keys);
    rows.forEach(row -> missing.remove(key(row)));
    List<Page.Removed> removed = new ArrayList<>();
    missing.forEach(
        id -> removed.add(new Page.Removed(id, "Zoho does not show the record any more")));
    return new Page<>(rows, List.of(), removed, null, true);
  }

  @Override
  public final Optional<Instant> changed(JsonNode row) {
    return new JsonRow(row).stamp("Modified_Time");
  }

  @Override
  public final String key(JsonNode row) {
    return row.path("id").asText();
  }

  @Override
  public final List<CanonicalRecord> translate(Connection connection, JsonNode row, Instant asOf) {
    return List.of(translate(new Row(row), connection.settings()));
  }
}
