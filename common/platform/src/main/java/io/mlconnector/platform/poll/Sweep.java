package io.mlconnector.platform.poll;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.List;

/**
 * Reads everything that a stream has published once more by key, for streams whose vendor tells
 * changes but not all removals. What is then absent goes the way of every full scan.
 */
final class Sweep<T> {

  private final Owned owned;
  private final SourceStream<T> stream;
  private final PagePublisher publisher;
  private final PollServices services;

  Sweep(Owned owned, SourceStream<T> stream, PagePublisher publisher, PollServices services) {
    this.owned = owned;
    this.stream = stream;
    this.publisher = publisher;
    this.services = services;
  }

  /**
   * Sweeps once.
   *
   * @param state where the stream stands; saved with the time of this sweep
   */
  void run(StreamCursor state, Instant now) {
    long scan = services.transactions().inTransaction(services.cursors()::nextScan);
    long met = 0;
    List<String> keys = known("");
    while (!keys.isEmpty()) {
      if (!owned.lease().holds()) {
        throw new LeaseLost(owned.lease().name(), owned.lease().fence());
      }
      Sequence read = publisher.reads().begin();
      Page<T> page;
      try {
        page = stream.fetchByKeys(owned.connection(), keys).withoutRemoved();
      } catch (RuntimeException e) {
        publisher.reads().abandon(read);
        throw e;
      }
      int[] shows = {0};
      publisher.publish(
          stream,
          page,
          read,
          key -> null,
          (sql, shown) -> shows[0] = services.scans().meet(sql, scan, shown.met()));
      met += shows[0];
      keys = known(keys.get(keys.size() - 1));
    }
    new FullScan<>(owned, stream, publisher, services).finish(state.scanning(scan).met(met), now);
  }

  private List<String> known(String after) {
    return services
        .transactions()
        .inTransaction(
            sql ->
                services
                    .records()
                    .sourceKeys(sql, owned.id(), stream.name(), after, stream.keysPerCall()));
  }
}
