package io.mlconnector.mapping.summary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When support summaries are counted again, and from when on they are elevated or critical. One
 * threshold that is reached is enough; 0 leaves a threshold out.
 */
@ConfigMapping(prefix = "mlconnector.support-summary")
public interface SummaryConfig {

  /** From which time of day on all summaries are counted again, once a day, such as 03:00. */
  @WithDefault("03:00")
  LocalTime nightly();

  /** The zone of that time, such as Europe/Berlin. */
  @WithDefault("UTC")
  ZoneId zone();

  /** How many summaries a night are compared with the helpdesk's own count; 0 for none. */
  @WithDefault("20")
  int spotChecks();

  Elevated elevated();

  Critical critical();

  /** From when on a summary is elevated. */
  interface Elevated {
    /** So many open tickets. */
    @WithDefault("10")
    int open();

    /** So many open tickets of priority urgent. */
    @WithDefault("1")
    int openUrgent();

    /** The oldest open ticket is as old as that. */
    @WithDefault("7d")
    Duration oldestOpen();
  }

  /** From when on a summary is critical; nothing here may be below what makes it elevated. */
  interface Critical {
    /** So many open tickets. */
    @WithDefault("25")
    int open();

    /** So many open tickets of priority urgent. */
    @WithDefault("3")
    int openUrgent();

    /** The oldest open ticket is as old as that. */
    @WithDefault("14d")
    Duration oldestOpen();
  }
}
