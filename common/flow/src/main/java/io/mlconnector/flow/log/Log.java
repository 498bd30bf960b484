package io.mlconnector.flow.log;

import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jboss.logging.MDC;

/**
 * Logs a constant message with key-values, which stay fields of their own in JSON logs.
 *
 * <p>Key names: {@code connection stream object key journey delivery lease topic}. Never log record
 * contents or secrets.
 */
public final class Log {

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]+");

  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  /** The log of a class. */
  public static Log of(Class<?> subject) {
    return new Log(Logger.getLogger(subject));
  }

  /** Says what happened; {@code keyValues} are names and values in turn, null values left out. */
  public void info(String message, Object... keyValues) {
    write(Level.INFO, null, message, keyValues);
  }

  /** For what is only of interest while looking for a fault. */
  public void debug(String message, Object... keyValues) {
    write(Level.DEBUG, null, message, keyValues);
  }

  /** Something failed that goes on by itself; the cause is given as one line. */
  public void warn(Throwable cause, String message, Object... keyValues) {
    write(Level.WARN, cause, message, keyValues);
  }

  public void warn(String message, Object... keyValues) {
    write(Level.WARN, null, message, keyValues);
  }

  /** Something failed that needs a person, or is a fault of ours; with its stack trace. */
  public void error(Throwable cause, String message, Object... keyValues) {
    write(Level.ERROR, cause, message, keyValues);
  }

  /** A value may come from a stranger, who must not end our line and begin one of theirs. */
  private static String line(Object value) {
    return UNSEEN.matcher(value.toString()).replaceAll(" ");
  }

  private void write(Level level, Throwable cause, String message, Object... keyValues) {
    if (!logger.isEnabled(level)) {
      return;
    }
    Map<String, Object> before = MDC.getMap() == null ? Map.of() : Map.copyOf(MDC.getMap());
    try {
      for (int i = 0; i + 1 < keyValues.length; i += 2) {
        if (keyValues[i + 1] != null) {
          MDC.put(keyValues[i].toString(), line(keyValues[i + 1]));
        }
      }
      if (level == Level.WARN && cause != null) {
        MDC.put("cause", line(cause));
        logger.log(level, message);
      } else {
        logger.log(level, message, cause);
      }
    } finally {
      MDC.clear();
      before.forEach(MDC::put);
    }
  }
}
