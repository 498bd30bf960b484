import io.mlconnector.bench.Changes;
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
 * How many canonical events a second become deliveries, by a route of ten fields, with snapshots
 * and states of refs stored; with {@code memory}, what the service keeps of up to a million of
 * them. See README.md beside this file.
 */
final class MappingBench {

  private static final String TOPIC = "canonical.customer.v1";
  private static final int WARM_UP = 20_000;
  private static final String USUAL = "-Xmx512m -XX:+UseSerialGC";
  private static final String SMALL = "-Xmx128m -XX:+UseSerialGC";
  private static final String MARK =
      "select case when is_called then last_value else 0 end from snapshot_mark";
  private static final String WAITING =
      "select count(*) from (select from outbox where id > 0 limit 1) as waiting";

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: erp, entity: customer, when: "status = 'active'" }
          to:   { connection: bench-1, object: entry }
          match: [external_id]
          fields:
            external_id: "$externalId()"
            field_0: "name"
            field_1: "accountNumber"
            field_2: "email"
            field_3: "phone"
            field_4: "website"
            field_5: "paymentTerms"
            field_6: "taxId"
            field_7: "category & ' / ' & industry"
            field_8: "$uppercase(name)"
          state: live
      """;

  public static void main(String[] arguments) throws Exception {
    boolean memory = List.of(arguments).contains("memory");
    int count = Integer.getInteger("records", 100_000);
    int runs = Integer.getInteger("runs", 5);
    String cores = System.getProperty("cores", "0,1");
    List<String> jvm = List.of(System.getProperty("jvm", memory ? SMALL : USUAL).split(" "));
    try (Machine machine = new Machine();
        Target target = new Target(1)) {
      System.out.println(machine.describe());
      System.out.printf(
          "%s, engine on cores %s, %s%n%n",
          memory ? "memory" : count + " events a run",
          cores,
          jvm);
      Path connections = machine.work.resolve("connections.yaml");
      Files.writeString(
          connections,
          """
          connections:
            - id: bench-1
              system: bench
              environment: test
              baseUrl: http://127.0.0.1:%d
              auth: { mode: header, token: any }
            - id: erp
              system: bench
              environment: test
              baseUrl: http://127.0.0.1:%d
              auth: { mode: header, token: any }
          """
              .formatted(target.port(), target.port()));
      Path routes = machine.work.resolve("routes.yaml");
      Files.writeString(routes, ROUTES);
      Engine adapter =
          new Engine(
              machine,
              Path.of("deploy/bench"),
              "",
              List.of("-Xmx256m"),
              Map.of("MLCONNECTOR_CONNECTIONS_FILE", connections.toString()));
      List<String> told = new ArrayList<>(jvm);
      told.add("-Dmlconnector.adapters.bench.url=http://127.0.0.1:" + adapter.port());
      try (Engine mapping =
              new Engine(
                  machine,
                  Path.of("services/mapping"),
                  cores,
                  told,
                  Map.of("MLCONNECTOR_ROUTES_FILE", routes.toString()))) {
        System.err.println("engine " + mapping.pid() + ", log in " + machine.work);
        while (machine.number("mapping", "select count(*) from route") == 0) {
          Thread.sleep(100);
        }
        adapter.close();
        if (memory) {
          memory(machine, mapping);
        } else {
          once(machine, "warm", WARM_UP);
          speed(machine, mapping, count, runs);
        }
      }
    }
    System.exit(0);
  }

  private static void speed(Machine machine, Engine mapping, int count, int runs)
      throws Exception {
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Machine.Work before = machine.work("mapping");
      double cpu = mapping.cpuSeconds();
      double seconds = once(machine, "r" + run, count);
      Machine.Work work = machine.work("mapping").since(before);
      rates.add(count / seconds);
      System.out.printf(
          Locale.ROOT,
          "run %d: %d events in %.1f s, %.0f/s; an event: %.4f commits, %.4f syncs, %.0f bytes"
              + " of log, %.3f ms of CPU%n",
          run + 1,
          count,
          seconds,
          count / seconds,
          work.commits() / (double) count,
          work.syncs() / (double) count,
          work.walBytes() / (double) count,
          (mapping.cpuSeconds() - cpu) * 1e3 / count);
    }
    System.out.println("events a second: " + Machine.spread(rates, "%.0f"));
  }

  /** What it keeps of ever more records: the heap after a collection, and what the system sees. */
  private static void memory(Machine machine, Engine mapping) throws Exception {
    int stored = 0;
    for (int goal : new int[] {20_000, 100_000, 250_000, 500_000, 1_000_000}) {
      int more = goal - stored;
      double seconds = once(machine, "m" + goal, more);
      stored = goal;
      long resident = mapping.residentKib();
      System.out.printf(
          Locale.ROOT,
          "%d records: heap %d KiB after a collection, %d KiB resident; the last %d in %.0f s%n",
          stored,
          mapping.heapKib(),
          resident,
          more,
          seconds);
    }
  }

  /** Seconds from the first message sent until the last delivery is at the broker. */
  private static double once(Machine machine, String run, int count) throws Exception {
    String stored =
        "select count(*) from snapshot where record_key > 'erp|customer|%1$s-'"
            + " and record_key < 'erp|customer|%1$s.'";
    long mark = machine.number("mapping", MARK);
    long begin = System.nanoTime();
    Changes.send(machine.kafka.bootstrapServers(), TOPIC, "erp", run, count);
    // The mark tells at once how far it is; to count all the time would be work for the database.
    while (machine.number("mapping", MARK) - mark < count
        || machine.number("mapping", stored.formatted(run)) < count
        || machine.number("mapping", WAITING) > 0) {
      Thread.sleep(50);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
