package io.mlconnector.console.pauses;

import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseTable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What people want of everything and of whole systems: the one place that says so, from which
 * services that were down at that moment hear it later.
 */
@ApplicationScoped
public class WholePauses {

  /** For how long a service that is silent can still be told that a pause was taken back. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Transactions transactions;
  private final Clock clock;

  public WholePauses(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** One that somebody took back. */
  record TakenBack(Scope scope, String name, String author) {}

  /**
   * What is wanted.
   *
   * @param inForce the longest first
   */
  record Wanted(List<Pause> inForce, List<TakenBack> takenBack) {

    boolean isEmpty() {
      return inForce.isEmpty() && takenBack.isEmpty();
    }
  }

  void put(Pause pause) {
    transactions.run(
        sql -> {
          PauseTable.put(sql, pause);
          Query.update(
              sql,
              "delete from pause_taken_back where scope = ? and name = ?",
              pause.scope().text(),
              pause.name());
        });
  }

  void takeBack(Scope scope, String name, String author) {
    transactions.run(
        sql -> {
          PauseTable.end(sql, scope, name);
          Query.update(
              sql,
              """
              insert into pause_taken_back (scope, name, author, at) values (?, ?, ?, ?)
              on conflict (scope, name) do update
                set author = excluded.author, at = excluded.at
              """,
              scope.text(),
              name,
              author,
              Timestamp.from(clock.instant()));
        });
  }

  /** What is wanted now; what came to its end by itself is not kept. */
  Wanted wanted() {
    return transactions.inTransaction(this::wanted);
  }

  private Wanted wanted(Connection sql) throws SQLException {
    Instant now = clock.instant();
    PauseTable.takeEnded(sql, now);
    Query.update(sql, "delete from pause_taken_back where at < ?", Timestamp.from(now.minus(KEPT)));
    return new Wanted(
        PauseTable.all(sql),
        Query.list(
            sql,
            row ->
                new TakenBack(
                    Scope.valueOf(row.getString(1).toUpperCase(java.util.Locale.ROOT)),
                    row.getString(2),
                    row.getString(3)),
            "select scope, name, author from pause_taken_back order by at"));
  }
}
