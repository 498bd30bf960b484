import io.mlconnector.bench.Engine;
import io.mlconnector.bench.Machine;
import io.mlconnector.bench.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many records a second a poll compares that reads everything each time, and that it publishes
 * those that changed and no others; with {@code memory}, what the service keeps of up to a million.
 * See README.md beside this file.
 */
final class PollBench {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] arguments) throws Exception {
    boolean memory = List.of(arguments).contains("memory");
    int count = Integer.getInteger("records", 100_000);
    int changed = Integer.getInteger("changed", 100);
    int runs = Integer.getInteger("runs", 5);
    String cores = System.getProperty("cores", "0,1");
    String heap = memory ? "-Xmx128m" : "-Xmx512m";
    List<String> jvm = List.of(System.getProperty("jvm", heap + " -XX:+UseSerialGC").split(" "));
    try (Machine machine = new Machine();
        Target target = new Target(1)) {
      System.out.println(machine.describe());
      System.out.printf(
          "%d records in pages of 1,000, %d changed a run, engine on cores %s, %s%n%n",
          count, changed, cores, jvm);
      target.records(count, 0);
      Path connections = machine.work.resolve("connections.yaml");
      Files.writeString(
          connections,
          """
          connections:
            - id: erp
              system: bench
              environment: test
              baseUrl: http://127.0.0.1:%d
              auth: { mode: header, token: any }
              streams: { customers: { every: 1h } }
          """
              .formatted(target.port()));
      long begin = System.nanoTime();
      try (Engine engine =
          new Engine(
              machine,
              Path.of("deploy/bench"),
              cores,
              jvm,
              Map.of("MLCONNECTOR_CONNECTIONS_FILE", connections.toString()))) {
        System.err.println("engine " + engine.pid() + ", log in " + machine.work);
        scanned(machine, "");
        double first = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "first: %d published in %.1f s, start of the service included%n",
            published(machine),
            first);
        if (memory) {
          memory(machine, target, engine, count, first);
        } else {
          speed(machine, target, engine, count, changed, runs);
        }
      }
    }
    System.exit(0);
  }

  private static void speed(
      Machine machine, Target target, Engine engine, int count, int changed, int runs)
      throws Exception {
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      target.records(count, changed);
      String before = lastScan(machine);
      long topics = machine.messages("canonical.customer.v1");
      Machine.Work work = machine.work("bench");
      double cpu = engine.cpuSeconds();
      long begin = System.nanoTime();
      poll(engine);
      scanned(machine, before);
      double seconds = (System.nanoTime() - begin) / 1e9;
      rates.add(count / seconds);
      work = machine.work("bench").since(work);
      System.out.printf(
          Locale.ROOT,
          "run %d: %.1f s, %.0f/s, published %d; a page: %.1f commits, %.1f syncs; a record:"
              + " %.3f ms of CPU%n",
          run + 1,
          seconds,
          count / seconds,
          machine.messages("canonical.customer.v1") - topics,
          work.commits() * 1e3 / count,
          work.syncs() * 1e3 / count,
          (engine.cpuSeconds() - cpu) * 1e3 / count);
    }
    System.out.println("records a second: " + Machine.spread(rates, "%.0f"));
  }

  /** What it keeps of ever more records: the heap after a collection, and what the system sees. */
  private static void memory(
      Machine machine, Target target, Engine engine, int count, double first) throws Exception {
    told(count, engine, first);
    for (int goal : new int[] {250_000, 500_000, 1_000_000}) {
      target.records(goal, 0);
      String before = lastScan(machine);
      long begin = System.nanoTime();
      poll(engine);
      scanned(machine, before);
      told(goal, engine, (System.nanoTime() - begin) / 1e9);
    }
    System.out.printf("published: %d%n", published(machine));
  }

  private static void told(int records, Engine engine, double seconds) throws Exception {
    long resident = engine.residentKib();
    System.out.printf(
        Locale.ROOT,
        "%d records: heap %d KiB after a collection, %d KiB resident; read in %.0f s%n",
        records,
        engine.heapKib(),
        resident,
        seconds);
  }

  private static void poll(Engine engine) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/api/connections/erp/streams/customers/poll"
                        .formatted(engine.port())))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IllegalStateException("the poll was answered " + status);
    }
  }

  private static long published(Machine machine) throws Exception {
    return machine.number("bench", "select count(*) from source_record");
  }

  private static String lastScan(Machine machine) throws Exception {
    return machine.text(
        "bench", "select coalesce(max(last_scan)::text, '') from stream_state where scan is null");
  }

  private static void scanned(Machine machine, String before) throws Exception {
    while (lastScan(machine).equals(before) || lastScan(machine).isEmpty()) {
      Thread.sleep(50);
    }
  }
}
