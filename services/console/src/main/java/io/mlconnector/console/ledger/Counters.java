package io.mlconnector.console.ledger;

import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How much of what has happened lately, from the ledger in one statement. */
@ApplicationScoped
public class Counters {

  /** Records per step in the last minute, hour and day. */
  public record Counter(String step, long minute, long hour, long day) {}

  private static final String OVER =
      """
      with piece as (
        select g as n, now() - make_interval(secs => (x.pieces - g) * x.secs) as begins,
               now() - make_interval(secs => (x.pieces - g - 1) * x.secs) as ends
        from (select ?::float8 as secs, ?::int as pieces) x, generate_series(0, x.pieces - 1) g)
      select p.begins,
        coalesce(sum(e.count) filter (where e.step in ('CREATED', 'UPDATED')), 0),
        coalesce(sum(e.count) filter (where e.step = 'PARKED'), 0)
      from piece p left join audit_event e
        on e.at >= p.begins and e.at < p.ends
          and e.step in ('CREATED', 'UPDATED', 'PARKED') and (? = '' or e.connection = ?)
      group by p.n, p.begins order by p.n
      """;

  private static final String RATES =
      """
      select route, count(*) from audit_item
      where at > now() - interval '1 hour' and step in ('CREATED', 'UPDATED')
        and route is not null
      group by route
      """;

  private final Transactions transactions;

  public Counters(Transactions transactions) {
    this.transactions = transactions;
  }

  public List<Counter> lately() {
    return transactions.inTransaction(
        sql -> {
          List<Counter> counters = new ArrayList<>();
          try (PreparedStatement select =
                  sql.prepareStatement(
                      """
                      select step,
                        coalesce(sum(count) filter (where at > now() - interval '1 minute'), 0),
                        coalesce(sum(count) filter (where at > now() - interval '1 hour'), 0),
                        sum(count)
                      from audit_event where at > now() - interval '1 day'
                      group by step having sum(count) > 0 order by step
                      """);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              counters.add(
                  new Counter(
                      rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
          }
          return counters;
        });
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
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select = sql.prepareStatement(OVER)) {
            select.setLong(1, each.toSeconds());
            select.setInt(2, pieces);
            select.setString(3, connection);
            select.setString(4, connection);
            List<Bar> bars = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                bars.add(
                    new Bar(rows.getTimestamp(1).toInstant(), rows.getLong(2), rows.getLong(3)));
              }
            }
            return bars;
          }
        });
  }

  /** How much each route wrote in the last hour. */
  public List<Rate> rates() {
    return transactions.inTransaction(
        sql -> {
          try (PreparedStatement select = sql.prepareStatement(RATES);
              ResultSet rows = select.executeQuery()) {
            List<Rate> rates = new ArrayList<>();
            while (rows.next()) {
              rates.add(new Rate(rows.getString(1), rows.getLong(2)));
            }
            return rates;
          }
        });
  }
}
