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
    Path repository = Path.of(System.getProperty("mlconnector.repository", "."));
    try {
      Options options = OptionsParser.parse(repository, arguments, System.getenv());
      run(options);
    } catch (CannotRun | EmbeddedStartException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (Exception e) {
      e.printStackTrace();
      System.err.println("The local run failed in a way it does not know: " + e);
      System.exit(1);
    }
  }

  private static void run(Options options) throws Exception {
    MachineCheck.java(Runtime.version().feature());
    Progress progress = Progress.onTerminal();
    Opened opened = new Opened();
    AtomicBoolean begun = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(opened, begun.get(), progress), "stop"));
    DataFolder data = new DataFolder(options.data());
    LauncherCopy copy = LauncherCopy.ofThisJvm(data);
    opened.add("the launcher's copy", copy);
    opened.add("the lock", RunLock.take(data));
    copy.deleteStale();
    if (options.reset()) {
      data.reset();
    }
    Stages stages = new Stages(options, data, progress, opened);
    stages.check();
    begun.set(true);
    stages.start();
    stages.watch();
  }

  private static void stop(Opened opened, boolean begun, Progress progress) {
    if (begun) {
      progress.say("Stopping");
    }
    opened.close();
    if (begun) {
      progress.say("Stopped; the next start goes on from here");
    }
  }
}
