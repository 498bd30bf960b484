package io.mlconnector.platform.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings rows of the inbox into the lane, as many as fit into memory, and sorts out at once what
 * cannot start: what waits for a parent, what has no sink, what the mass-change guard has to count
 * first. For the lane's thread.
 */
final class Loader {

  private static final int PAGE = 1_000;

  private final Desk desk;
  private final Lane lane;
  private final RiskGate gate;
  private final BiConsumer<Item, Report> offer;
  private final Consumer<Report> commit;
  private long cursor;
  private boolean more = true;

  /**
   * Loads for one lane.
   *
   * @param offer takes an item that may start
   * @param commit commits what became of items that never were in the lane
   */
  Loader(
      Desk desk,
      Lane lane,
      RiskGate gate,
      BiConsumer<Item, Report> offer,
      Consumer<Report> commit) {
    this.desk = desk;
    this.lane = lane;
    this.gate = gate;
    this.offer = offer;
    this.commit = commit;
  }

  /** There may be something new. */
  void look() {
    more = true;
  }

  /** No row above this id is loaded. */
  long cursor() {
    return cursor;
  }

  void run() {
    int room = room();
    while (more && room > 0) {
      int limit = Math.min(PAGE, room);
      List<Inbox.Loaded> page = desk.inbox().load(desk.connection(), cursor, limit);
      if (!page.isEmpty()) {
        take(page);
        cursor = page.get(page.size() - 1).item().id();
      }
      more = page.size() == limit;
      room = room();
    }
  }

  private int room() {
    return desk.config().window() - lane.size() - gate.size();
  }

  private void take(List<Inbox.Loaded> page) {
    Report report = new Report();
    Set<Long> odd = new HashSet<>();
    for (Inbox.Loaded row : page) {
      if (row.missing() != null || !desk.has(row.item().object())) {
        odd.add(row.item().id());
      }
    }
    Set<Long> free = odd.isEmpty() ? Set.of() : screen(page, odd, report);
    for (Inbox.Loaded row : page) {
      if (odd.contains(row.item().id()) && !free.contains(row.item().id())) {
        continue;
      }
      if (row.counts() && !row.item().approved()) {
        gate.add(row.item(), System.nanoTime());
      } else {
        offer.accept(row.item(), report);
      }
    }
    commit.accept(report);
  }

  /** Finds out what is odd about items, in their bodies; returns those that may start after all. */
  private Set<Long> screen(List<Inbox.Loaded> page, Set<Long> odd, Report report) {
    List<Item> items =
        page.stream().map(Inbox.Loaded::item).filter(item -> odd.contains(item.id())).toList();
    List<Parcel> unresolved = new ArrayList<>();
    for (Parcel parcel : desk.inbox().parcels(items).values()) {
      if (desk.has(parcel.item().object())) {
        unresolved.add(parcel);
      } else {
        report.park(parcel, ParkedKind.UNKNOWN_OBJECT, noSink(parcel.item()));
      }
    }
    return Screen.open(unresolved, report).stream()
        .map(parcel -> parcel.item().id())
        .collect(Collectors.toSet());
  }

  private String noSink(Item item) {
    List<String> objects = new ArrayList<>(desk.sinks().keySet());
    desk.tables().sinks().keySet().forEach(object -> objects.add(object + ":…"));
    return "%s has no object %s; it has %s".formatted(desk.system(), item.object(), objects);
  }
}
