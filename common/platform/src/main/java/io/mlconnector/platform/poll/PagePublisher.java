package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEvent.Kind;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.canonical.event.Journey;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.poll.SourceRecords.Published;
import io.mlconnector.platform.poll.Vanished.Known;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.SourceStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one path by which anything read from a source is published: poll, full scan, backfill and
 * re-read alike. A page is published in one Kafka transaction; after its acknowledgement, hashes,
 * parked records and the caller's checkpoint commit in one database transaction.
 */
final class PagePublisher {

  /** What commits together with a page's hashes. */
  @FunctionalInterface
  interface Checkpoint {
    void commit(Connection sql, PageResult page) throws SQLException;
  }

  private final Owned owned;
  private final PollServices services;
  private final Consumer<String> rereads;
  private final ReadLedger reads;

  /**
   * A publisher.
   *
   * @param rereads told of a stream that has keys to be read again
   */
  PagePublisher(Owned owned, PollServices services, Consumer<String> rereads) {
    this.owned = owned;
    this.services = services;
    this.rereads = rereads;
    this.reads = new ReadLedger(owned.lease(), this::allowed);
  }

  ReadLedger reads() {
    return reads;
  }

  private void allowed() {
    if (services.paused().test(owned.id())) {
      throw new StandsStill(owned.id());
    }
  }

  /**
   * Publishes a page.
   *
   * @param journeyOf the journey of a source key; a new one where it gives null
   */
  <T> PageResult publish(
      SourceStream<T> stream,
      Page<T> page,
      Sequence read,
      Function<String, String> journeyOf,
      Checkpoint checkpoint) {
    Instant now = services.clock().instant();
    Translation translated = Translation.of(stream, owned.connection(), page, now);
    try {
      PageResult result = publish(stream.records(), translated, read, journeyOf, checkpoint, now);
      services.metrics().page(owned.id(), stream.name(), result);
      return result;
    } finally {
      reads.finish(read, stream.records(), translated.sourceKeys());
    }
  }

  // Only one page at a time compares, publishes and commits: what was published must not change
  // between comparing with it and replacing it.
  private synchronized PageResult publish(
      String stream,
      Translation page,
      Sequence read,
      Function<String, String> journeyOf,
      Checkpoint checkpoint,
      Instant now) {
    List<RecordKey> keys = page.candidates().stream().map(Candidate::record).toList();
    Map<RecordKey, Published> published =
        keys.isEmpty()
            ? Map.of()
            : services
                .transactions()
                .inTransaction(sql -> services.records().published(sql, owned.id(), keys));
    Unwanted unwanted = unwanted(stream, page);
    List<Candidate> wanted = unwanted.met(page.wanted(published), published);
    Comparison compared =
        Comparison.of(unwanted.rest(wanted), read, published, reads.newerThan(read, stream));
    Vanished vanished = vanished(stream, page, read);
    Map<String, String> poison = unwanted.rest(page.poison());
    Map<String, String> fresh = fresh(stream, poison);
    PageResult result =
        new PageResult(
            wanted,
            compared.changed().size() + vanished.gone().size(),
            compared.unchanged().size(),
            unwanted.size(),
            page.poison().keySet(),
            fresh.size());

    String parkedJourney = Journey.begin();
    send(
        stream,
        fresh,
        unwanted,
        read,
        journeyOf,
        now,
        published,
        compared,
        vanished,
        parkedJourney);
    services
        .transactions()
        .run(
            sql -> {
              owned.lease().guard(sql);
              services.records().note(sql, stream, read, compared.changed());
              services.records().noteRemoved(sql, read, records(vanished));
              ParkedReads parked = services.parked();
              parked.heal(sql, owned.id(), stream, readable(page));
              parked.park(sql, owned.id(), stream, poison, parkedJourney, now);
              checkpoint.commit(sql, result);
              // After the checkpoint, which may just have ticked these very keys off.
              List<String> again = new ArrayList<>(vanished.overtaken());
              compared.overtaken().forEach(candidate -> again.add(candidate.sourceKey()));
              parked.again(sql, owned.id(), stream, again, null, now);
            });
    if (!compared.overtaken().isEmpty() || !vanished.overtaken().isEmpty()) {
      rereads.accept(stream);
    }
    return result;
  }

  private Unwanted unwanted(String stream, Translation page) {
    return services
        .transactions()
        .inTransaction(sql -> Unwanted.of(sql, services.suppressions(), owned.id(), stream, page));
  }

