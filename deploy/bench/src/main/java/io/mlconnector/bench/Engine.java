package io.mlconnector.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A built service as a process of its own, on cores of its own. */
public final class Engine implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_MILLIS = 120_000;

  private final Process process;
  private final int port;

  /**
   * Starts a service and waits until it is ready.
   *
   * @param app the folder of the service, with {@code target/quarkus-app} in it
   * @param cores such as {@code 0,1}; empty for wherever there is room
   * @param jvm what the JVM is told
   * @param settings environment variables beside what every service needs
   */
  public Engine(
      Machine machine, Path app, String cores, List<String> jvm, Map<String, String> settings)
      throws Exception {
    String name = app.getFileName().toString();
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    if (!cores.isEmpty()) {
      command.addAll(List.of("taskset", "-c", cores));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-jar");
    command.add(app.resolve("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(machine.work.resolve(name + ".log").toFile()));
    Map<String, String> variables = new TreeMap<>(settings);
    variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    variables.put("QUARKUS_DATASOURCE_JDBC_URL", machine.postgres.database(name));
    variables.put("QUARKUS_DATASOURCE_USERNAME", machine.postgres.user());
    variables.put("QUARKUS_DATASOURCE_PASSWORD", machine.postgres.password());
    variables.put("KAFKA_BOOTSTRAP_SERVERS", machine.kafka.bootstrapServers());
    variables.put("MLCONNECTOR_LOCAL", "true");
    variables.put("MLCONNECTOR_ADDRESS", "http://127.0.0.1:" + port);
    variables.put("MLCONNECTOR_KEYSET_FILE", machine.work.resolve("keyset.json").toString());
    variables.put("MLCONNECTOR_AUDIT_HASH_KEY_FILE", machine.work.resolve("hash.key").toString());
    builder.environment().putAll(variables);
    process = builder.start();
    ready();
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** What the process has used of its cores so far. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().map(used -> used.toMillis() / 1e3).orElse(Double.NaN);
  }

  /** What the system has given the process, in KiB. */
  public long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** What is left of the heap, in KiB, after a collection of all of it. */
  public long heapKib() throws IOException {
    jcmd("GC.run");
    // The class histogram counts only what is reachable, all classes in its last line, in bytes.
    String[] lines = jcmd("GC.class_histogram").split("\\R");
    return Long.parseLong(lines[lines.length - 1].strip().split("\\s+")[2]) >> 10;
  }

  private String jcmd(String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(jcmd, String.valueOf(pid()), command).redirectErrorStream(true).start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private void ready() throws Exception {
    long begin = System.nanoTime();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)))
            .build();
    while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("it ended with code " + process.exitValue());
      }
      try {
        if (HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
      Thread.sleep(20);
    }
    throw new IllegalStateException("it is not ready after " + PATIENCE_MILLIS + " ms");
  }

  /** As kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
