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

  private static final String LOG_MANAGER =
      "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

  /** Quick to start and small; a local run moves thousands of records, not millions. */
  private static final List<String> SMALL_JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          LOG_MANAGER);

  private ChildCommand() {}

  /**
   * A JVM that runs a service.
   *
   * @param properties system properties by name
   */
  static List<String> of(CopiedApp app, Map<String, String> properties) throws IOException {
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
