package io.mlconnector.console.alerts;

import io.mlconnector.console.systems.ConnectionHealth.HookHealth;
import java.time.Duration;
import java.time.Instant;

/** Whether a webhook has been silent for longer than is usual for it. */
final class Silence {

  private static final Duration WEEK = Duration.ofDays(7);

  private final AlertsConfig.Hooks config;

  Silence(AlertsConfig.Hooks config) {
    this.config = config;
  }

  /**
   * After how long without a call it is silent.
   *
   * @param pace null where it is not known at all
   */
  Duration patience(Pace pace, Instant now) {
    if (pace == null || Duration.between(pace.known(), now).compareTo(WEEK) < 0) {
      return config.unknown();
    }
    Duration usual = pace.longest().multipliedBy(config.times());
    return usual.compareTo(config.least()) > 0 ? usual : config.least();
  }

  /** Since when it is silent; null where it is not, or was never set up. */
  Instant since(HookHealth hook, Pace pace, Instant now) {
    Instant last = hook.lastCalled();
    if (last == null || hook.registered() != null && hook.registered().isAfter(last)) {
      last = hook.registered();
    }
    if (last == null || Duration.between(last, now).compareTo(patience(pace, now)) <= 0) {
      return null;
    }
    return last;
  }
}
