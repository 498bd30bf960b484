package io.mlconnector.local;

import io.mlconnector.embedded.Folders;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The jars that the launcher runs from, copied by {@code deploy/local/run} into {@code
 * launcher.PID} of the data folder; gone when the launcher ends.
 *
 * @param folder where this JVM's jars are; absent when it was not started from a copy
 */
record LauncherCopy(Optional<Path> folder) implements AutoCloseable {

  private static final String PREFIX = "launcher.";

  static LauncherCopy ofThisJvm() {
    return new LauncherCopy(
        Optional.ofNullable(System.getProperty("mlconnector.launcher")).map(Path::of));
  }

  /** Removes the copies of launchers that were killed. */
  static void deleteStale(DataFolder data) throws IOException {
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(data.root(), PREFIX + "*")) {
      for (Path copy : copies) {
        String pid = copy.getFileName().toString().substring(PREFIX.length());
        if (pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          Folders.delete(copy);
        }
      }
    }
  }

  @Override
  public void close() {
    folder.ifPresent(Folders::delete);
  }
}
