package io.mlconnector.platform.connection;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.Pause.Scope;
import io.mlconnector.flow.pause.PauseTable;
import io.mlconnector.flow.pause.Pauses;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.spi.Adapter;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Which connections stand still: by a word on everything, on the whole system, or on the one
 * connection. That is kept beside the documents, so those of a mounted file can be paused too. Each
 * word is taken back by itself; a connection goes on once none holds.
 */
@ApplicationScoped
public class ConnectionPauses implements Forgotten {

  private static final Log LOG = Log.of(ConnectionPauses.class);

  private final Transactions transactions;
  private final Pauses pauses;
  private final ConnectionNews news;
  private final List<Resumed> rooms;
  private final Adapter adapter;
  private final Clock clock;

  ConnectionPauses(
      Transactions transactions,
      Pauses pauses,
      ConnectionNews news,
      @All List<Resumed> rooms,
      Adapter adapter,
      Clock clock) {
    this.transactions = transactions;
    this.pauses = pauses;
    this.news = news;
    this.rooms = rooms;
    this.adapter = adapter;
    this.clock = clock;
  }

  /** What holds the connection now, the longest first; empty where it is at work. */
  public List<Pause> of(String connection) {
    return pauses.inForce().stream().filter(pause -> concerns(pause, connection)).toList();
  }

  /** Whether the connection stands still now, as this replica knows it: a second old at most. */
  public boolean hold(String connection) {
    return pauses.inForce().stream().anyMatch(pause -> concerns(pause, connection));
  }

  /**
   * Refuses what would not happen now. What waits until the connection goes on is not refused.
   *
   * @throws Problem 409 where the connection is paused, with who says so and why
   */
  public void refuse(String connection) {
    of(connection).stream()
        .findFirst()
        .ifPresent(
            pause -> {
              throw Problem.conflict(
                  "Connection %s is %s. Resume it first".formatted(connection, pause.words()));
            });
  }

  private static boolean concerns(Pause pause, String connection) {
    return pause.scope() == Scope.EVERYTHING
        || pause.scope() == Scope.SYSTEM
        || pause.is(Scope.CONNECTION, connection);
  }

  /** All that are in force, as they are stored now. */
  public List<Pause> all() {
    Instant now = clock.instant();
    return pauses.refresh().stream().filter(pause -> pause.holds(now)).toList();
  }

  /** Puts one in force, or gives the one that is another reason and end. */
  public void begin(Pause pause) {
    transactions.run(
        sql -> {
          PauseTable.put(sql, pause);
          for (String connection : concerned(sql, pause)) {
            news.paused(sql, connection, whole(pause) + pause.words());
          }
        });
    pauses.refresh();
  }

  /**
   * Takes one back.
   *
   * @return whether there was one
   */
  public boolean end(Scope scope, String name, String author) {
    boolean was =
        transactions.inTransaction(
            sql -> {
              var ended = PauseTable.end(sql, scope, name);
              if (ended.isPresent()) {
                ended(sql, ended.get(), clock.instant(), "resumed by " + author);
              }
              return ended.isPresent();
            });
    pauses.refresh();
    return was;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      endThoseThatAreOver();
    } catch (DatabaseUnavailable e) {
      LOG.debug("Pauses that are over are noted later", "cause", e.getMessage());
    }
  }

  /** Notes that pauses came to their end; they hold nothing from that moment on, noted or not. */
  void endThoseThatAreOver() {
    transactions.run(
        sql -> {
          for (Pause ended : PauseTable.takeEnded(sql, clock.instant())) {
            ended(sql, ended, ended.until(), "goes on by itself, was " + ended.words());
          }
        });
  }

  private static String whole(Pause pause) {
    return switch (pause.scope()) {
      case EVERYTHING -> "Everything: ";
      case SYSTEM -> "The whole system: ";
      case CONNECTION, ROUTE -> "";
    };
  }

  private void ended(Connection sql, Pause pause, Instant at, String words) throws SQLException {
    for (String connection : concerned(sql, pause)) {
      for (Resumed room : rooms) {
        room.resumed(sql, connection, pause.since(), at);
      }
      news.paused(sql, connection, whole(pause) + words);
    }
  }

  private List<String> concerned(Connection sql, Pause pause) throws SQLException {
    return pause.scope() == Scope.CONNECTION
        ? List.of(pause.name())
        : Query.list(
            sql,
            row -> row.getString(1),
            "select id from connection where system = ? order by id",
            adapter.system());
  }

  @Override
  public void forget(Connection sql, String connection) throws SQLException {
    PauseTable.end(sql, Scope.CONNECTION, connection);
  }
}
