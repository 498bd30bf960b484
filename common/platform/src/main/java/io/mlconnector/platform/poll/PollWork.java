package io.mlconnector.platform.poll;

import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.audit.Audits;
import io.mlconnector.flow.erasure.Suppressions;
import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.owner.OwnedWork;
import io.mlconnector.spi.Adapter;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Polls the streams of every connection that this replica owns. */
@ApplicationScoped
public class PollWork implements OwnedWork {

  private static final Log LOG = Log.of(PollWork.class);

  private final Adapter adapter;
  private final PollServices services;
  private final Backfills backfills;
  private final Map<String, ConnectionPolling> active = new ConcurrentHashMap<>();

  public PollWork(
      Adapter adapter,
      Transactions transactions,
      SourceRecords records,
      StreamCursors cursors,
      ParkedReads parked,
      FullScans scans,
      Suppressions suppressions,
      Backfills backfills,
      Audits audits,
      FlowConfig config,
      Topics topics,
      Clock clock,
      PollMetrics metrics,
      ConnectionPauses pauses) {
    this.adapter = adapter;
    this.backfills = backfills;
    this.services =
        new PollServices(
            transactions,
            records,
            cursors,
            parked,
            scans,
            suppressions,
            config.service(),
            audits::messages,
            topics,
            clock,
            metrics,
            pauses::hold);
  }

  @Override
  public AutoCloseable start(Owned owned) {
    ConnectionPolling polling = new ConnectionPolling(owned, adapter, services, backfills);
    active.put(owned.id(), polling);
    polling.tick();
    return () -> {
      active.remove(owned.id(), polling);
      polling.close();
    };
  }

  /** Starts whatever is due. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    active.values().forEach(ConnectionPolling::tick);
  }

  /** A database that is away is asked again at the next turn. */
  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void readParkedAgain() {
    try {
      active.values().forEach(ConnectionPolling::readParkedAgain);
    } catch (DatabaseUnavailable e) {
      LOG.debug("Parked records wait for the database");
    }
  }

  Optional<ConnectionPolling> polling(String connection) {
    return Optional.ofNullable(active.get(connection));
  }
}
