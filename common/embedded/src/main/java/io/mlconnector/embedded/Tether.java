package io.mlconnector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Stops a PostgreSQL server when this JVM ends without having done so, even by {@code kill -9}.
 *
 * <p>A shell waits for the end of its standard input, which comes when this JVM is gone, and then
 * asks the server for a fast shutdown. On systems without {@code /bin/sh} there is no tether; the
 * next start on the same directory stops what was left.
 */
final class Tether implements AutoCloseable {

  private static final Path SHELL = Path.of("/bin/sh");
  private static final String PID_FILE = "postmaster.pid";

  /** Tries for a while: this JVM may have died while the server was starting. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      read -r word && exit
      for second in 1 2 3 4 5 6 7 8 9 10; do
        kill -INT "$(head -n 1 "$0")" && exit
        sleep 1
      done
      """;

  private final Process shell;

  private Tether(Process shell) {
    this.shell = shell;
  }

  /** Made before the server is started, so that there is no moment without it. */
  static Tether to(Path data) {
    if (!Files.isExecutable(SHELL)) {
      return new Tether(null);
    }
    String pidFile = data.resolve(PID_FILE).toString();
    try {
      return new Tether(
          new ProcessBuilder(SHELL.toString(), "-c", SCRIPT, pidFile)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new EmbeddedStartException(SHELL + " cannot be run: " + e.getMessage(), e);
    }
  }

  /** Ends a server that an earlier JVM left running on this directory. */
  static void stopLeftover(Path data) {
    Optional<ProcessHandle> leftover = postmaster(data);
    leftover.ifPresent(
        process -> {
          process.destroy();
          try {
            process.onExit().get(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            throw new EmbeddedStartException(
                "PostgreSQL still runs on " + data + " as process " + process.pid() + ": stop it",
                e);
          }
        });
  }

  private static Optional<ProcessHandle> postmaster(Path data) {
    Path file = data.resolve(PID_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(file).get(0).trim());
      return ProcessHandle.of(pid).filter(p -> p.info().command().orElse("").contains("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets go: the server has been stopped. */
  @Override
  public void close() {
    if (shell != null) {
      try (var input = shell.getOutputStream()) {
        input.write('\n');
      } catch (IOException gone) {
        shell.destroyForcibly();
      }
    }
  }
}
