package io.mlconnector.embedded;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets warnings of the servers through and drops their start-up chatter, unless a level is set. */
final class QuietLogs {

  /** Held here because java.util.logging forgets loggers that nobody holds. */
  private static final Map<Logger, Level> LOGGERS =
      Map.of(
          Logger.getLogger("kafka"), Level.WARNING,
          Logger.getLogger("org.apache.kafka"), Level.WARNING,
          Logger.getLogger("state.change.logger"), Level.WARNING,
          Logger.getLogger("io.zonky.test"), Level.WARNING,
          // These two warn at every healthy start and stop of a one-node broker.
          Logger.getLogger("org.apache.kafka.controller.QuorumController"), Level.SEVERE,
          Logger.getLogger("org.apache.kafka.clients.NetworkClient"), Level.SEVERE);

  private QuietLogs() {}

  static void apply() {
    LOGGERS.forEach(
        (logger, level) -> {
          if (logger.getLevel() == null) {
            logger.setLevel(level);
          }
        });
  }
}
