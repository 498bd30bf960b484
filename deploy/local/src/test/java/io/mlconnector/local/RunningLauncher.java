package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.embedded.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The launcher as a process of its own, as {@code deploy/local/run} starts it. */
final class RunningLauncher implements AutoCloseable {

  static final List<String> SERVICES = List.of("oracle-fusion", "zendesk", "mapping", "console");

  static final Duration LIMIT = Duration.ofSeconds(240);

  private final Process process;
  private final Ports ports;
  private final Path data;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private RunningLauncher(Process process, Ports ports, Path data) {
    this.data = data;
    this.process = process;
    this.ports = ports;
    Thread reader = new Thread(this::read, "launcher-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** A base port from which on everything the run needs is free. */
  static int freeBase() {
    int base = FreePort.find();
    while (!Ports.from(base).byName().values().stream().allMatch(FreePort::isFree)) {
      base = FreePort.find();
    }
    return base;
  }

  static RunningLauncher start(Path repository, Path data, int base, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dmlconnector.repository=" + repository);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LocalRun.class.getName());
    command.addAll(List.of("--data", data.toString(), "--port-base", String.valueOf(base)));
    command.addAll(List.of("--sandbox-company", "small"));
    if (Boolean.getBoolean(OptionsParser.NATIVE)) {
      command.add("--native");
    }
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new RunningLauncher(process, Ports.from(base), data);
  }

  private void read() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException ended) {
      lines.add("output ended: " + ended.getMessage());
    }
  }

  List<String> lines() {
    return lines;
  }

  Process process() {
    return process;
  }

  Ports ports() {
    return ports;
  }

  /** Fails at once, with all that was said, when the launcher ends without saying it. */
  void awaitLine(String part) {
    await()
        .atMost(LIMIT)
        .until(() -> lines.stream().anyMatch(line -> line.contains(part)) || !process.isAlive());
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(part)));
  }

  /** As {@code kill -9} does; false where the service does not run at the moment. */
  boolean kill(String service) {
    return process
        .descendants()
        .filter(
            child ->
                child.info().arguments().stream()
                    .flatMap(java.util.Arrays::stream)
                    .anyMatch(argument -> argument.contains("/apps/" + service + "/")))
        .map(ProcessHandle::destroyForcibly)
        .reduce(false, Boolean::logicalOr);
  }

  ServiceView services() {
    return new ServiceView(ports, data);
  }

  /** As Ctrl-C does, with the output still readable. */
  void stop() {
    process.toHandle().destroy();
  }

  boolean allPortsFree() {
    return ports.byName().values().stream().allMatch(FreePort::isFree);
  }

  @Override
  public void close() throws Exception {
    stop();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
