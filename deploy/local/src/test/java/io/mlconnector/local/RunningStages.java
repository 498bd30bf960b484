package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.embedded.EmbeddedPostgres;
import io.mlconnector.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A local run within this JVM, whose database and broker can be restarted in the middle. */
final class RunningStages implements AutoCloseable {

  private static final Duration TAKEOVER = Duration.ofSeconds(30);
  private static final Duration RESTART = Duration.ofMinutes(2);
  private static final String OWNER =
      "select replica, address from lease where name = ? and replica is not null and expires >"
          + " now()";

  private final Opened opened = new Opened();
  private final Options options;
  private final Stages stages;

  RunningStages(Path repository, Path data, List<String> more) throws Exception {
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(List.of("--data", data.toString()));
    if (!more.contains("--port-base")) {
      arguments.addAll(List.of("--port-base", String.valueOf(RunningLauncher.freeBase())));
    }
    options = OptionsParser.parse(repository, arguments.toArray(String[]::new), Map.of());
    stages = new Stages(options, new DataFolder(data), Progress.onTerminal(), opened);
  }

  /** Adds a second account of every system, in routes of its own; call it before the start. */
  void secondAccounts(Sandbox vendors) throws IOException {
    SecondAccounts.addTo(options.data().resolve("config"), ports(), vendors);
  }

  ServiceView services() {
    return new ServiceView(ports(), options.data());
  }

  /** Lets every connection use a part of its vendor's budget; call it before the start. */
  void share(String plan, String share) throws IOException {
    replace("environment: test", "environment: test\n    share: " + share);
    replace("plan: enterprise", "plan: " + plan);
  }

  /**
   * Takes webhook calls that are a day late: the simulated vendor signs them by its clock, which is
   * a day ahead then. Call it before the start.
   */
  void takeCallsADayLate() throws IOException {
    replace("      plan: ", "      webhookWindow: 48h\n      plan: ");
  }

  /** In the connections' document. */
  private void replace(String text, String by) throws IOException {
    Path file = options.data().resolve("config").resolve("connections.yaml");
    String shipped = Files.readString(file);
    assertThat(shipped).contains(text);
    Files.writeString(file, shipped.replace(text, by));
  }

  /** Polls often, and leaves the ERP's budget to it; call it before the start. */
  void pollOften() throws IOException {
    Path file = options.data().resolve("config").resolve("connections.yaml");
    String often = Files.readString(file).replaceAll("every: \\w+", "every: 6s");
    Files.writeString(file, often.replaceFirst("share: [0-9.]+", "share: 0.9"));
  }

  void start() throws Exception {
    stages.start();
  }

  Stages stages() {
    return stages;
  }

  /** A database of the run, by the name of its service. */
  Connection database(String service) throws SQLException {
    String url = stages.runningPostgres().jdbcUrl(service.replace('-', '_'));
    return DriverManager.getConnection(
        url, stages.runningPostgres().user(), stages.runningPostgres().password());
  }

  Ports ports() {
    return options.ports();
  }

  EmbeddedPostgres database() {
    return stages.runningPostgres();
  }

  /** Away for some seconds, then back with everything that was committed. */
  void restartDatabase(Duration away) throws InterruptedException {
    stages.runningPostgres().stop();
    TimeUnit.NANOSECONDS.sleep(away.toNanos());
    stages.runningPostgres().start();
  }

  /** Away for some seconds, then back with everything that was acknowledged. */
  void restartBroker(Duration away) throws InterruptedException {
    stages.runningKafka().stop();
    TimeUnit.NANOSECONDS.sleep(away.toNanos());
    stages.runningKafka().start();
  }

  /** A replica; one that started again is another one at the same address. */
  record Owner(String replica, String address) {}

  /** The replica that owns the connection, or null where none does now. */
  Owner owner(String system, String connection) throws SQLException {
    try (Connection sql = database(system);
        var select = sql.prepareStatement(OWNER)) {
      select.setString(1, "connection/" + connection);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new Owner(row.getString(1), row.getString(2)) : null;
      }
    }
  }

  /** The process of that owner. */
  ProcessHandle process(String system, Owner owner) {
    return stages.process(part(system, owner, true)).handle();
  }

  /** The name of that owner, or that of the other one of the two. */
  String part(String system, Owner owner, boolean owns) {
    return List.of(Ports.replica(system, 1), Ports.replica(system, 2)).stream()
        .filter(part -> ports().url(part).equals(owner.address()) == owns)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no replica of " + system + " is " + owner));
  }

  /** The name of the replica at that address. */
  String nameOf(String system, Owner owner) {
    return java.util.stream.IntStream.rangeClosed(1, Ports.MAX_REPLICAS)
        .mapToObj(i -> Ports.replica(system, i))
        .filter(part -> ports().url(part).equals(owner.address()))
        .findFirst()
        .orElse("");
  }

  /** How often that process has said that it no longer owns the connection. */
  long endedLeases(String part, String connection) throws IOException {
    Path log = new DataFolder(options.data()).log(part);
    return Files.readString(log)
        .lines()
        .filter(line -> line.contains("Lease ends"))
        .filter(line -> line.contains("lease=connection/" + connection))
        .count();
  }

  /** As {@code kill -9} does, the replica that works for the connection; tells which it was. */
  Owner killOwner(String system, String connection) throws Exception {
    Owner owner = awaitOwner(system, connection);
    ProcessHandle process = process(system, owner);
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(RESTART.toSeconds(), TimeUnit.SECONDS);
    return owner;
  }

  /**
   * As {@code kill -9} does, an adapter of one replica; returns once it owns the connection again.
   */
  void killOnly(String system, String connection) throws Exception {
    Owner owner = awaitOwner(system, connection);
    ProcessHandle process = stages.process(system).handle();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(RESTART.toSeconds(), TimeUnit.SECONDS);
    awaitOwnerOtherThan(owner, system, connection);
  }

  /** The replica that owns the connection, as soon as one does. */
  Owner awaitOwner(String system, String connection) {
    return Awaitility.await("somebody works for " + connection)
        .atMost(RESTART)
        .until(() -> owner(system, connection), owner -> owner != null);
  }

  /** Waits until every replica of a system is there again. */
  void awaitReplicas(String system) {
    for (String part : List.of(Ports.replica(system, 1), Ports.replica(system, 2))) {
      Awaitility.await(part).atMost(RESTART).until(() -> services().ready(part));
    }
  }

  /** Waits until another one owns the connection. */
  void awaitOwnerOtherThan(Owner former, String system, String connection) {
    Awaitility.await("somebody takes over from " + former)
        .atMost(TAKEOVER)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> owner(system, connection),
            now -> now != null && !now.replica().equals(former.replica()));
  }

  /** Sends a POSIX signal, such as STOP or CONT. */
  static void signal(ProcessHandle process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).as("kill -" + name).isZero();
  }

  @Override
  public void close() {
    opened.close();
  }
}
