package io.mlconnector.console.ledger;

import io.mlconnector.console.systems.InNameOf;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How much of what has happened lately, from counts that are kept as entries are made. */
@ApplicationScoped
public class Counters {

  /** Records per step in the last minute, hour and day. */
  public record Counter(String step, long minute, long hour, long day) {}

  static final String LATELY =
      """
      select step,
        coalesce(sum(records) filter (where minute >= m - interval '1 minute'), 0),
        coalesce(sum(records) filter (where minute >= m - interval '1 hour'), 0),
        sum(records)
      from audit_minute, date_trunc('minute', now(), 'UTC') as m
      where minute >= m - interval '1 day'
      group by step having sum(records) > 0 order by step
      """;

  /** Pieces end with the minute that is running. */
  private static final String OVER =
      """
      with piece as (
        select g as n,
               date_trunc('minute', now(), 'UTC')
                 + make_interval(secs => 60 - (x.pieces - g) * x.secs) as begins,
               make_interval(secs => x.secs) as lasts
        from (select ?::float8 as secs, ?::int as pieces) x, generate_series(0, x.pieces - 1) g)
      select p.begins,
        coalesce(sum(m.records) filter (where m.step in ('CREATED', 'UPDATED')), 0),
        coalesce(sum(m.records) filter (where m.step = 'PARKED'), 0)
      from piece p left join audit_minute m
        on m.minute >= p.begins and m.minute < p.begins + p.lasts%s
      group by p.n, p.begins order by p.n
      """;

  static final String OVER_ALL = OVER.formatted("");
  static final String OVER_ONE = OVER.formatted(" and m.connection = ?");

  static final String RATES =
      """
      select route, sum(written) from audit_minute_route
      where minute > date_trunc('minute', now(), 'UTC') - interval '1 hour'
      group by route
      """;

  private final Transactions transactions;
  private final InNameOf names;

  public Counters(Transactions transactions, InNameOf names) {
    this.transactions = transactions;
    this.names = names;
  }

  /** The minute, the hour and the day before the minute that is running, and what is of that. */
  public List<Counter> lately() {
    return transactions.inTransaction(
        sql ->
            Query.list(
                sql,
                row ->
                    new Counter(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                seen(LATELY, "connection")));
  }

  /** Records written, and those that could not be, in one piece of time. */
  public record Bar(Instant from, long written, long parked) {}

  /** Writes of one route in the last hour. */
  public record Rate(String route, long written) {}

  /**
   * Writes over time, oldest first, without gaps.
   *
   * @param connection of the target; empty for all
   * @param each how long a piece is
   * @param pieces how many, up to now
   */
  public List<Bar> over(String connection, Duration each, int pieces) {
    double seconds = each.toSeconds();
    return transactions.inTransaction(
        sql ->
            connection.isEmpty()
                ? Query.list(sql, Counters::bar, seen(OVER_ALL, "m.connection"), seconds, pieces)
                : Query.list(
                    sql,
                    Counters::bar,
                    seen(OVER_ONE, "m.connection"),
                    seconds,
                    pieces,
                    connection));
  }

  /** How much each route wrote in the last hour, also of routes that the person does not see. */
  public List<Rate> rates() {
    return transactions.inTransaction(
        sql -> Query.list(sql, row -> new Rate(row.getString(1), row.getLong(2)), RATES));
  }

  /** The statement with only what the person sees; its condition ends where the groups begin. */
  private String seen(String statement, String column) {
    return names.scope().isAll()
        ? statement
        : statement.replace("group by", "and " + names.scope().condition(column) + " group by");
  }

  private static Bar bar(ResultSet row) throws SQLException {
    return new Bar(row.getTimestamp(1).toInstant(), row.getLong(2), row.getLong(3));
  }
}
