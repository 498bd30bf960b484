package io.mlconnector.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The keys that encrypt credentials in this data folder; made once, by the platform's command. */
final class Keyset {

  private static final String COMMAND = "io.mlconnector.platform.connection.KeysetCommand";
  private static final long LIMIT_SECONDS = 60;

  private Keyset() {}

  static void make(Path file, CopiedApp adapter) throws IOException, InterruptedException {
    if (Files.exists(file)) {
      return;
    }
    List<String> command = ChildCommand.of(adapter.jars(), COMMAND, file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    RotatingLog output = new RotatingLog(file.resolveSibling("keyset-command.log"), 1 << 20);
    output.copy(process.getInputStream());
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new CannotRun("The keyset could not be made: " + String.join(" ", output.lastLines()));
    }
  }
}