  /** What is parked already for that reason is no news each time that it is met again. */
  private Map<String, String> fresh(String stream, Map<String, String> poison) {
    return poison.isEmpty()
        ? poison
        : services
            .transactions()
            .inTransaction(sql -> services.parked().fresh(sql, owned.id(), stream, poison));
  }

  private Vanished vanished(String stream, Translation page, Sequence read) {
    if (page.removed().isEmpty()) {
      return Vanished.nothing();
    }
    List<Known> known =
        services
            .transactions()
            .inTransaction(
                sql ->
                    services
                        .records()
                        .ofSourceKeys(sql, owned.id(), stream, page.removed().keySet()));
    return Vanished.of(known, page.removed(), read, reads.newerThan(read, stream));
  }

  private static List<RecordKey> records(Vanished vanished) {
    return vanished.gone().stream().map(Vanished.Gone::record).toList();
  }

  private void send(
      String stream,
      Map<String, String> parked,
      Unwanted unwanted,
      Sequence read,
      Function<String, String> journeyOf,
      Instant now,
      Map<RecordKey, Published> published,
      Comparison compared,
      Vanished vanished,
      String parkedJourney) {
    List<ChangeEvent> events = new ArrayList<>();
    for (Candidate candidate : compared.changed()) {
      Published last = published.get(candidate.record());
      String journey = journeyOf.apply(candidate.sourceKey());
      events.add(
          new ChangeEvent(
              ContentHash.eventId(
                  candidate.record(), candidate.hash(), last == null ? null : last.hash()),
              Kind.CHANGED,
              candidate.record(),
              now,
              read,
              Journey.traceparent(journey == null ? Journey.begin() : journey, candidate.record()),
              candidate.data()));
    }
    long millis = Duration.between(now, services.clock().instant()).toMillis();
    PollAudit audit = new PollAudit(owned.id(), stream, services);
    List<Message> messages = new ArrayList<>(events.stream().map(this::message).toList());
    messages.addAll(audit.page(read, now, millis, events, compared));
    if (!vanished.gone().isEmpty()) {
      List<ChangeEvent> removals = removals(vanished, read, journeyOf, now);
      removals.forEach(event -> messages.add(message(event)));
      messages.addAll(audit.removed(read, now, removals));
    }
    if (unwanted.size() > 0) {
      messages.addAll(audit.suppressed(read, now, unwanted.size()));
    }
    if (!parked.isEmpty()) {
      messages.addAll(audit.parked(read, now, parked, parkedJourney));
    }
    if (!messages.isEmpty()) {
      owned.producer().publish(messages);
    }
  }

  private static List<ChangeEvent> removals(
      Vanished vanished, Sequence read, Function<String, String> journeyOf, Instant now) {
    return vanished.gone().stream()
        .map(
            gone -> {
              String journey = journeyOf.apply(gone.sourceKey());
              return Removals.event(
                  gone.record(),
                  read,
                  now,
                  gone.reason(),
                  journey == null ? Journey.begin() : journey);
            })
        .toList();
  }

  /**
   * Publishes that records are gone; the caller has made sure that they are.
   *
   * @param reasons why, where the source says more than that they are absent
   */
  synchronized void publishRemoved(
      String stream, List<RecordKey> gone, Map<RecordKey, String> reasons, Sequence read) {
    Instant now = services.clock().instant();
    List<ChangeEvent> events =
        gone.stream()
            .map(
                record ->
                    Removals.event(
                        record,
                        read,
                        now,
                        reasons.getOrDefault(record, Removals.REASON),
                        Journey.begin()))
            .toList();
    List<Message> messages = new ArrayList<>(events.stream().map(this::message).toList());
    messages.addAll(new PollAudit(owned.id(), stream, services).removed(read, now, events));
    owned.producer().publish(messages);
    services
        .transactions()
        .run(
            sql -> {
              owned.lease().guard(sql);
              services.records().noteRemoved(sql, read, gone);
            });
  }

  private Message message(ChangeEvent event) {
    return new Message(
        services.topics().canonical(event.record().entity()),
        event.record().toString(),
        ChangeEventCodec.headers(event),
        ChangeEventCodec.value(event));
  }

  private static List<String> readable(Translation page) {
    return page.sourceKeys().stream().filter(key -> !page.poison().containsKey(key)).toList();
  }
}
