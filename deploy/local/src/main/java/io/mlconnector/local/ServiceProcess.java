package io.mlconnector.local;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one child process running: one that ends by itself is reported and started again. */
final class ServiceProcess implements AutoCloseable {

  private static final long MAX_PAUSE_SECONDS = 30;
  private static final long STOP_SECONDS = 15;

  private final String name;
  private final ProcessBuilder builder;
  private final RotatingLog log;
  private final Progress progress;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread keeper;
  private Process process;
  private volatile int ends;

  private ServiceProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      RotatingLog log,
      Progress progress) {
    this.name = name;
    this.builder = new ProcessBuilder(command).redirectErrorStream(true);
    this.builder.environment().putAll(environment);
    this.log = log;
    this.progress = progress;
    this.keeper = new Thread(this::keepRunning, "keeper-" + name);
  }

  static ServiceProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      RotatingLog log,
      Progress progress) {
    var service = new ServiceProcess(name, command, environment, log, progress);
    service.keeper.setDaemon(true);
    service.keeper.start();
    return service;
  }

  String name() {
    return name;
  }

  /** The process as it runs now; another one after it ended by itself. */
  synchronized ProcessHandle handle() {
    return process.toHandle();
  }

  RotatingLog log() {
    return log;
  }

  /** How often it ended by itself. */
  int ends() {
    return ends;
  }

  private void keepRunning() {
    try {
      while (launch()) {
        log.copy(process.getInputStream());
        int code = process.waitFor();
        if (closing.getCount() == 0) {
          return;
        }
        ends++;
        long pause = Math.min(MAX_PAUSE_SECONDS, 1L << Math.min(ends - 1, 5));
        progress.say(
            "%s ended with code %d; it starts again in %d s; the end of %s:"
                .formatted(name, code, pause, log.file()),
            log.lastLines());
        if (closing.await(pause, TimeUnit.SECONDS)) {
          return;
        }
      }
    } catch (IOException e) {
      progress.say(name + " cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the run is ending. */
  private synchronized boolean launch() throws IOException {
    if (closing.getCount() == 0) {
      return false;
    }
    process = builder.start();
    return true;
  }

  /** Lets go of its standard input, at which it ends; waits 15 s, then ends it by force. */
  @Override
  public void close() {
    synchronized (this) {
      closing.countDown();
      if (process == null) {
        return;
      }
    }
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    } catch (IOException alreadyGone) {
      process.destroy();
    }
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        progress.say(name + " does not end by itself and is ended by force");
        process.destroyForcibly().waitFor();
      }
      keeper.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
