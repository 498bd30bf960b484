package io.mlconnector.console.ledger;

import io.mlconnector.console.ledger.Search.Condition;
import io.mlconnector.console.ledger.Spans.Span;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Walks through the ledger, newest first, a page of 1,000 at a time, each page a statement of its
 * own: whoever reads an export slowly holds nothing here meanwhile.
 */
@ApplicationScoped
public class Exports {

  private static final int PAGE = 1_000;
  private static final int MICRO = 1_000;

  private static final String PLACE = "at, coalesce(block, 0), coalesce(pos, 0)";
  private static final String ORDER = "at desc, coalesce(block, 0) desc, coalesce(pos, 0) desc";

  private static final String ENTRIES =
      """
      select id, at, service, connection, scope, step, count, message, millis,
             encode(digest, 'hex'), coalesce(block, 0), coalesce(pos, 0)
      from audit_event
      where %s and %s and %s
        and (at, coalesce(block, 0), coalesce(pos, 0)) < (?::timestamptz, ?, ?)
      order by at desc, coalesce(block, 0) desc, coalesce(pos, 0) desc limit ?
      """;

  private final Transactions transactions;
  private final Spans spans;

  public Exports(Transactions transactions, Spans spans) {
    this.transactions = transactions;
    this.spans = spans;
  }

  /**
   * An audit event as it is exported.
   *
   * @param digest as it is in the chain; null for what is older than the chain
   */
  public record Entry(
      String id,
      Instant at,
      String service,
      String connection,
      String scope,
      String step,
      long count,
      String message,
      Long millis,
      String digest) {}

  /** Where a page ended. */
  private record End(Instant at, long block, int pos) {}

  private record Row<T>(T value, End end) {}

  /** One page behind an end. */
  private interface Page<T> {
    List<Row<T>> read(Connection sql, Span span, End end) throws SQLException;
  }

  /**
   * Where an export stopped.
   *
   * @param lines how many there were
   * @param next the time of the last one where there are more; null at the end of all
   */
  public record Stop(long lines, Instant next) {}

  /** The steps that a search finds; at most so many. */
  public Stop steps(Search search, long most, Consumer<Step> lines) {
    List<Condition> conditions = search.conditions();
    return walk(
        search.from(),
        search.until(),
        most,
        (sql, span, end) -> {
          List<Object> arguments = new ArrayList<>();
          String all =
              conditions.stream()
                  .map(
                      each -> {
                        if (each.argument() != null) {
                          arguments.add(each.argument());
                        }
                        arguments.addAll(List.of(end.at().toString(), end.block(), end.pos()));
                        return each.newest(
                            Steps.COLUMNS + ", coalesce(block, 0) as b, coalesce(pos, 0) as p",
                            "%s and %s and (%s) < (?::timestamptz, ?, ?)"
                                .formatted(span.condition(), Steps.seen(search.scope()), PLACE),
                            ORDER,
                            PAGE);
                      })
                  .collect(Collectors.joining(" union "));
          return Query.list(
              sql,
              row -> new Row<>(Steps.read(row), end(row, 1, 18)),
              "select * from (%s) as found order by at desc, b desc, p desc limit %d"
                  .formatted(all, PAGE),
              arguments.toArray());
        },
        lines);
  }

  /**
   * All entries of a time that are seen; at most so many.
   *
   * @param connection empty for all
   */
  public Stop entries(
      Instant from,
      Instant until,
      String connection,
      Scope scope,
      long most,
      Consumer<Entry> lines) {
    return walk(
        from,
        until,
        most,
        (sql, span, end) -> {
          List<Object> arguments = new ArrayList<>();
          if (!connection.isEmpty()) {
            arguments.add(connection);
          }
          arguments.addAll(List.of(end.at().toString(), end.block(), end.pos(), PAGE));
          return Query.list(
              sql,
              row -> new Row<>(entry(row), end(row, 2, 11)),
              ENTRIES.formatted(
                  connection.isEmpty() ? "true" : "connection = ?",
                  span.condition(),
                  scope.condition("connection")),
              arguments.toArray());
        },
        lines);
  }

  private <T> Stop walk(Instant from, Instant until, long most, Page<T> page, Consumer<T> lines) {
    long count = 0;
    // Lines of the last moment come again where an export goes on behind another; none is left out.
    Instant before = until == null ? null : until.plusNanos(MICRO);
    for (Span span : spans.back(from, before)) {
      End end = new End(span.until(), 0, 0);
      List<Row<T>> rows;
      do {
        End behind = end;
        rows = transactions.inTransaction(sql -> page.read(sql, span, behind));
        for (Row<T> row : rows) {
          if (count == most) {
            return new Stop(count, end.at());
          }
          lines.accept(row.value());
          end = row.end();
          count++;
        }
      } while (rows.size() == PAGE);
    }
    return new Stop(count, null);
  }

  private static End end(ResultSet row, int at, int block) throws SQLException {
    return new End(row.getTimestamp(at).toInstant(), row.getLong(block), row.getInt(block + 1));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    long millis = row.getLong(9);
    boolean timed = !row.wasNull();
    return new Entry(
        row.getString(1),
        row.getTimestamp(2).toInstant(),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getString(8),
        timed ? millis : null,
        row.getString(10));
  }
}
