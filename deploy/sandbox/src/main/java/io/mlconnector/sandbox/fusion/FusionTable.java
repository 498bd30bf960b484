package io.mlconnector.sandbox.fusion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The rows of one resource, indexed by key and by LastUpdateDate. Edits made here are edits of the
 * simulated ERP's users: they move LastUpdateDate to the sandbox's now, to the millisecond.
 */
public final class FusionTable {

  private static final Comparator<FusionRow> BY_STAMP =
      Comparator.comparing(FusionRow::lastUpdate).thenComparing(FusionRow::key);

  private static final int SORTED_KEPT = 8;

  /** Rows as they were sorted after so many changes. */
  private record Sorted(long changes, List<FusionRow> rows) {}

  private final ResourceType type;
  private final Clock clock;
  private final Map<String, FusionRow> rows = new TreeMap<>();
  private final TreeSet<FusionRow> byStamp = new TreeSet<>(BY_STAMP);
  private final Map<Ordering, Sorted> sorted = new LinkedHashMap<>();
  private final UnaryOperator<Map<String, Object>> derived;
  private final BiConsumer<String, Set<String>> edited;
  private long changes;

  /**
   * @param derived completes the values of a row by those that follow from others
   * @param edited is told the key and the attributes of every edit, after it
   */
  FusionTable(
      ResourceType type,
      Clock clock,
      UnaryOperator<Map<String, Object>> derived,
      BiConsumer<String, Set<String>> edited) {
    this.type = type;
    this.clock = clock;
    this.derived = derived;
    this.edited = edited;
  }

  /** The values of a row by attribute name; empty when there is none of that key. */
  public synchronized Optional<Map<String, Object>> get(String key) {
    return Optional.ofNullable(rows.get(key)).map(row -> new LinkedHashMap<>(row.values()));
  }

  public synchronized List<String> keys() {
    return List.copyOf(rows.keySet());
  }

  public synchronized int size() {
    return rows.size();
  }

  /** Sets attributes of a row (null clears one) and moves its LastUpdateDate to now. */
  public void set(String key, Map<String, ?> changed) {
    write(key, changed, now());
  }

  /** Moves LastUpdateDate to now and changes nothing else, as many ERP jobs do. */
  public void touch(String key) {
    write(key, Map.of(), now());
  }

  /**
   * Sets attributes as a transaction does that began some time ago and commits only now: the change
   * appears with a LastUpdateDate that lies back. Creates the row when the key is new.
   */
  public void commitLate(String key, Map<String, ?> changed, Duration back) {
    Instant stamp = now().minus(back);
    if (get(key).isEmpty()) {
      Map<String, Object> fresh = new HashMap<>(changed);
      fresh.put(Attribute.CREATION, stamp);
      insert(key, fresh, stamp);
    } else {
      write(key, changed, stamp);
    }
  }

  /** Adds a row; throws {@link IllegalArgumentException} when the key exists. */
  public void create(String key, Map<String, ?> values) {
    Map<String, Object> fresh = new HashMap<>(values);
    fresh.putIfAbsent(Attribute.CREATION, now());
    insert(key, fresh, now());
  }

  /** Removes a row, which no incremental poll can see; false when there was none. */
  public synchronized boolean delete(String key) {
    FusionRow gone = rows.remove(key);
    if (gone != null) {
      byStamp.remove(gone);
      changes++;
    }
    return gone != null;
  }

  /** Replaces one value by any JSON value, unchecked, and moves LastUpdateDate to now. */
  public synchronized void poison(String key, String attribute, Object value) {
    Map<String, Object> values = new LinkedHashMap<>(known(key).values());
    Instant stamp = now();
    showStamp(values, stamp);
    values.put(attribute, value);
    put(new FusionRow(key, stamp, values, ++changes));
  }

  synchronized void insert(String key, Map<String, ?> values, Instant stamp) {
    if (rows.containsKey(key)) {
      throw new IllegalArgumentException(type.key() + ": " + key + " exists already");
    }
    Map<String, Object> all = new LinkedHashMap<>();
    type.attributes().keySet().forEach(name -> all.put(name, null));
    all.putAll(Values.checked(type, values));
    all.put(type.key(), Values.checked(type, type.key(), key));
    showStamp(all, stamp);
    put(new FusionRow(key, stamp, derived.apply(all), ++changes));
  }

  /** Changes values that are a view of another resource, so that no stamp of this one moves. */
  synchronized void follow(String key, String attribute, Object value) {
    FusionRow row = known(key);
    Map<String, Object> values = new LinkedHashMap<>(row.values());
    values.put(attribute, value);
    put(new FusionRow(key, row.lastUpdate(), values, ++changes));
  }

  private void write(String key, Map<String, ?> changed, Instant stamp) {
    synchronized (this) {
      Map<String, Object> values = new LinkedHashMap<>(known(key).values());
      values.putAll(Values.checked(type, changed));
      showStamp(values, stamp);
      put(new FusionRow(key, stamp, derived.apply(values), ++changes));
    }
    edited.accept(key, Set.copyOf(changed.keySet()));
  }

  /** Some resources, such as lists of values, do not show when a row was changed. */
  private void showStamp(Map<String, Object> values, Instant stamp) {
    if (type.attributes().containsKey(Attribute.LAST_UPDATE)) {
      values.put(Attribute.LAST_UPDATE, stamp);
    }
  }

  private void put(FusionRow row) {
    FusionRow before = rows.put(row.key(), row);
    if (before != null) {
      byStamp.remove(before);
    }
    byStamp.add(row);
  }

  private FusionRow known(String key) {
    FusionRow row = rows.get(key);
    if (row == null) {
      throw new IllegalArgumentException(type.key() + ": there is no " + type.name() + " " + key);
    }
    return row;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  synchronized long changes() {
    return changes;
  }

  /** Puts exactly these rows in place of all that are there. */
  synchronized void replaceAll(Collection<FusionRow> saved) {
    rows.clear();
    byStamp.clear();
    sorted.clear();
    for (FusionRow row : saved) {
      put(row);
      changes = Math.max(changes, row.version());
    }
  }

  ResourceType type() {
    return type;
  }

  synchronized FusionRow row(String key) {
    return rows.get(key);
  }

  synchronized Collection<FusionRow> all() {
    return List.copyOf(rows.values());
  }

  /** All rows in an order that names the key and so leaves nothing open. */
  synchronized List<FusionRow> inOrder(Ordering ordering) {
    Sorted known = sorted.get(ordering);
    if (known == null || known.changes() != changes) {
      List<FusionRow> all = new ArrayList<>(byStamp);
      if (!ordering.isStampThenKey(type)) {
        all.sort(ordering.comparator());
      }
      if (sorted.size() >= SORTED_KEPT) {
        sorted.clear();
      }
      known = new Sorted(changes, List.copyOf(all));
      sorted.put(ordering, known);
    }
    return known.rows();
  }

  /** Rows with from ≤ LastUpdateDate ≤ to in order of stamp and key; null for an open end. */
  List<FusionRow> stamped(Instant from, Instant to) {
    List<FusionRow> all = inOrder(Ordering.stampThenKey(type));
    int start = from == null ? 0 : position(all, new FusionRow("", from, Map.of(), 0));
    int end = to == null ? all.size() : position(all, new FusionRow("\uffff", to, Map.of(), 0));
    return start < end ? all.subList(start, end) : List.of();
  }

  private static int position(List<FusionRow> rows, FusionRow bound) {
    int found = Collections.binarySearch(rows, bound, BY_STAMP);
    return found >= 0 ? found : -found - 1;
  }
}
