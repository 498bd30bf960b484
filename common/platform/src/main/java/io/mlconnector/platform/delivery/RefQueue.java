package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery.Mode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The deliveries of one ref in their order: at most one is open, and of those that wait only the
 * newest matters, unless they are to be appended.
 */
final class RefQueue {

  private final Deque<Item> waiting = new ArrayDeque<>();
  private Item open;
  private boolean held;

  /** Takes an item in; returns those that are needless now, the item itself perhaps. */
  List<Item> offer(Item item) {
    waiting.addLast(item);
    return held || item.mode() == Mode.APPEND ? List.of() : coalesce();
  }

  /**
   * Lets nothing start: an attempt of a former owner may still have an effect. Which of the waiting
   * items it belongs to does not matter, so nothing is made needless either.
   */
  void hold() {
    held = true;
  }

  /** Ends {@link #hold}; returns what is needless now. */
  List<Item> release() {
    held = false;
    return coalesce();
  }

  boolean ready() {
    return open == null && !held && !waiting.isEmpty();
  }

  boolean idle() {
    return open == null && !held && waiting.isEmpty();
  }

  boolean isOpen(long id) {
    return open != null && open.id() == id;
  }

  Item take() {
    if (!ready()) {
      throw new IllegalStateException("Nothing is ready");
    }
    open = waiting.pollFirst();
    return open;
  }

  /** Removes an item that came to its end, wherever it is; tells whether it was here. */
  boolean finish(long id) {
    if (isOpen(id)) {
      open = null;
      return true;
    }
    return waiting.removeIf(item -> item.id() == id);
  }

  /** Puts the open item back to the front; returns what is needless now, itself perhaps. */
  List<Item> giveBack() {
    waiting.addFirst(open);
    open = null;
    return held ? List.of() : coalesce();
  }

  private List<Item> coalesce() {
    if (waiting.size() < 2 && open == null) {
      return List.of();
    }
    List<Item> needless = new ArrayList<>();
    List<Item> kept = new ArrayList<>();
    for (Item item : waiting) {
      if (open != null && open.supersedes(item) && !item.supersedes(open)) {
        needless.add(item);
      } else if (kept.isEmpty() || !last(kept).supersedes(item) && !item.supersedes(last(kept))) {
        kept.add(item);
      } else if (item.supersedes(last(kept))) {
        needless.add(kept.set(kept.size() - 1, item));
      } else {
        needless.add(item);
      }
    }
    if (!needless.isEmpty()) {
      waiting.clear();
      waiting.addAll(kept);
    }
    return needless;
  }

  private static Item last(List<Item> items) {
    return items.get(items.size() - 1);
  }
}
