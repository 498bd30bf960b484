package io.mlconnector.platform.delivery;

import io.mlconnector.spi.Sink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Decides what starts next: jobs to be asked for, batches that have to go by themselves, then full
 * or ripe batches, as many as the connection bears. While the connection is paused only jobs that
 * the vendor runs already are asked for. For the lane's thread.
 */
final class Dispatcher {

  /** How many records are taken in at a time; each may have many rows. */
  private static final int GATHERED = 100;

  private final Lane lane;
  private final Map<String, Batcher> batchers = new HashMap<>();
  private final Map<String, Batcher> tables = new HashMap<>();
  private final DeliveryConfig config;
  private final Deque<Report.Job> jobs = new ArrayDeque<>();
  private final Deque<List<Item>> apart = new ArrayDeque<>();
  private final BooleanSupplier paused;
  private final int concurrency;
  private final int mostJobs;

  /**
   * Dispatches for one connection.
   *
   * @param paused whether it stands still now
   * @param concurrency how many calls at a time
   * @param mostJobs how many jobs may run at the vendor at a time
   */
  Dispatcher(
      Lane lane,
      Map<String, Sink> sinks,
      DeliveryConfig config,
      BooleanSupplier paused,
      int concurrency,
      int mostJobs) {
    this.lane = lane;
    this.paused = paused;
    this.concurrency = concurrency;
    this.mostJobs = mostJobs;
    this.config = config;
    sinks.forEach(
        (object, sink) ->
            batchers.put(
                object, new Batcher(sink.batchSize(), config.linger(), config.patience())));
  }

  /** What to start now. */
  record Wave(List<Report.Job> jobs, List<List<Item>> batches) {
    boolean isEmpty() {
      return jobs.isEmpty() && batches.isEmpty();
    }
  }

  void arrived(Item item, long now) {
    Batcher batcher = batchers.get(item.object());
    if (batcher == null) {
      batcher = tables.computeIfAbsent(item.object(), any -> gathering());
    }
    batcher.arrived(now);
  }

  private Batcher gathering() {
    return new Batcher(GATHERED, config.linger(), config.patience());
  }

  /**
   * Takes deliveries of one table whose rows are to be taken in, which asks nothing of the vendor;
   * empty where none are ripe.
   */
  List<Item> gather(long now) {
    if (paused.getAsBoolean()) {
      return List.of();
    }
    for (Map.Entry<String, Batcher> entry : tables.entrySet()) {
      if (ripe(entry.getKey(), entry.getValue(), now)) {
        List<Item> items = lane.take(entry.getKey(), GATHERED);
        entry.getValue().left(lane.ready(entry.getKey()), now);
        return items;
      }
    }
    return List.of();
  }

  /** How long until {@link #gather} has something; {@code most} where nothing is on its way. */
  long gatherIn(long now, long most) {
    return ripeIn(tables, now, most);
  }

  void due(Report.Job job) {
    jobs.add(job);
  }

  /** Items that are open and go together, and with no others. */
  void apart(List<Item> items) {
    apart.add(items);
  }

  /**
   * Takes what may start.
   *
   * @param inFlight batches and job polls under way
   * @param running jobs that run at the vendor
   * @param most how many calls the connection's state allows at a time
   */
  Wave next(int inFlight, int running, int most, long now) {
    int slots = Math.min(concurrency, most) - inFlight;
    Wave wave = new Wave(new ArrayList<>(), new ArrayList<>());
    while (slots > 0 && !jobs.isEmpty()) {
      wave.jobs.add(jobs.poll());
      slots--;
    }
    if (paused.getAsBoolean()) {
      return wave;
    }
    int started = Math.min(slots, mostJobs - running - inFlight);
    while (started > 0 && !apart.isEmpty()) {
      wave.batches.add(apart.poll());
      started--;
    }
    boolean found = true;
    while (started > 0 && found) {
      found = false;
      for (Map.Entry<String, Batcher> entry : batchers.entrySet()) {
        if (started > 0 && ripe(entry.getKey(), entry.getValue(), now)) {
          wave.batches.add(lane.take(entry.getKey(), entry.getValue().size()));
          entry.getValue().left(lane.ready(entry.getKey()), now);
          started--;
          found = true;
        }
      }
    }
    return wave;
  }

  /** Whether anything may start at all; see {@link #next}. */
  boolean hasRoom(int inFlight, int running, int most) {
    return Math.min(concurrency, most) > inFlight && mostJobs - running > inFlight;
  }

  /** How long until a batch is ripe; {@code most} where none is on its way. */
  long ripeIn(long now, long most) {
    return ripeIn(batchers, now, most);
  }

  private long ripeIn(Map<String, Batcher> all, long now, long most) {
    long least = most;
    if (paused.getAsBoolean()) {
      return least;
    }
    for (Map.Entry<String, Batcher> entry : all.entrySet()) {
      int ready = lane.ready(entry.getKey());
      if (ready > 0) {
        least = Math.min(least, Math.max(0, entry.getValue().due(ready, now)));
      }
    }
    return least;
  }

  private boolean ripe(String object, Batcher batcher, long now) {
    int ready = lane.ready(object);
    return ready > 0 && batcher.due(ready, now) <= 0;
  }
}
