package io.mlconnector.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second run away from a data folder; the operating system lets go when we are gone. */
final class RunLock implements AutoCloseable {

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or throws {@link CannotRun} that names the process that has it. */
  static RunLock take(DataFolder data) {
    Path pidFile = data.lock().resolveSibling("pid");
    try {
      FileChannel channel =
          FileChannel.open(data.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new CannotRun(
            "Another run (process "
                + (Files.exists(pidFile) ? Files.readString(pidFile).trim() : "unknown")
                + ") uses "
                + data.root()
                + ": stop it, or start this one with --data OTHER --port-base 18080.");
      }
      Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
      return new RunLock(channel);
    } catch (IOException e) {
      throw new CannotRun(
          "The data folder "
              + data.root()
              + " cannot be written ("
              + e.getMessage()
              + "): choose another with --data.",
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException sameJvm) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CannotRun("The lock of the data folder cannot be released: " + e.getMessage(), e);
    }
  }
}
