package io.mlconnector.console.alerts.channel;

import io.mlconnector.console.alerts.Severity;
import java.time.Instant;

/**
 * What a channel is for.
 *
 * @param passes what goes through in quiet hours; null for nothing
 * @param least what is told at all
 */
public record Rules(QuietHours quiet, Severity passes, Severity least) {

  /** Whether the channel is to tell of it, now or later. */
  public boolean wants(Severity severity) {
    return severity.compareTo(least) >= 0;
  }

  /** Whether it may be told now. */
  public boolean lets(Severity severity, Instant now) {
    return !quiet.hold(now) || passes != null && severity.compareTo(passes) >= 0;
  }
}
