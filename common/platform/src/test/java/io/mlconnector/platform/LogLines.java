package io.mlconnector.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What a class writes to the log, until closed. */
public final class LogLines implements AutoCloseable {

  private final List<String> lines = new ArrayList<>();
  private final Logger logger;
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          ExtLogRecord extended = ExtLogRecord.wrap(record);
          synchronized (lines) {
            lines.add(extended.getMessage() + " " + new TreeMap<>(extended.getMdcCopy()));
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private LogLines(Logger logger) {
    this.logger = logger;
    logger.addHandler(handler);
  }

  public static LogLines of(Class<?> subject) {
    return new LogLines(Logger.getLogger(subject.getName()));
  }

  /** Message and key-values, in the order in which they came. */
  public List<String> all() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
