package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Owners that die at every point of gathering and publishing: afterwards the target's rows are the
 * source's, each once, and every delivery was told to an end.
 */
class TableCrashTest {

  private static final int DEATHS = 10;

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;
  private final Map<String, List<Object[]>> source = new TreeMap<>();
  private final List<Delivery> sent = new ArrayList<>();
  private final Map<String, Integer> diedAt = new LinkedHashMap<>();

  @AfterEach
  void close() {
    tables.close();
    assertThat(tables.tables.violations).isEmpty();
  }

  /** Six histories of ten deaths; more by {@code -Dcrash.seeds=…}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("crash.seeds", 6));
  }

  /** The process ends here: no thread of it does anything any more. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String point) {
      super(point, null, false, false);
    }
  }

  /** Lets an owner die at the n-th of all points that it comes to, or of those of one name. */
  private final class Death implements Probe {
    private final AtomicInteger left;
    private final String only;
    private volatile boolean dead;

    Death(int after, String only) {
      this.left = new AtomicInteger(after);
      this.only = only;
    }

    @Override
    public void at(String point) {
      if (!dead && (only == null || only.equals(point)) && left.decrementAndGet() == 0) {
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

  private void mortal(Probe death) {
    world.probe = death;
    tables.tables.before = change -> death.at("sent");
    tables.tables.after = change -> death.at("applied");
    tables.tables.onResume =
        job -> {
          tables.tables.finish(job);
          death.at("worked off");
          return null;
        };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsAreTheSourcesWhereverOwnersDie(long seed) {
    Random random = new Random(seed);
    Mode mode = Mode.values()[(int) (seed % 2)];
    tables.tables.asJobs = random.nextBoolean();
    tables.spec = TableWorld.spec(mode, TableWorld.COLUMNS, Duration.ofMillis(30), 5);
    world.settings.put("write-timeout", "100ms");
    world.settings.put("grace", "100ms");
    world.settings.put("linger", "5ms");
    world.settings.put("poll", "20ms");
    for (int death = 0; death < DEATHS; death++) {
      mortal(new Death(1 + random.nextInt(40), null));
      Engine engine = world.own();
      int before = death;
      world.until(
          "the owner died",
          () -> {
            sendSome(random);
            return world.deaths.size() > before;
          });
      engine.close();
    }
    mortal(Probe.NONE);
    world.own();
    tables.settled();

    System.out.println("Owners died at " + diedAt);
    assertAgreed();
  }

  @ParameterizedTest
  @CsvSource({
    "rows checked",
    "rows kept",
    "looked",
    "batch opened",
    "before attempt",
    "after attempt",
    "sent",
    "applied",
    "published",
    "job stored",
    "worked off",
    "job answered",
    "before completion",
    "after completion",
    "told",
    "before close",
    "inherited",
    "looked again"
  })
  void rowsAreTheSourcesAfterADeathAt(String point) {
    tables.tables.asJobs = List.of("job stored", "worked off", "job answered").contains(point);
    tables.spec = TableWorld.spec(Mode.APPEND, TableWorld.COLUMNS, Duration.ofMillis(30), 5);
    world.settings.put("write-timeout", "50ms");
    world.settings.put("grace", "50ms");
    mortal(Probe.NONE);
    Engine first = world.own();
    send("0", row("0-1", "1", "a"));
    tables.settled();
    first.close();

    if (List.of("inherited", "looked again").contains(point)) {
      mortal(new Death(1, "applied"));
      Engine before = world.own();
      send("1", row("1-1", "1", "a"));
      world.until("the owner died", () -> world.deaths.size() == 1);
      before.close();
    }
    int deaths = world.deaths.size();
    mortal(new Death(1, point));
    Engine engine = world.own();
    send("1", row("1-1", "1", "a"));
    world.until("the owner died", () -> world.deaths.size() > deaths);
    engine.close();
    mortal(Probe.NONE);
    world.own();
    send("2", row("2-1", "2", "b"));
    tables.settled();

    assertThat(diedAt).containsKey(point);
    assertAgreed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsAreTheSourcesWhateverTheVendorAnswers(long seed) {
    Random random = new Random(seed);
    Mode mode = Mode.values()[(int) (seed % 3)];
    tables.tables.asJobs = random.nextBoolean();
    tables.spec = TableWorld.spec(mode, TableWorld.COLUMNS, Duration.ofMillis(30), 5);
    world.settings.put("write-timeout", "30ms");
    world.settings.put("grace", "30ms");
    world.settings.put("backoff.first", "5ms");
    world.settings.put("backoff.most", "20ms");
    world.tableSettings.put("tries", "100");
    world.tableSettings.put("retry", "5ms");
    tables.tables.before = change -> maybeFails(random, false);
    tables.tables.after = change -> maybeFails(random, true);
    tables.tables.instead =
        change -> random.nextInt(8) == 0 ? new TableProgress.Failed(null) : null;
    world.own();
    world.until(
        "the vendor was asked often",
        () -> {
          sendSome(random);
          return tables.asked().size() > 5;
        });
    tables.tables.before = change -> {};
    tables.tables.after = change -> {};
    tables.tables.instead = change -> null;
    tables.settled();

    assertAgreed();
    assertThat(world.deaths).isEmpty();
  }

  private static void maybeFails(Random random, boolean applied) {
    switch (random.nextInt(6)) {
      case 0 -> throw VendorFailure.unavailable(504, Duration.ofMillis(10), true, "timeout");
      case 1 -> {
        if (!applied) {
          throw VendorFailure.throttled(429, Duration.ofMillis(5), "slow down");
        }
      }
      default -> {}
    }
  }

  private void sendSome(Random random) {
    int key = random.nextInt(8);
    List<Object[]> rows = new ArrayList<>();
    for (int line = 0; line < random.nextInt(4); line++) {
      rows.add(row(key + "-" + line, "" + random.nextInt(50), "t" + random.nextInt(3)));
    }
    send("" + key, rows.toArray(Object[][]::new));
    if (random.nextInt(5) == 0) {
      world.send(sent.get(random.nextInt(sent.size())));
    }
  }

  private void send(String key, Object[]... rows) {
    Delivery delivery = tables.invoice(key, rows);
    source.put(key, List.of(rows));
    sent.add(delivery);
    world.send(delivery);
  }

  private void assertAgreed() {
    Set<String> wanted = new TreeSet<>();
    source
        .values()
        .forEach(rows -> rows.forEach(row -> wanted.add(row[0] + "|" + row[1] + ".00|" + row[2])));
    assertThat(tables.rows()).containsExactlyElementsOf(wanted);
    assertThat(world.count("parked")).isZero();
    assertThat(world.number("select count(*) from table_row where dirty")).isZero();
    assertThat(world.number("select sum(pending) from table_object")).isZero();
    assertThat(world.count("table_batch_row")).isZero();
    Map<String, Outcome.Result> last = new HashMap<>();
    world.outcomes().forEach(outcome -> last.put(outcome.delivery(), outcome.result()));
    assertThat(last.keySet()).containsAll(sent.stream().map(Delivery::id).toList());
  }
}
