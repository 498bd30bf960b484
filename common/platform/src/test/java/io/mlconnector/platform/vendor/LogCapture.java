package io.mlconnector.platform.vendor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged meanwhile, down to the finest level, with key-values and causes. */
final class LogCapture extends Handler implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = Logger.getLogger("");
  private final List<Logger> ours =
      List.of(Logger.getLogger("io.mlconnector"), Logger.getLogger("io.vertx"));

  LogCapture() {
    setLevel(Level.ALL);
    ours.forEach(logger -> logger.setLevel(Level.ALL));
    root.addHandler(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord logged) {
    StringBuilder line = new StringBuilder(String.valueOf(logged.getMessage()));
    if (logged instanceof ExtLogRecord ext) {
      line.append(' ').append(ext.getFormattedMessage()).append(' ').append(ext.getMdcCopy());
    }
    for (Throwable cause = logged.getThrown(); cause != null; cause = cause.getCause()) {
      line.append(' ').append(cause);
    }
    lines.add(line.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
    ours.forEach(logger -> logger.setLevel(null));
  }
}
