package io.mlconnector.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The replicas of some adapters, which are killed, frozen, stopped and started by a seed. */
final class Fleet implements AutoCloseable {

  /** Longer than a lease, which is 7 s. */
  private static final Duration SHORTEST_FREEZE = Duration.ofSeconds(8);

  private static final int FREEZE_SPREAD_MILLIS = 4_000;
  private static final int STOP_SECONDS = 40;

  /** What became of a replica; {@code NOW} at its end where it goes on. */
  record Frozen(String part, Instant from, Instant until) {}

  private enum State {
    ABSENT,
    UP,
    FROZEN,
    STOPPING
  }

  private final RunningStages run;
  private final Random random;
  private final Map<String, State> states = new TreeMap<>();
  private final Map<String, Service> services = new TreeMap<>();
  private final List<Frozen> frozen = new CopyOnWriteArrayList<>();
  private final List<String> deeds = new CopyOnWriteArrayList<>();
  private final Map<String, Instant> thaws = new TreeMap<>();
  private final ExecutorService stops = Executors.newCachedThreadPool();

  /** All adapters have as many replicas as the run was started with. */
  Fleet(RunningStages run, List<String> systems, int running, Random random) {
    this.run = run;
    this.random = random;
    for (String system : systems) {
      for (int i = 1; i <= Ports.MAX_REPLICAS; i++) {
        String part = Ports.replica(system, i);
        states.put(part, i <= running ? State.UP : State.ABSENT);
        services.put(part, new Service(system, true));
      }
    }
  }

  /** When which replica stood still, and went on. */
  List<Frozen> frozen() {
    return frozen;
  }

  /** Everything that was done, in words. */
  List<String> deeds() {
    return deeds;
  }

  /** One more thing happens, to one replica or to all of a system. */
  synchronized void disturb(String system, String owner) throws Exception {
    List<String> up = parts(system, State.UP);
    String victim =
        up.contains(owner) && random.nextInt(3) > 0
            ? owner
            : up.isEmpty() ? null : up.get(random.nextInt(up.size()));
    int dice = random.nextInt(100);
    if (victim == null || dice < 30) {
      start(system);
    } else if (dice < 55) {
      kill(victim);
    } else if (dice < 70) {
      stop(victim);
    } else if (dice < 85 && parts(system, State.FROZEN).isEmpty()) {
      freeze(victim);
    } else if (dice < 92) {
      up.forEach(this::kill);
    } else if (dice < 96) {
      for (String each : up) {
        stop(each);
      }
    } else {
      while (!parts(system, State.ABSENT).isEmpty()) {
        start(system);
      }
    }
  }

  /** Lets those go on whose time is over. */
  synchronized void thaw(boolean all) throws Exception {
    for (Map.Entry<String, Instant> each : List.copyOf(thaws.entrySet())) {
      if (all || Instant.now().isAfter(each.getValue())) {
        thaws.remove(each.getKey());
        RunningStages.signal(run.stages().process(each.getKey()).handle(), "CONT");
        Frozen begun =
            frozen.stream()
                .filter(one -> one.part().equals(each.getKey()))
                .reduce((a, b) -> b)
                .get();
        frozen.remove(begun);
        frozen.add(new Frozen(begun.part(), begun.from(), Instant.now()));
        states.put(each.getKey(), State.UP);
        deeds.add("goes on " + each.getKey());
      }
    }
  }

  /** Everything runs again, with so many replicas each. */
  void heal(int replicas) throws Exception {
    thaw(true);
    stops.shutdown();
    stops.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    synchronized (this) {
      for (String part : List.copyOf(states.keySet())) {
        boolean wanted = Integer.parseInt(part.substring(part.lastIndexOf('-') + 1)) <= replicas;
        if (wanted && states.get(part) == State.ABSENT) {
          launch(part);
        }
      }
    }
  }

  private List<String> parts(String system, State state) {
    return IntStream.rangeClosed(1, Ports.MAX_REPLICAS)
        .mapToObj(i -> Ports.replica(system, i))
        .filter(part -> states.get(part) == state)
        .toList();
  }

  private void start(String system) throws Exception {
    List<String> absent = parts(system, State.ABSENT);
    if (!absent.isEmpty()) {
      launch(absent.get(random.nextInt(absent.size())));
    }
  }

  private void launch(String part) throws Exception {
    deeds.add("start " + part);
    run.stages().launch(services.get(part), part);
    states.put(part, State.UP);
  }

  /** As {@code kill -9}; it is started again, as Kubernetes does. */
  private void kill(String part) {
    deeds.add("kill " + part);
    run.stages().process(part).handle().destroyForcibly();
  }

  private void freeze(String part) throws Exception {
    if (!run.stages().process(part).handle().isAlive()) {
      return;
    }
    deeds.add("freeze " + part);
    RunningStages.signal(run.stages().process(part).handle(), "STOP");
    frozen.add(new Frozen(part, Instant.now(), Instant.MAX));
    states.put(part, State.FROZEN);
    int more = random.nextInt(FREEZE_SPREAD_MILLIS);
    thaws.put(part, Instant.now().plus(SHORTEST_FREEZE).plusMillis(more));
  }

  /** As SIGTERM; it is not started again. */
  private void stop(String part) {
    deeds.add("stop " + part);
    states.put(part, State.STOPPING);
    stops.execute(
        () -> {
          run.stages().stop(part);
          synchronized (this) {
            states.put(part, State.ABSENT);
          }
        });
  }

  @Override
  public void close() throws Exception {
    thaw(true);
    stops.shutdown();
  }

  /** How often each thing was done. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    new ArrayList<>(deeds)
        .forEach(deed -> counts.merge(deed.substring(0, deed.lastIndexOf(' ')), 1, Integer::sum));
    return counts;
  }
}
