package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A search index that sees every write late: vendor sheet A4. */
public final class SearchIndex {

  private record Pending(Instant written, long id, SearchDocument document) {}

  private final InstantSource clock;
  private final Supplier<Settings> settings;
  private final TreeMap<Long, SearchDocument> documents = new TreeMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  SearchIndex(InstantSource clock, Supplier<Settings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  void put(SearchDocument document) {
    pending.add(new Pending(clock.instant(), document.id(), document));
  }

  void remove(long id) {
    pending.add(new Pending(clock.instant(), id, null));
  }

  /** Makes everything visible at once, as for records that are older than the sandbox. */
  public void catchUp() {
    pending.forEach(this::apply);
    pending.clear();
  }

  void clear() {
    pending.clear();
    documents.clear();
  }

  void settle(Instant now) {
    Instant visible = now.minusSeconds(settings.get().searchLagSeconds());
    while (!pending.isEmpty() && !pending.peek().written.isAfter(visible)) {
      apply(pending.poll());
    }
  }

  private void apply(Pending write) {
    if (write.document == null) {
      documents.remove(write.id);
    } else {
      documents.put(write.id, write.document);
    }
  }

  /** The ids of all matching records that the index knows, newest first. */
  public List<Long> find(SearchQuery query) {
    return documents.descendingMap().values().stream()
        .filter(query::matches)
        .map(SearchDocument::id)
        .toList();
  }
}
