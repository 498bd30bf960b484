package io.mlconnector.flow.pause;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Notifications;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What stands still in this service now. Every replica knows of a change within a second; an end
 * that comes by itself is told by the clock and needs nobody, not even the database.
 */
@ApplicationScoped
public class Pauses {

  private static final Log LOG = Log.of(Pauses.class);

  private final Transactions transactions;
  private final Clock clock;
  private volatile List<Pause> known;

  @Inject
  Pauses(Transactions transactions, Notifications notifications, Clock clock) {
    this(transactions, clock);
    notifications.listen(PauseTable.CHANNEL, any -> look());
  }

  public Pauses(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Those in force, the longest first, as last read here.
   *
   * @throws DatabaseUnavailable where they never could be read
   */
  public List<Pause> inForce() {
    List<Pause> read = known == null ? refresh() : known;
    if (read.isEmpty()) {
      return read;
    }
    Instant now = clock.instant();
    return read.stream().filter(pause -> pause.holds(now)).toList();
  }

  /** Whether all of this service stands still. */
  public boolean everything() {
    return inForce().stream().anyMatch(pause -> pause.scope() == Pause.Scope.EVERYTHING);
  }

  /**
   * Reads them again, such as after a change of one's own.
   *
   * @throws DatabaseUnavailable where they cannot be read
   */
  public synchronized List<Pause> refresh() {
    List<Pause> read = transactions.inTransaction(PauseTable::all);
    known = read;
    return read;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    try {
      refresh();
    } catch (DatabaseUnavailable e) {
      LOG.debug("What is paused is as last known", "cause", e.getMessage());
    }
  }
}
