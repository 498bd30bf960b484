package io.mlconnector.platform.poll;

import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionPauses;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.ParkedReads.Which;
import io.mlconnector.platform.poll.StreamRunner.Kind;
import io.mlconnector.platform.sql.Keys;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.SourceStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows and steers streams: through the database, and through the runners of owned connections. */
@ApplicationScoped
public class StreamController implements StreamControl, Reread {

  private final Adapter adapter;
  private final PollWork work;
  private final Transactions transactions;
  private final StreamStates states;
  private final ParkedReads parked;
  private final SourceRecords records;
  private final FullScans scans;
  private final Backfills backfills;
  private final ConnectionStore connections;
  private final ConnectionPauses pauses;
  private final Clock clock;

  public StreamController(
      Adapter adapter,
      PollWork work,
      Transactions transactions,
      StreamStates states,
      ParkedReads parked,
      SourceRecords records,
      FullScans scans,
      Backfills backfills,
      ConnectionStore connections,
      ConnectionPauses pauses,
      Clock clock) {
    this.adapter = adapter;
    this.work = work;
    this.transactions = transactions;
    this.states = states;
    this.parked = parked;
    this.records = records;
    this.scans = scans;
    this.backfills = backfills;
    this.connections = connections;
    this.pauses = pauses;
    this.clock = clock;
  }

  @Override
  public List<StreamState> streams(String connection) {
    ConnectionDocument document = connections.find(connection).orElseThrow().document();
    String every = adapter.connectionSpec().everyDefault();
    return transactions.inTransaction(
        sql -> {
          StreamStates.Rows rows = states.load(sql, connection);
          return adapter.sources().stream()
              .map(
                  stream ->
                      rows.state(
                          stream,
                          StreamSchedule.of(document, stream, every),
                          next(connection, stream.name())))
              .toList();
        });
  }

  /** Not before every pause is over; null while one has no end. */
  private Instant next(String connection, String stream) {
    Instant next =
        work.polling(connection)
            .map(polling -> polling.runner(stream))
            .map(StreamRunner::next)
            .orElse(null);
    for (Pause pause : pauses.of(connection)) {
      if (next == null || pause.until() == null) {
        return null;
      }
      next = next.isBefore(pause.until()) ? pause.until() : next;
    }
    return next;
  }

  @Override
  public void pollNow(Owned owned, String stream) {
    wake(owned, stream, runner -> runner.want(Kind.POLL));
  }

  @Override
  public void reconcileNow(Owned owned, String stream) {
    wake(owned, stream, StreamRunner::wantScan);
  }

  @Override
  public long backfill(Owned owned, String stream, Instant from, Instant to) {
    Instant now = clock.instant();
    Instant end = to == null ? now : to;
    if (from == null || !from.isBefore(end)) {
      throw new IllegalArgumentException(
          "A backfill needs a from before its to; got from=%s to=%s".formatted(from, end));
    }
    known(stream);
    long id =
        transactions.inTransaction(
            sql -> {
              owned.lease().guard(sql);
              return backfills.begin(sql, owned.id(), stream, from, end, now);
            });
    wake(owned, stream, runner -> runner.want(Kind.BACKFILL));
    return id;
  }

  @Override
  public List<BackfillState> backfills(String connection) {
    return transactions.inTransaction(sql -> backfills.all(sql, connection));
  }

  @Override
  public List<ParkedRead> parked(String connection, int limit) {
    return transactions.inTransaction(sql -> parked.list(sql, connection, limit));
  }

  @Override
  public int retry(Owned owned, String stream, Which which) {
    known(stream);
    int queued =
        transactions.inTransaction(
            sql -> parked.retry(sql, owned.id(), stream, which, clock.instant()));
    wake(owned, stream, runner -> runner.want(Kind.REREAD));
    return queued;
  }

  @Override
  public List<HeldRemovals> held(String connection) {
    return transactions.inTransaction(sql -> scans.held(sql, connection));
  }

  @Override
  public void decide(Owned owned, String stream, boolean believe) {
    known(stream);
    if (!believe) {
      transactions.run(sql -> scans.release(sql, owned.id(), stream));
      return;
    }
    boolean held = transactions.inTransaction(sql -> scans.believe(sql, owned.id(), stream));
    if (!held) {
      throw new IllegalArgumentException("No removals of stream " + stream + " are held");
    }
    reconcileNow(owned, stream);
  }

  @Override
  public void reread(Owned owned, String stream, List<String> keys, String journey) {
    known(stream);
    keys.forEach(StreamController::usable);
    transactions.run(
        sql -> {
          owned.lease().guard(sql);
          parked.again(sql, owned.id(), stream, keys, journey, clock.instant());
        });
    // A stream that is switched off reads them once it is switched on.
    work.polling(owned.id())
        .map(polling -> polling.runner(stream))
        .ifPresent(
            runner -> {
              runner.want(Kind.REREAD);
              runner.tick();
            });
  }

  private static void usable(String key) {
    Keys.trouble(key)
        .ifPresent(
            trouble -> {
              throw new IllegalArgumentException("Nothing can be read by that: " + trouble);
            });
  }

  @Override
  public void readAnew(Owned owned, String entity, List<String> keys) {
    List<String> streams =
        adapter.sources().stream()
            .filter(stream -> stream.entities().contains(entity))
            .map(SourceStream::name)
            .toList();
    if (streams.isEmpty()) {
      throw Problem.notFound(
          "No stream of %s gives records of entity %s".formatted(adapter.system(), entity));
    }
    Map<String, List<String>> asked =
        transactions.inTransaction(
            sql -> {
              owned.lease().guard(sql);
              return records.forget(sql, owned.id(), entity, keys, streams.get(0));
            });
    asked.forEach((stream, sourceKeys) -> reread(owned, stream, sourceKeys, null));
  }

  private void wake(Owned owned, String stream, java.util.function.Consumer<StreamRunner> wish) {
    known(stream);
    StreamRunner runner =
        work.polling(owned.id()).map(polling -> polling.runner(stream)).orElse(null);
    if (runner == null) {
      throw new IllegalArgumentException(
          "Stream %s is switched off; enable it in the connection's streams".formatted(stream));
    }
    wish.accept(runner);
    runner.tick();
  }

  private void known(String stream) {
    if (adapter.sources().stream().noneMatch(source -> source.name().equals(stream))) {
      throw new IllegalArgumentException(
          "There is no stream %s; %s has: %s"
              .formatted(
                  stream,
                  adapter.system(),
                  adapter.sources().stream()
                      .map(SourceStream::name)
                      .collect(Collectors.joining(", "))));
    }
  }
}
