package io.mlconnector.local;

import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what Kafka, PostgreSQL and the sandbox log to a file, away from the progress lines. */
final class LauncherLog {

  private static final int MAX_BYTES = 10_000_000;
  private static final int FILES = 2;

  private LauncherLog() {}

  static void into(DataFolder data) {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    String path = data.log("launcher").toString().replace("%", "%%");
    try {
      Handler file = new FileHandler(path, MAX_BYTES, FILES, true);
      file.setFormatter(new SimpleFormatter());
      file.setEncoding("UTF-8");
      root.addHandler(file);
    } catch (IOException e) {
      throw new CannotRun(
          "The log " + path + " cannot be written (" + e.getMessage() + "): choose --data.", e);
    }
  }
}
