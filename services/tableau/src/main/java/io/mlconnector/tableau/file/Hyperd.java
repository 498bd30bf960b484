package io.mlconnector.tableau.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The vendor's program that reads and makes {@code .hyper} files, started when it is needed and
 * stopped when it is not for a while. It calls us back and ends when that connection does, so none
 * is left behind however this service ends.
 *
 * @see <a href="https://tableau.github.io/hyper-db/docs/hyper-api/hyper_process">Hyper process</a>
 */
public final class Hyperd implements AutoCloseable {

  private static final String USER = "tableau_internal_user";
  private static final int LEAVE_SECONDS = 5;

  private final Path program;
  private final Duration start;
  private final Duration idle;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "hyperd-idle");
            thread.setDaemon(true);
            return thread;
          });

  private Process process;
  private Socket leash;
  private Path logs;
  private String url;
  private int users;
  private ScheduledFuture<?> ending;

  /** What is done with a connection to it. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection sql) throws SQLException, IOException;
  }

  /**
   * @param start how long it may take to start
   * @param idle how long it is left running after its last use
   * @throws IllegalStateException where the program cannot be run
   */
  public Hyperd(Path program, Duration start, Duration idle) {
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new IllegalStateException(
          "mlconnector.tableau.hyperd.path: %s is no program that can be run".formatted(program));
    }
    this.program = program.toAbsolutePath();
    this.start = start;
    this.idle = idle;
  }

  /**
   * Does something with a connection of its own.
   *
   * @throws IOException where the program does not start or refuses what is asked of it
   */
  <T> T use(Work<T> work) throws IOException {
    String at = enter();
    try (Connection sql = DriverManager.getConnection(at, USER, "")) {
      return work.with(sql);
    } catch (SQLException e) {
      throw new IOException("hyperd: " + e.getMessage(), e);
    } finally {
      leave();
    }
  }

  private synchronized String enter() throws IOException {
    if (ending != null) {
      ending.cancel(false);
      ending = null;
    }
    if (process == null || !process.isAlive()) {
      stop();
      begin();
    }
    users++;
    return url;
  }

  private synchronized void leave() {
    users--;
    if (users == 0 && !turns.isShutdown()) {
      ending = turns.schedule(this::stopIdle, idle.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void stopIdle() {
    if (users == 0) {
      stop();
    }
  }

  /** Whether it is running now. */
  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  private void begin() throws IOException {
    try (ServerSocket callback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      callback.setSoTimeout(Math.toIntExact(start.toMillis()));
      logs = Files.createTempDirectory("mlconnector-hyperd");
      process =
          new ProcessBuilder(command(callback.getLocalPort()))
              .redirectErrorStream(true)
              .redirectOutput(logs.resolve("output.txt").toFile())
              .start();
      leash = callback.accept();
      leash.setSoTimeout(Math.toIntExact(start.toMillis()));
      int length = leash.getInputStream().read();
      byte[] endpoint = leash.getInputStream().readNBytes(Math.max(0, length));
      url = url(new String(endpoint, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      stop();
      throw new IOException("hyperd did not start within " + start, e);
    }
  }

  private List<String> command(int callback) {
    return List.of(
        program.toString(),
        "run",
        "--listen-connection",
        "tab.tcp://127.0.0.1:auto",
        "--callback-connection",
        "tab.tcp://127.0.0.1:" + callback,
        "--init-user=" + USER,
        "--no-password",
        "--skip-license",
        "--language=en_US",
        "--log-dir=" + logs,
        // Numbers of 18 digits; every Tableau since 2020 reads it.
        "--default-database-version=2");
  }

  /** Prepared statements are no use: numbers that are bound are stored wrong (sheet T7). */
  private static String url(String endpoint) throws IOException {
    String port = endpoint.substring(endpoint.lastIndexOf(':') + 1).replaceAll("\\D", "");
    if (port.isEmpty()) {
      throw new IOException("hyperd did not say where it listens");
    }
    return "jdbc:postgresql://127.0.0.1:" + port + "/?sslmode=disable&preferQueryMode=simple";
  }

  private void stop() {
    try {
      if (leash != null) {
        leash.close();
      }
      if (process != null) {
        process.destroy();
        if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      }
      forget(logs);
    } catch (IOException e) {
      throw new UncheckedIOException("hyperd cannot be put away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leash = null;
      process = null;
      logs = null;
    }
  }

  private static void forget(Path folder) throws IOException {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public synchronized void close() {
    turns.shutdownNow();
    stop();
  }
}
