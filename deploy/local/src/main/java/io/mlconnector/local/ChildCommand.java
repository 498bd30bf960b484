package io.mlconnector.local;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line of a child JVM that ends with the launcher and not by a signal to the whole
 * group.
 */
final class ChildCommand {

  private static final Path SHELL = Path.of("/bin/sh");

  /**
   * Ctrl-C and the end of a terminal or session reach every process in it at once. An ignored
   * signal stays ignored over exec, so the child goes on until the launcher ends it in its turn.
   */
  private static final List<String> DEAF =
      List.of(SHELL.toString(), "-c", "trap '' INT TERM HUP; exec \"$@\"", "sh");

  /**
   * The same for a program that knows nothing of the launcher: a shell beside it waits for the end
   * of the standard input that the launcher holds, then ends the process that this very shell
   * becomes. It keeps nothing open that the launcher reads.
   */
  private static final String TETHER =
      """
      exec 3<&0
      (
        while read -r line; do :; done
        kill -TERM $$ || exit
        second=0
        while kill -0 $$ && [ $second -lt 15 ]; do sleep 1; second=$((second + 1)); done
        kill -KILL $$
      ) <&3 >/dev/null 2>&1 &
      trap '' INT HUP
      exec "$@" </dev/null 3<&-
      """;

  private static final String HEAP = "-Xmx256m";

  private static final String LOG_MANAGER =
      "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

  /** Quick to start and small; a local run moves thousands of records, not millions. */
  private static final List<String> SMALL_JVM =
      List.of(
          HEAP,
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          LOG_MANAGER);

  private ChildCommand() {}

  /**
   * A process that runs a service, in a JVM or by itself.
   *
   * @param properties system properties by name
   */
  static List<String> of(CopiedApp app, Map<String, String> properties) throws IOException {
    if (app.form() == CopiedApp.Form.EXECUTABLE) {
      return executable(app.executable(), properties);
    }
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      command.addAll(DEAF);
    }
    command.add(java());
    command.addAll(SMALL_JVM);
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(app.runJar() + File.pathSeparator + ownCode());
    command.add(Tethered.class.getName());
    command.add(app.mainClass());
    return command;
  }

  private static List<String> executable(Path program, Map<String, String> properties) {
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), "-c", TETHER, "sh"));
    command.addAll(List.of(program.toString(), HEAP));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    return command;
  }

  /** This JVM's like, running a jar as an image does: with these options and no others. */
  static List<String> jar(List<String> first, List<String> options, Path jar) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(first);
    command.addAll(options);
    command.addAll(List.of(LOG_MANAGER, "-jar", jar.toString()));
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where {@link Tethered} comes from: this module's jar. */
  private static Path ownCode() {
    try {
      return Path.of(Tethered.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
