package io.mlconnector.local;

import io.mlconnector.embedded.EmbeddedStartException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything on one machine: real Kafka and PostgreSQL, the simulated vendors and the services.
 *
 * <p>Started by {@code deploy/local/run}; stops on SIGINT and SIGTERM, newest part first.
 */
public final class LocalRun {

  private LocalRun() {}

  /** Arguments as {@code --help} lists them; exit code 1 after a sentence about what is wrong. */
  public static void main(String[] arguments) {
    Progress progress = Progress.onTerminal();
    Opened opened = new Opened();
    AtomicBoolean begun = new AtomicBoolean();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(opened, begun, progress), "stop"));
    try {
      opened.add("the launcher's copy", LauncherCopy.ofThisJvm());
      Path repository = Path.of(System.getProperty("mlconnector.repository", "."));
      Options options = OptionsParser.parse(repository, arguments, System.getenv());
      Stages stages = prepare(options, progress, opened);
      begun.set(true);
      stages.start();
      stages.watch();
    } catch (CannotRun | EmbeddedStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (Exception e) {
      e.printStackTrace();
      System.err.println("The local run failed in a way it does not know: " + e);
      System.exit(1);
    }
  }

  /** Everything that can be found wrong before anything runs. */
  private static Stages prepare(Options options, Progress progress, Opened opened)
      throws Exception {
    MachineCheck.java(Runtime.version().feature());
    DataFolder data = new DataFolder(options.data());
    opened.add("the lock", RunLock.take(data));
    LauncherCopy.deleteStale(data);
    if (options.reset()) {
      data.reset();
    }
    LauncherLog.into(data);
    Stages stages = new Stages(options, data, progress, opened);
    stages.check();
    return stages;
  }

  private static void stop(Opened opened, AtomicBoolean begun, Progress progress) {
    if (begun.get()) {
      progress.say("Stopping");
    }
    opened.close();
    if (begun.get()) {
      progress.say("Stopped; the next start goes on from here");
    }
  }
}
