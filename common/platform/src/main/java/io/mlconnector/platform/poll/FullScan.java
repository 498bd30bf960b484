package io.mlconnector.platform.poll;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.log.Log;
import io.mlconnector.platform.connection.ConnectionDocument.MassChange;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The end of a full scan: what the scan has not met is read again by key, and what is then still
 * absent is published as removed, unless that is more than the mass-change guard lets pass.
 */
final class FullScan<T> {

  private static final Log LOG = Log.of(FullScan.class);
  private static final MassChange DEFAULT_LIMIT = new MassChange(5, 20);
  private static final int SAMPLES = 10;

  private final Owned owned;
  private final SourceStream<T> stream;
  private final PagePublisher publisher;
  private final PollServices services;

  FullScan(Owned owned, SourceStream<T> stream, PagePublisher publisher, PollServices services) {
    this.owned = owned;
    this.stream = stream;
    this.publisher = publisher;
    this.services = services;
  }

  void finish(StreamCursor state, Instant now) {
    long scan = state.scan();
    long met = services.transactions().inTransaction(sql -> services.scans().met(sql, scan));
    if (met != state.seen()) {
      // The unlogged table was emptied by a database crash: this scan proves no absence.
      LOG.warn("A full scan is void", "connection", owned.id(), "stream", stream.name());
      end(state, scan, state.lastScan());
      return;
    }
    if (mayRemove(scan, now)) {
      removeAbsent(scan);
    }
    end(state, scan, now);
  }

  private boolean mayRemove(long scan, Instant now) {
    record Sizes(long absent, long known, Map<RecordKey, String> samples) {}
    Sizes sizes =
        services
            .transactions()
            .inTransaction(
                sql ->
                    new Sizes(
                        services.records().countAbsent(sql, owned.id(), stream.name(), scan),
                        services.records().count(sql, owned.id(), stream.name()),
                        services.records().absent(sql, owned.id(), stream.name(), scan, SAMPLES)));
    MassChange guard = owned.document().massChange();
    MassChange limit = guard == null ? DEFAULT_LIMIT : guard;
    if (sizes.absent <= limit(limit, sizes.known)) {
      services.transactions().run(sql -> services.scans().release(sql, owned.id(), stream.name()));
      return true;
    }
    boolean believed =
        services
            .transactions()
            .inTransaction(
                sql ->
                    services
                        .scans()
                        .hold(
                            sql,
                            owned.id(),
                            stream.name(),
                            sizes.absent,
                            sizes.known,
                            List.copyOf(sizes.samples.keySet()),
                            now));
    if (!believed) {
      auditStop(sizes.absent, sizes.known, scan, now);
    }
    return believed;
  }

  static long limit(MassChange guard, long known) {
    return Math.max(guard.atLeast(), (long) Math.ceil(known * guard.percent() / 100));
  }

  private void auditStop(long absent, long known, long scan, Instant now) {
    String message =
        "%d of %d records are gone at the source; believe or dismiss that before they are flagged"
            .formatted(absent, known);
    AuditEvent event =
        new AuditEvent(
            owned.id() + "/" + stream.name() + "/scan/" + scan,
            now,
            services.service(),
            owned.id(),
            stream.name(),
            Step.MASS_CHANGE_STOPPED,
            absent,
            List.of(),
            message,
            null);
    owned.producer().publish(services.audit().apply(event));
  }

  private void removeAbsent(long scan) {
    // What cannot be read stands aside, and must not hide what comes behind it.
    Set<RecordKey> aside = new HashSet<>();
    Map<RecordKey, String> absent = absent(scan, aside);
    while (!absent.isEmpty()) {
      // Absence from pages is a hint (rows move while paging by offset); a read by key decides.
      Sequence read = publisher.reads().begin();
      List<String> keys = absent.values().stream().distinct().toList();
      Page<T> page;
      try {
        page = stream.fetchByKeys(owned.connection(), keys);
      } catch (RuntimeException e) {
        publisher.reads().abandon(read);
        throw e;
      }
      PageResult result =
          publisher.publish(
              stream,
              page.withoutRemoved(),
              read,
              key -> null,
              (sql, shown) -> services.scans().meet(sql, scan, shown.met()));
      Set<RecordKey> met = result.met().stream().map(Candidate::record).collect(Collectors.toSet());
      Map<String, String> reasons = new HashMap<>();
      page.removed().forEach(one -> reasons.put(one.key(), one.reason()));
      Map<RecordKey, String> why = new HashMap<>();
      List<RecordKey> gone = new ArrayList<>();
      for (Map.Entry<RecordKey, String> entry : absent.entrySet()) {
        RecordKey record = entry.getKey();
        if (met.contains(record)) {
          continue;
        }
        if (result.poison().contains(entry.getValue())) {
          aside.add(record);
          continue;
        }
        gone.add(record);
        why.put(record, reasons.getOrDefault(entry.getValue(), Removals.REASON));
      }
      if (!gone.isEmpty()) {
        publisher.publishRemoved(stream.name(), gone, why, read);
      }
      absent = absent(scan, aside);
    }
    services.transactions().run(sql -> services.scans().release(sql, owned.id(), stream.name()));
  }

  private Map<RecordKey, String> absent(long scan, Set<RecordKey> aside) {
    int most = stream.keysPerCall();
    Map<RecordKey, String> found =
        services
            .transactions()
            .inTransaction(
                sql ->
                    services
                        .records()
                        .absent(sql, owned.id(), stream.name(), scan, most + aside.size()));
    Map<RecordKey, String> absent = new LinkedHashMap<>();
    found.entrySet().stream()
        .filter(entry -> !aside.contains(entry.getKey()))
        .limit(most)
        .forEach(entry -> absent.put(entry.getKey(), entry.getValue()));
    return absent;
  }

  private void end(StreamCursor state, long scan, Instant scanned) {
    services
        .transactions()
        .run(
            sql -> {
              owned.lease().guard(sql);
              services.scans().forget(sql, scan);
              services.cursors().save(sql, owned.id(), stream.name(), state.scanned(scanned));
            });
  }
}
