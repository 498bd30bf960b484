package io.mlconnector.platform.poll;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
    BackfillProgress progress = new BackfillProgress(state.from(), state.to(), known());
    long done = state.read();
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
      done += size;
      BackfillProgress.Told told = progress.page(stamps(page), done, System.nanoTime());
      publisher.publish(
          stream,
          page,
          read,
          key -> null,
          (sql, result) ->
              backfills.advance(sql, state.id(), page.next(), size, result.changed(), ended, told));
      cursor = cursor.at(page.next());
    }
  }

  /** How many records there are, where all are read each time. */
  private long known() {
    return stream.poll(owned.connection().settings()).kind() == PollSpec.Kind.SNAPSHOT
        ? services
            .transactions()
            .inTransaction(sql -> services.records().count(sql, owned.id(), stream.name()))
        : 0;
  }

  private List<Instant> stamps(Page<T> page) {
    List<Instant> stamps = new ArrayList<>();
    for (T record : page.records()) {
      stream.changed(record).ifPresent(stamps::add);
    }
    return stamps;
  }
}
