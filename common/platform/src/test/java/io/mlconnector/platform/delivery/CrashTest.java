package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Owners that die at every point at which something is half done, again and again: afterwards every
 * record is there once and as the newest delivery wants it, every appended item is there once and
 * in order, and every delivery was told to an end.
 */
class CrashTest {

  private static final int DEATHS = 12;

  private final World world = new World();
  private final Map<String, List<Write>> jobs = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final Map<String, String> newest = new TreeMap<>();
  private final Map<String, List<String>> notes = new TreeMap<>();
  private final List<Delivery> sent = new ArrayList<>();
  private final Map<String, Integer> diedAt = new LinkedHashMap<>();

  private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    late.shutdown();
    world.close();
  }

  /** Eight histories; more by {@code -Dcrash.seeds=…}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("crash.seeds", 8));
  }

  /** The process ends here: no thread of it does anything any more. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String point) {
      super(point, null, false, false);
    }
  }

  /** Lets an owner die at the n-th of all points that it comes to. */
  private final class Death implements Probe {
    private final AtomicInteger left;
    private volatile boolean dead;

    Death(int after) {
      this.left = new AtomicInteger(after);
    }

    @Override
    public void at(String point) {
      if (!dead && left.decrementAndGet() == 0) {
        dead = true;
        synchronized (diedAt) {
          diedAt.merge(point, 1, Integer::sum);
        }
      }
      if (dead) {
        throw new Killed(point);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingIsLostDoubledOrOvertaken(long seed) {
    Random random = new Random(seed);
    world.settings.put("write-timeout", "500ms");
    world.settings.put("grace", "1s");
    world.settings.put("linger", "5ms");
    world.settings.put("window", "15");
    organizationsAreJobs(random.nextBoolean());
    for (int death = 0; death < DEATHS; death++) {
      Death end = new Death(1 + random.nextInt(30));
      world.probe = end;
      applied(end);
      Engine engine = world.own();
      for (int i = 0; i < 4; i++) {
        sendSome(random);
      }
      int before = death;
      world.until("the owner died", () -> keepBusy(random) && world.deaths.size() > before);
      engine.close();
    }
    world.probe = Probe.NONE;
    applied(Probe.NONE);
    world.own();
    world.until("all is done", () -> world.count("inbox") + world.count("waiting") == 0);
    world.settled();

    System.out.println("Owners died at " + diedAt);
    assertThat(world.texts("select reason || ' ' || ref from parked")).isEmpty();
    assertThat(world.count("vendor_job")).isZero();
    assertThat(names()).isEqualTo(newest);
    assertThat(writtenNotes()).isEqualTo(notes);
    assertThat(toldToAnEnd()).containsAll(sent.stream().map(Delivery::id).toList());
  }

  /** A batch may have been applied in part when its owner dies, or may arrive after that. */
  private void applied(Probe probe) {
    for (FakeSink sink : List.of(world.organizations, world.users, world.notes)) {
      sink.applied = write -> probe.at("applied " + sink.object());
      sink.before =
          writes -> {
            try {
              probe.at("sent");
            } catch (Killed e) {
              late.schedule(() -> writes.forEach(sink::apply), 250, TimeUnit.MILLISECONDS);
              throw e;
            }
          };
    }
  }

  private void organizationsAreJobs(boolean yes) {
    if (!yes) {
      return;
    }
    world.organizations.asJob =
        writes -> {
          String job = "job-" + (jobs.size() + 1);
          jobs.put(job, List.copyOf(writes));
          Duration soon = Duration.ofMillis(5);
          return writes.stream()
              .<WriteResult>map(write -> new WriteResult.Waiting(job, soon))
              .toList();
        };
    world.organizations.onPoll =
        job -> {
          if (ended.add(job)) {
            jobs.get(job).forEach(world.organizations::apply);
          }
          return jobs.get(job).stream().map(this::resultOfJob).toList();
        };
  }

  /** The job runs at the vendor just before it is first asked for, and only once. */
  private WriteResult resultOfJob(Write write) {
    String key =
        write.key() == null
            ? world.target.findBy("organization", "external_id", write.text("external_id"))
            : write.key();
    return write.key() == null
        ? new WriteResult.Created(key, Map.of())
        : new WriteResult.Updated(key, Map.of());
  }

  private boolean keepBusy(Random random) {
    sendSome(random);
    return true;
  }

  private void sendSome(Random random) {
    List<Delivery> some = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      some.add(any(random));
    }
    sent.addAll(some);
    world.send(some.toArray(Delivery[]::new));
    if (random.nextInt(4) == 0) {
      world.send(sent.get(random.nextInt(sent.size())));
    }
  }

  private Delivery any(Random random) {
    int kind = random.nextInt(10);
    String text = "v" + sent.size() + "-" + random.nextInt(1_000_000);
    if (kind < 5) {
      String key = "org" + random.nextInt(12);
      newest.put(key, text);
      return world.organization(key, text);
    }
    if (kind < 8) {
      String key = "user" + random.nextInt(12);
      newest.put(key, text);
      String parent = "org" + random.nextInt(12);
      return newest.containsKey(parent)
          ? world.user(key, text, parent)
          : world.delivery("user", key, Mode.UPSERT, World.field("name", text));
    }
    String key = "note" + random.nextInt(3);
    notes.computeIfAbsent(key, any -> new ArrayList<>()).add(text);
    return world.delivery("note", key, Mode.APPEND, World.field("text", text));
  }

  private Map<String, String> names() {
    Map<String, String> names = new TreeMap<>(world.target.byExternalId("name"));
    names.keySet().removeIf(key -> key.startsWith("note"));
    return names;
  }

  private Map<String, List<String>> writtenNotes() {
    return world.target.applied().stream()
        .filter(applied -> applied.object().equals("note"))
        .collect(
            Collectors.groupingBy(
                applied -> applied.text("external_id"),
                TreeMap::new,
                Collectors.mapping(applied -> applied.text("text"), Collectors.toList())));
  }

  private List<String> toldToAnEnd() {
    Map<String, Outcome.Result> last = new HashMap<>();
    world.outcomes().forEach(outcome -> last.put(outcome.delivery(), outcome.result()));
    last.values().removeIf(result -> result == Outcome.Result.PARKED);
    return List.copyOf(last.keySet());
  }
}
