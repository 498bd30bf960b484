import io.mlconnector.bench.Deliveries;
import io.mlconnector.bench.Engine;
import io.mlconnector.bench.Machine;
import io.mlconnector.bench.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many calls a second a connection makes of the deliveries in its topic, one record a call, at a
 * target that takes 50 ms; with {@code kill}, what a kill -9 in the middle of it costs. See
 * README.md beside this file.
 */
final class DeliveryBench {

  private static final Path APP = Path.of("deploy/bench");
  private static final String CONNECTION = "bench-1";
  private static final String TOPIC = "deliveries.bench";
  private static final long MILLIS = 50;
  private static final int WARM_UP = 20_000;

  public static void main(String[] arguments) throws Exception {
    int count = Integer.getInteger("records", 60_000);
    int runs = Integer.getInteger("runs", 5);
    int concurrency = Integer.getInteger("concurrency", 256);
    String cores = System.getProperty("cores", "0,1");
    try (Machine machine = new Machine();
        Target target = new Target(MILLIS)) {
      System.out.println(machine.describe());
      System.out.printf(
          "%d deliveries a run, %d calls at a time, %d ms a call, engine on cores %s%n%n",
          count, concurrency, MILLIS, cores);
      Map<String, String> settings = settings(machine, target, concurrency);
      List<String> jvm = List.of(System.getProperty("jvm", "-Xmx512m -XX:+UseSerialGC").split(" "));
      if (arguments.length > 0 && arguments[0].equals("kill")) {
        for (int run = 0; run < runs; run++) {
          kill(machine, target, cores, jvm, settings, "k" + run, count);
        }
      } else {
        speed(machine, target, cores, jvm, settings, runs, count);
      }
    }
    System.exit(0);
  }

  private static Map<String, String> settings(Machine machine, Target target, int concurrency)
      throws Exception {
    Path file = machine.work.resolve("connections.yaml");
    Files.writeString(
        file,
        """
        connections:
          - id: %s
            system: bench
            environment: test
            baseUrl: http://127.0.0.1:%d
            concurrency: %d
            auth: { mode: header, token: any }
        """
            .formatted(CONNECTION, target.port(), concurrency));
    return Map.of("MLCONNECTOR_CONNECTIONS_FILE", file.toString());
  }

  private static void speed(
      Machine machine,
      Target target,
      String cores,
      List<String> jvm,
      Map<String, String> settings,
      int runs,
      int count)
      throws Exception {
    try (Engine engine = new Engine(machine, APP, cores, jvm, settings)) {
      System.err.println("engine " + engine.pid() + ", log in " + machine.work);
      once(machine, target, "warm", WARM_UP);
      List<Double> rates = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        Machine.Work before = machine.work("bench");
        double cpu = engine.cpuSeconds();
        Target.Seen seen = once(machine, target, "r" + run, count);
        Machine.Work work = machine.work("bench").since(before);
        rates.add(seen.calls() / seen.seconds());
        System.out.printf(
            Locale.ROOT,
            "run %d: %d calls in %.1f s, %.0f/s, at most %d at a time; a delivery: %.3f commits,"
                + " %.3f syncs, %.0f bytes of log, %.2f ms of CPU%n",
            run + 1,
            seen.calls(),
            seen.seconds(),
            seen.calls() / seen.seconds(),
            seen.mostOpen(),
            work.commits() / (double) count,
            work.syncs() / (double) count,
            work.walBytes() / (double) count,
            (engine.cpuSeconds() - cpu) * 1e3 / count);
      }
      System.out.println("calls a second: " + Machine.spread(rates, "%.0f"));
    }
  }

  private static Target.Seen once(Machine machine, Target target, String run, int count)
      throws Exception {
    target.reset();
    Deliveries.send(machine.kafka.bootstrapServers(), TOPIC, CONNECTION, "entry", run, count);
    while (target.seen().distinct() < count || left(machine) > 0) {
      Thread.sleep(100);
    }
    return target.seen();
  }

  private static long left(Machine machine) throws Exception {
    return machine.number("bench", "select (select count(*) from inbox) + (select count(*) from"
        + " attempt)");
  }

  private static void kill(
      Machine machine,
      Target target,
      String cores,
      List<String> jvm,
      Map<String, String> settings,
      String run,
      int count)
      throws Exception {
    Engine first = new Engine(machine, APP, cores, jvm, settings);
    once(machine, target, run + "warm", WARM_UP);
    target.reset();
    Deliveries.send(machine.kafka.bootstrapServers(), TOPIC, CONNECTION, "entry", run, count);
    while (target.seen().distinct() < count / 2) {
      Thread.sleep(5);
    }
    first.kill();
    long killed = System.nanoTime();
    Target.Seen then = target.seen();
    try (Engine second = new Engine(machine, APP, cores, jvm, settings)) {
      double ready = (System.nanoTime() - killed) / 1e9;
      while (target.seen().calls() == then.calls()) {
        Thread.sleep(5);
      }
      double resumed = (System.nanoTime() - killed) / 1e9;
      while (target.seen().distinct() < count || left(machine) > 0) {
        Thread.sleep(100);
      }
      Target.Seen end = target.seen();
      System.out.printf(
          Locale.ROOT,
          "killed after %d calls with %d open; ready after %.1f s, next call after %.1f s; calls"
              + " %d, lost %d, duplicate calls %d%n",
          then.calls(),
          then.open(),
          ready,
          resumed,
          end.calls(),
          count - end.distinct(),
          end.calls() - end.distinct());
    }
  }
}
