package io.mlconnector.platform.poll;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.PollSpec.Kind;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.Objects;

/**
 * Reads one stream of an owned connection to its present end, page by page; each page's cursor
 * commits after the page is published, so a crash repeats at most one page.
 */
final class StreamPoller<T> {

  private final Owned owned;
  private final SourceStream<T> stream;
  private final StreamSchedule schedule;
  private final PagePublisher publisher;
  private final PollServices services;

  StreamPoller(
      Owned owned,
      SourceStream<T> stream,
      StreamSchedule schedule,
      PagePublisher publisher,
      PollServices services) {
    this.owned = owned;
    this.stream = stream;
    this.schedule = schedule;
    this.publisher = publisher;
    this.services = services;
  }

  SourceStream<T> stream() {
    return stream;
  }

  StreamCursor state() {
    return services
        .transactions()
        .inTransaction(sql -> services.cursors().load(sql, owned.id(), stream.name()));
  }

  /**
   * Polls once.
   *
   * @param scan whether a full scan is wanted even if none is due
   * @throws VendorFailure as the vendor answers
   * @throws LeaseLost where another replica owns the connection now
   */
  void poll(boolean scan) {
    Instant now = services.clock().instant();
    PollSpec spec = stream.poll(owned.connection().settings());
    StreamCursor stored = state();
    StreamCursor state = begin(spec, stored, now);
    if (state.scan() != null && state.cursor() == null) {
      // A crash came between a scan's last page and its conclusion.
      new FullScan<>(owned, stream, publisher, services).finish(state, now);
      state = state().polled(now);
    }
    boolean due = spec.reconcile() && schedule.reconcileDue(state.lastScan(), now);
    boolean whole = spec.lookback().isZero() || schedule.wholeDue(state.lastScan(), now);
    // The first poll after the hour; one that fails is made up for by the next night's.
    boolean lookingBack = due && !whole && schedule.reconcileDue(stored.lastPoll(), now);
    state =
        new WindowOpening(spec, now, scan || due && whole, lookingBack, this::newScan).open(state);
    boolean last = false;
    while (!last) {
      if (!owned.lease().holds()) {
        throw new LeaseLost(owned.lease().name(), owned.lease().fence());
      }
      Cursor cursor = state.cursor();
      Sequence read = publisher.reads().begin();
      Page<T> page = fetch(cursor, read);
      last = page.last();
      StreamCursor next = next(spec, state, page, now);
      state = publish(page, read, next);
    }
    if (state.scan() != null) {
      new FullScan<>(owned, stream, publisher, services).finish(state, now);
    }
    if (spec.kind() == Kind.CONTINUOUS && spec.reconcile() && (scan || due)) {
      new Sweep<>(owned, stream, publisher, services).run(state, now);
    }
  }

  /**
   * Where nothing was read yet, from when on. A first date that means now keeps the moment of the
   * first try: a stream of changes may have answered it without a cursor.
   */
  private StreamCursor begin(PollSpec spec, StreamCursor state, Instant now) {
    boolean fresh = state.watermark() == null && state.cursor() == null;
    if (!fresh) {
      return state.polled(now);
    }
    boolean fromNow = schedule.startsNow(spec.kind() == Kind.CONTINUOUS);
    Instant tried = state.firstDate() == null ? now : state.firstDate();
    return state.startingAt(fromNow ? tried : schedule.firstDate(now)).polled(now);
  }

  private Page<T> fetch(Cursor cursor, Sequence read) {
    try {
      Page<T> page = stream.fetch(owned.connection(), cursor);
      if (!page.last() && Objects.equals(page.next(), cursor.page())) {
        throw VendorFailure.rejected(
            200,
            "Paging makes no progress: the page after '%s' is the same page again"
                .formatted(cursor.page()));
      }
      return page;
    } catch (RuntimeException e) {
      publisher.reads().abandon(read);
      throw e;
    }
  }

  private StreamCursor next(PollSpec spec, StreamCursor state, Page<T> page, Instant now) {
    Cursor on = state.cursor().at(page.next());
    if (!page.last()) {
      return state.at(on);
    }
    if (spec.kind() == Kind.CONTINUOUS) {
      return state.completed(on);
    }
    boolean everything = state.scan() == null && state.watermark() == null;
    StreamCursor done = state.completed(null);
    return everything ? done.scanned(now) : done;
  }

  private StreamCursor publish(Page<T> page, Sequence read, StreamCursor next) {
    StreamCursor[] saved = {next};
    publisher.publish(
        stream,
        page,
        read,
        key -> null,
        (sql, result) -> {
          if (next.scan() != null) {
            saved[0] = next.met(services.scans().meet(sql, next.scan(), result.met()));
          }
          services.cursors().save(sql, owned.id(), stream.name(), saved[0]);
        });
    return saved[0];
  }

  private long newScan() {
    return services.transactions().inTransaction(services.cursors()::nextScan);
  }
}
