import io.mlconnector.embedded.Durability;
import io.mlconnector.embedded.EmbeddedKafka;
import io.mlconnector.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long each built service takes until it is ready, and how much memory it holds when idle, with a
 * real Kafka and PostgreSQL that are up and migrated, and with the options of the image and 512 MiB. A
 * service is run without and with the file that StartTraining made, where there is one (app.aot). See
 * README.md beside this file.
 */
final class FootprintBench {

  private static final Path SERVICES = Path.of("services");
  private static final int RUNS = 5;
  private static final long IDLE_MILLIS = 10_000;
  private static final long PATIENCE_MILLIS = 120_000;

  /** As deploy/docker/Dockerfile has it, in a container of 512 MiB. */
  private static final List<String> JVM =
      List.of(
          "-XX:MaxRAM=512m",
          "-XX:MaxRAMPercentage=55",
          "-XX:+UseSerialGC",
          "-XX:TrimNativeHeapInterval=10000");

  private static final String CACHE = "app.aot";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * @param seconds until it is ready
   * @param cpu seconds of processors until it is ready, which depend less on what else runs
   * @param mebibytes resident when idle
   */
  private record Start(
      double seconds, double cpu, double mebibytes, double threads, double classes) {}

  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory("footprint");
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(work.resolve("postgres"), 0, Durability.SAFE);
        EmbeddedKafka kafka = EmbeddedKafka.start(work.resolve("kafka"), 0)) {
      System.out.printf(
          "Java %s, %d processors, %d starts each%n%n",
          Runtime.version(), Runtime.getRuntime().availableProcessors(), RUNS);
      System.out.println(
          "| Service | trained | ready after, s | CPU until then, s | resident when idle, MiB | threads | classes |");
      System.out.println("|---|---|---|---|---|---|---|");
      for (String service : arguments.length > 0 ? List.of(arguments) : services()) {
        measure(service, postgres, kafka, work);
      }
    }
    System.exit(0);
  }

  private static List<String> services() throws IOException {
    try (Stream<Path> folders = Files.list(SERVICES)) {
      return folders
          .filter(each -> Files.exists(app(each.getFileName().toString())))
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private static Path app(String service) {
    return SERVICES.resolve(service).resolve("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  }

  private static void measure(
      String service, EmbeddedPostgres postgres, EmbeddedKafka kafka, Path work) throws Exception {
    String url = postgres.database(service.replace('-', '_'));
    List<List<String>> ways = new ArrayList<>(List.of(List.of()));
    if (Files.exists(app(service).resolveSibling(CACHE))) {
      ways.add(List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + CACHE));
    }
    start(service, url, kafka, work, List.of());
    List<List<Start>> starts = new ArrayList<>();
    ways.forEach(way -> starts.add(new ArrayList<>()));
    // In turns, so that what else runs on the machine meets all ways alike.
    for (int i = 0; i < RUNS * ways.size(); i++) {
      int way = i % ways.size();
      starts.get(way).add(start(service, url, kafka, work, ways.get(way)));
    }
    for (int way = 0; way < ways.size(); way++) {
      List<Start> of = starts.get(way);
      System.out.printf(
          "| %s | %s | %s | %s | %s | %s | %s |%n",
          service,
          way == 0 ? "no" : "yes",
          spread(of.stream().map(Start::seconds).toList(), "%.2f"),
          spread(of.stream().map(Start::cpu).toList(), "%.1f"),
          spread(of.stream().map(Start::mebibytes).toList(), "%.0f"),
          median(of.stream().map(Start::threads).toList()),
          median(of.stream().map(Start::classes).toList()));
    }
  }

  private static String median(List<Double> values) {
    return "%,d".formatted(values.stream().sorted().toList().get(values.size() / 2).longValue());
  }

  private static String spread(List<Double> values, String format) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return (format + " (" + format + "–" + format + ")")
        .formatted(
            sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  private static Start start(
      String service, String url, EmbeddedKafka kafka, Path work, List<String> way)
      throws Exception {
    int port = port();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(way);
    command.addAll(
        List.of(
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-jar",
            "quarkus-run.jar"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(app(service).getParent().toFile());
    builder.redirectOutput(work.resolve(service + ".log").toFile());
    builder.environment().putAll(environment(url, kafka, work, port));
    long begin = System.nanoTime();
    Process process = builder.start();
    try {
      double seconds = ready(process, port, begin);
      double cpu = process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
      Thread.sleep(IDLE_MILLIS);
      return new Start(
          seconds,
          cpu,
          status(process.pid(), "VmRSS") / 1024,
          status(process.pid(), "Threads"),
          classes(port));
    } finally {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static Map<String, String> environment(
      String url, EmbeddedKafka kafka, Path work, int port) {
    return Map.of(
        "QUARKUS_HTTP_PORT", String.valueOf(port),
        "QUARKUS_DATASOURCE_JDBC_URL", url,
        "QUARKUS_DATASOURCE_USERNAME", "postgres",
        "QUARKUS_DATASOURCE_PASSWORD", "postgres",
        "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
        "MLCONNECTOR_LOCAL", "true",
        "MLCONNECTOR_KEYSET_FILE", work.resolve("keyset.json").toString(),
        "MLCONNECTOR_AUDIT_HASH_KEY_FILE", work.resolve("hash.key").toString(),
        "MLCONNECTOR_MAPPING_URL", "http://127.0.0.1:1");
  }

  private static double ready(Process process, int port, long begin) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)))
            .build();
    while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("it ended with code " + process.exitValue());
      }
      try {
        if (HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return (System.nanoTime() - begin) / 1e9;
        }
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("it is not ready after " + PATIENCE_MILLIS + " ms");
  }

  private static double status(long pid, String field) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static double classes(int port) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:%d/q/metrics".formatted(port));
    return HTTP.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("jvm_classes_loaded_classes "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .findFirst()
        .orElse(0);
  }

  private static int port() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
