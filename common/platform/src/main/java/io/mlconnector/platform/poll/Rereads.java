package io.mlconnector.platform.poll;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.ParkedReads.Due;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.SourceStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a stream's named records again, in the vendor's batches, until none is left. */
final class Rereads<T> {

  private final Owned owned;
  private final SourceStream<T> stream;
  private final PagePublisher publisher;
  private final PollServices services;

  Rereads(Owned owned, SourceStream<T> stream, PagePublisher publisher, PollServices services) {
    this.owned = owned;
    this.stream = stream;
    this.publisher = publisher;
    this.services = services;
  }

  void drain() {
    for (List<Due> due = due(); !due.isEmpty(); due = due()) {
      List<String> keys = due.stream().map(Due::key).toList();
      Map<String, String> journeys = new HashMap<>();
      due.forEach(one -> journeys.put(one.key(), one.journey()));
      Sequence read = publisher.reads().begin();
      Page<T> page;
      try {
        page = stream.fetchByKeys(owned.connection(), keys);
      } catch (RuntimeException e) {
        publisher.reads().abandon(read);
        throw e;
      }
      publisher.publish(
          stream,
          page,
          read,
          journeys::get,
          (sql, result) -> {
            services.parked().done(sql, owned.id(), stream.name(), keys);
            // What the source no longer has cannot be read any better by another try; its removal
            // is found by the full scan.
            List<String> readOrGone =
                keys.stream().filter(key -> !result.poison().contains(key)).toList();
            services.parked().heal(sql, owned.id(), stream.name(), readOrGone);
          });
    }
  }

  private List<Due> due() {
    return services
        .transactions()
        .inTransaction(
            sql -> services.parked().due(sql, owned.id(), stream.name(), stream.keysPerCall()));
  }
}
