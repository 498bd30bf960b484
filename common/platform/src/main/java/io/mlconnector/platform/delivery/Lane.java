package io.mlconnector.platform.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The loaded deliveries of one connection: gives out what may start, in order per ref, and never
 * two of one ref at a time. For one thread.
 */
final class Lane {

  private final Map<String, RefQueue> queues = new HashMap<>();
  private final Map<String, LinkedHashSet<String>> readyByObject = new HashMap<>();
  private final Map<String, String> objectOfRef = new HashMap<>();
  private int size;

  /** Takes an item in; returns those that are needless now, the item itself perhaps. */
  List<Item> offer(Item item) {
    objectOfRef.putIfAbsent(item.ref(), item.object());
    size++;
    return settle(item.ref(), queue(item.ref()).offer(item));
  }

  /** Lets nothing of the ref start until {@link #release}. */
  void hold(String ref) {
    queue(ref).hold();
    settle(ref, List.of());
  }

  /** Lets the ref go on; returns what is needless now. */
  List<Item> release(String ref) {
    RefQueue queue = queues.get(ref);
    return queue == null ? List.of() : settle(ref, queue.release());
  }

  /** Takes up to {@code max} items of an object, each of another ref; they are open now. */
  List<Item> take(String object, int max) {
    Set<String> ready = readyByObject.getOrDefault(object, new LinkedHashSet<>());
    List<Item> taken = new ArrayList<>(Math.min(max, ready.size()));
    Iterator<String> refs = ready.iterator();
    while (taken.size() < max && refs.hasNext()) {
      taken.add(queues.get(refs.next()).take());
      refs.remove();
    }
    return taken;
  }

  /** An item came to its end. */
  void finish(Item item) {
    finish(item.ref(), item.id());
  }

  /** As {@link #finish(Item)}, for an item that may not be loaded. */
  void finish(String ref, long id) {
    RefQueue queue = queues.get(ref);
    if (queue != null && queue.finish(id)) {
      size--;
      settle(ref, List.of());
    }
  }

  /**
   * An open item goes back to the front of its ref; one that never was open here is no longer held
   * back. Returns what is needless now.
   */
  List<Item> giveBack(Item item) {
    RefQueue queue = queues.get(item.ref());
    if (queue == null) {
      return List.of();
    }
    return settle(item.ref(), queue.isOpen(item.id()) ? queue.giveBack() : queue.release());
  }

  int ready(String object) {
    Set<String> ready = readyByObject.get(object);
    return ready == null ? 0 : ready.size();
  }

  /** How many refs are remembered. */
  int refs() {
    return queues.size();
  }

  /** How many items are loaded, open ones included. */
  int size() {
    return size;
  }

  private RefQueue queue(String ref) {
    return queues.computeIfAbsent(ref, any -> new RefQueue());
  }

  private List<Item> settle(String ref, List<Item> needless) {
    size -= needless.size();
    RefQueue queue = queues.get(ref);
    String object = objectOfRef.get(ref);
    if (object != null) {
      Set<String> ready = readyByObject.computeIfAbsent(object, any -> new LinkedHashSet<>());
      if (queue.ready()) {
        ready.add(ref);
      } else {
        ready.remove(ref);
      }
    }
    if (queue.idle()) {
      queues.remove(ref);
      objectOfRef.remove(ref);
    }
    return needless;
  }
}
