package io.mlconnector.platform.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps deactivations back until no more of them come, so that the mass-change guard sees all of a
 * cycle before the first is written. For one thread.
 */
final class RiskGate {

  private final long settle;
  private final Map<String, Group> groups = new HashMap<>();

  RiskGate(Duration settle) {
    this.settle = settle.toNanos();
  }

  private static final class Group {
    private final List<Item> items = new ArrayList<>();
    private long lastAt;
  }

  void add(Item item, long now) {
    Group group = groups.computeIfAbsent(item.object(), any -> new Group());
    group.items.add(item);
    group.lastAt = now;
  }

  /** The objects whose deactivations stopped coming. */
  List<String> due(long now) {
    return groups.entrySet().stream()
        .filter(entry -> now - entry.getValue().lastAt >= settle)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How long until something is due; {@code most} where nothing waits. */
  long next(long now, long most) {
    return groups.values().stream()
        .mapToLong(group -> Math.max(0, group.lastAt + settle - now))
        .reduce(most, Math::min);
  }

  /** Takes an object's items out, to be counted. */
  List<Item> take(String object) {
    Group group = groups.remove(object);
    return group == null ? List.of() : group.items;
  }

  /** How many are kept back. */
  int size() {
    return groups.values().stream().mapToInt(group -> group.items.size()).sum();
  }
}
