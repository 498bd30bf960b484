package io.mlconnector.local;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the file with which the JVM of an image starts quickly ({@code -XX:AOTCache}, from Java 25
 * on): runs the service of the working directory once, with a real Kafka and PostgreSQL, in the
 * very JVM that this class runs in, and has the JVM write down what it loaded and linked.
 *
 * <p>The file serves this JVM, these jars at the same relative paths and with the same times, and
 * the same {@code -XX:+UseCompactObjectHeaders} only; with any other the JVM starts without it.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514</a>
 */
public final class StartTraining {

  private static final Duration READY_LIMIT = Duration.ofSeconds(120);
  private static final Duration END_LIMIT = Duration.ofSeconds(180);

  /** What a pod is asked for first; whether the service has the last of them does not matter. */
  private static final List<String> PATHS =
      List.of("/q/health/started", "/q/health/live", "/q/metrics", "/api/system", "/api/pauses");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path cache;
  private final List<String> options;

  private StartTraining(Path cache, List<String> options) {
    this.cache = cache;
    this.options = options;
  }

  /**
   * Ends with 0 when the file is there.
   *
   * @param arguments the file to make, then options of the JVM that the service runs with
   */
  public static void main(String[] arguments) throws Exception {
    Path cache = Path.of(arguments[0]).toAbsolutePath();
    List<String> options = List.of(arguments).subList(1, arguments.length);
    Path work = Files.createTempDirectory("start-training");
    try (var postgres = EmbeddedPostgres.start(work.resolve("postgres"), 0, Durability.FAST);
        var kafka = EmbeddedKafka.start(work.resolve("kafka"), 0)) {
      int port = freePort();
      new StartTraining(cache, options)
          .run(environment(port, postgres, kafka.bootstrapServers(), work), port);
    }
    System.out.printf("%s: %,d bytes%n", cache, Files.size(cache));
    System.exit(0);
  }

  private static Map<String, String> environment(
      int port, EmbeddedPostgres postgres, String kafka, Path work) {
    return Map.of(
        "QUARKUS_HTTP_HOST", "127.0.0.1",
        "QUARKUS_HTTP_PORT", String.valueOf(port),
        "QUARKUS_DATASOURCE_JDBC_URL", postgres.database("training"),
        "QUARKUS_DATASOURCE_USERNAME", postgres.user(),
        "QUARKUS_DATASOURCE_PASSWORD", postgres.password(),
        "KAFKA_BOOTSTRAP_SERVERS", kafka,
        "MLCONNECTOR_LOCAL", "true",
        "MLCONNECTOR_KEYSET_FILE", work.resolve("keyset.json").toString(),
        "MLCONNECTOR_AUDIT_HASH_KEY_FILE", work.resolve("hash.key").toString(),
        "MLCONNECTOR_MAPPING_URL", "http://127.0.0.1:1");
  }

  private void run(Map<String, String> environment, int port) throws Exception {
    List<String> command =
        ChildCommand.jar(
            List.of("-XX:AOTCacheOutput=" + cache), options, Path.of(CopiedApp.RUN_JAR));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    Process service = builder.start();
    try {
      awaitReady(service, port);
      for (String path : PATHS) {
        status(port, path);
      }
      service.destroy();
      if (!service.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new CannotRun("The service does not end within " + END_LIMIT);
      }
    } finally {
      service.destroyForcibly();
    }
    if (!Files.exists(cache)) {
      throw new CannotRun("The JVM wrote no " + cache + ": it has to be Java 25 or newer");
    }
  }

  private void awaitReady(Process service, int port) throws Exception {
    long limit = System.nanoTime() + READY_LIMIT.toNanos();
    while (status(port, "/q/health/ready") != 200) {
      if (!service.isAlive()) {
        throw new CannotRun("The service ended with code " + service.exitValue());
      }
      if (System.nanoTime() > limit) {
        throw new CannotRun("The service is not ready within " + READY_LIMIT);
      }
      Thread.sleep(100);
    }
  }

  /** 0 where nobody answers. */
  private int status(int port, String path) throws InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
