package io.mlconnector.platform.poll;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;

/** Reads past windows of a stream beside its live cursor; goes on after a restart. */
final class BackfillRun<T> {

  private final Owned owned;
  private final SourceStream<T> stream;
  private final PagePublisher publisher;
  private final PollServices services;
  private final Backfills backfills;

  BackfillRun(
      Owned owned,
      SourceStream<T> stream,
      PagePublisher publisher,
      PollServices services,
      Backfills backfills) {
    this.owned = owned;
    this.stream = stream;
    this.publisher = publisher;
    this.services = services;
    this.backfills = backfills;
  }

  void drain() {
    for (Backfills.Open open :
        services
            .transactions()
            .inTransaction(sql -> backfills.open(sql, owned.id(), stream.name()))) {
      try {
        run(open);
      } catch (StandsStill e) {
        throw e;
      } catch (RuntimeException e) {
        services
            .transactions()
            .run(sql -> backfills.failed(sql, open.state().id(), e.getMessage()));
        throw e;
      }
    }
  }

  private void run(Backfills.Open open) {
    BackfillState state = open.state();
    Cursor cursor = new Cursor(state.from(), state.to(), open.page());
    boolean last = false;
    while (!last) {
      if (!owned.lease().holds()) {
        throw new LeaseLost(owned.lease().name(), owned.lease().fence());
      }
      Sequence read = publisher.reads().begin();
      Page<T> page;
      try {
        page = stream.fetch(owned.connection(), cursor);
      } catch (RuntimeException e) {
        publisher.reads().abandon(read);
        throw e;
      }
      last = page.last();
      Instant ended = last ? services.clock().instant() : null;
      int size = page.records().size() + page.unreadable().size();
      publisher.publish(
          stream,
          page,
          read,
          key -> null,
          (sql, result) ->
              backfills.advance(sql, state.id(), page.next(), size, result.changed(), ended));
      cursor = cursor.at(page.next());
    }
  }
}
