package io.mlconnector.sandbox.zoho;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What search knows: every write late, as it was then (sheet B2). */
final class SearchIndex {

  private record Pending(Instant written, String module, long id, CrmRecord copy) {}

  private final Clock clock;
  private final Supplier<ZohoSettings> settings;
  private final Map<String, TreeMap<Long, CrmRecord>> known = new HashMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  SearchIndex(Clock clock, Supplier<ZohoSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  void changed(Change change) {
    CrmRecord record = change.record();
    boolean gone = change.kind() == Change.Kind.DELETED;
    pending.addLast(
        new Pending(
            clock.instant(), change.module().name(), record.id, gone ? null : record.copy()));
  }

  /** Knows all at once, as what is older than the sandbox. */
  void catchUp(Collection<CrmModule> modules) {
    pending.clear();
    known.clear();
    for (CrmModule module : modules) {
      TreeMap<Long, CrmRecord> all = of(module.name());
      module.records().forEach(record -> all.put(record.id, record.copy()));
    }
  }

  /** The records that search sees by now, newest first. */
  Collection<CrmRecord> records(CrmModule module) {
    Instant visible = clock.instant().minusSeconds(settings.get().searchLagSeconds());
    while (!pending.isEmpty() && !pending.peekFirst().written().isAfter(visible)) {
      Pending next = pending.removeFirst();
      if (next.copy() == null) {
        of(next.module()).remove(next.id());
      } else {
        of(next.module()).put(next.id(), next.copy());
      }
    }
    return of(module.name()).descendingMap().values();
  }

  private TreeMap<Long, CrmRecord> of(String module) {
    return known.computeIfAbsent(module, unseen -> new TreeMap<>());
  }
}
