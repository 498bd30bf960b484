package io.mlconnector.console.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people are to be told: an alert once, again when it is worse or has lasted for long, and
 * that it is over. What was told is part of the alert, so neither a restart nor another replica
 * repeats it.
 */
final class Telling {

  private final AlertsConfig config;

  Telling(AlertsConfig config) {
    this.config = config;
  }

  /** Why people hear of an alert. */
  public enum What {
    OPENED,
    WORSE,
    REMINDED,
    OVER
  }

  /** An alert as it is after it was told. */
  record Told(Alert alert, What what) {}

  /**
   * @param findings of what is paused nothing is told but that it is over
   */
  List<Told> due(List<Alert> alerts, Findings findings, Instant now) {
    List<Told> all = new ArrayList<>();
    for (Alert alert : alerts) {
      What what = due(alert, findings, now);
      if (what == What.OVER) {
        all.add(new Told(alert.overTold(), what));
      } else if (what != null) {
        all.add(new Told(alert.told(now, alert.severity()), what));
      }
    }
    return all;
  }

  private What due(Alert alert, Findings findings, Instant now) {
    if (alert.closed() != null) {
      return alert.toldAt() != null && !alert.toldOver() ? What.OVER : null;
    }
    if (alert.opened() == null || alert.muted(now) || findings.paused(alert.key())) {
      return null;
    }
    if (alert.toldAt() == null) {
      return alert.notBefore() == null || !now.isBefore(alert.notBefore()) ? What.OPENED : null;
    }
    if (alert.severity().compareTo(alert.told()) > 0) {
      return What.WORSE;
    }
    Duration remind = config.remind();
    boolean late =
        alert.clear() == null && !remind.isZero() && !now.isBefore(alert.toldAt().plus(remind));
    return late ? What.REMINDED : null;
  }
}
