package io.mlconnector.platform.poll;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.flow.lease.Lease;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers the reads of one owned connection and tells which of their records a later read has
 * already overtaken. It remembers finished reads only while an older one is still under way, so it
 * is empty most of the time.
 */
final class ReadLedger {

  private final Lease lease;
  private final Runnable allowed;
  private final TreeSet<Sequence> underWay = new TreeSet<>();
  private final TreeMap<Sequence, Shown> finished = new TreeMap<>();

  /** Which source keys a read of a stream has shown; two streams may have a key in common. */
  private record Shown(String stream, Collection<String> keys) {}

  /**
   * Numbers reads.
   *
   * @param allowed asked before each read; throws where none may begin now
   */
  ReadLedger(Lease lease, Runnable allowed) {
    this.lease = lease;
    this.allowed = allowed;
  }

  /**
   * Numbers a read that starts now.
   *
   * @throws StandsStill where the connection is paused; a poll of many pages ends between two
   */
  synchronized Sequence begin() {
    allowed.run();
    Sequence read = lease.next();
    underWay.add(read);
    return read;
  }

  /**
   * The number of the newest finished read of each of the stream's keys that is newer than this.
   */
  synchronized Map<String, Sequence> newerThan(Sequence read, String stream) {
    Map<String, Sequence> newer = new HashMap<>();
    finished
        .tailMap(read, false)
        .forEach(
            (number, shown) -> {
              if (shown.stream().equals(stream)) {
                shown.keys().forEach(key -> newer.put(key, number));
              }
            });
    return newer;
  }

  /** Notes which records a read has shown, published or not. */
  synchronized void finish(Sequence read, String stream, Collection<String> keys) {
    underWay.remove(read);
    if (!keys.isEmpty()) {
      finished.put(read, new Shown(stream, keys));
    }
    forget();
  }

  /** Ends a read that showed nothing. */
  synchronized void abandon(Sequence read) {
    underWay.remove(read);
    forget();
  }

  private void forget() {
    if (underWay.isEmpty()) {
      finished.clear();
      return;
    }
    Iterator<Sequence> reads = finished.keySet().iterator();
    while (reads.hasNext() && reads.next().compareTo(underWay.first()) < 0) {
      reads.remove();
    }
  }
}
