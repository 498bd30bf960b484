package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.Condition.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How alerts come and go: a cause has to hold before it is an alert, and has to be gone for a while
 * before that is over, so that what flaps makes no storm.
 */
final class Course {

  /** A cause that nobody looked for during so many looks begins anew. */
  private static final int MISSED_LOOKS = 5;

  private final AlertsConfig config;

  Course(AlertsConfig config) {
    this.config = config;
  }

  /**
   * What becomes of alerts.
   *
   * @param made with the id 0
   * @param dropped ids of those that never became alerts
   */
  record Change(List<Alert> made, List<Alert> kept, List<Long> dropped) {}

  /**
   * @param known those that are not over, and those that were over less than {@link
   *     AlertsConfig#again} ago
   */
  Change at(Instant now, List<Alert> known, Findings findings) {
    Map<Key, Alert> current = new HashMap<>();
    Map<Key, Alert> before = new HashMap<>();
    List<Alert> kept = new ArrayList<>();
    for (Alert alert : known) {
      if (alert.closed() == null) {
        current.put(alert.key(), alert);
      } else {
        before.merge(alert.key(), alert, (a, b) -> a.closed().isAfter(b.closed()) ? a : b);
        kept.add(alert);
      }
    }
    List<Alert> made = new ArrayList<>();
    List<Long> dropped = new ArrayList<>();
    for (Condition condition : findings.conditions()) {
      if (findings.paused(condition.key())) {
        continue;
      }
      Alert row = current.remove(condition.key());
      if (row == null) {
        made.add(open(begun(condition, before.get(condition.key()), now), now));
      } else {
        kept.add(there(row, condition, now));
      }
    }
    for (Alert alert : current.values()) {
      if (findings.leaves(alert.key())) {
        kept.add(alert);
      } else if (alert.opened() == null) {
        dropped.add(alert.id());
      } else {
        kept.add(gone(alert, now));
      }
    }
    return new Change(made, kept, dropped);
  }

  private Alert begun(Condition condition, Alert before, Instant now) {
    return new Alert(
        0,
        condition.kind(),
        condition.place(),
        condition.connection(),
        condition.scope(),
        condition.severity(),
        condition.sentence(),
        condition.todo(),
        condition.link(),
        now,
        now,
        null,
        null,
        null,
        condition.measure(),
        condition.measure(),
        null,
        null,
        false,
        notBefore(before),
        null);
  }

  private Instant notBefore(Alert before) {
    if (before == null) {
      return null;
    }
    return before.toldAt() == null ? before.notBefore() : before.toldAt().plus(config.again());
  }

  private Alert there(Alert row, Condition condition, Instant now) {
    boolean shrank =
        row.measure() != null && condition.measure() != null && condition.measure() < row.measure();
    Alert next = row.found(condition, now);
    if (row.opened() != null) {
      return shrank ? gone(next.gone(row.clear(), null), now) : next;
    }
    Duration missed = Duration.between(row.seen(), now);
    if (shrank || missed.compareTo(config.every().multipliedBy(MISSED_LOOKS)) > 0) {
      next = next.anew(now, condition.measure());
    }
    return open(next, now);
  }

  private Alert open(Alert pending, Instant now) {
    boolean held = Duration.between(pending.since(), now).compareTo(hold(pending.kind())) >= 0;
    boolean grew = pending.measure() == null || pending.measure() > pending.first();
    return held && grew ? pending.opened(now) : pending;
  }

  private Alert gone(Alert alert, Instant now) {
    Instant from = alert.clear() == null ? now : alert.clear();
    boolean over = Duration.between(from, now).compareTo(config.clear()) >= 0;
    return alert.gone(from, over ? now : null);
  }

  private Duration hold(Kind kind) {
    return switch (kind) {
      case ATTENTION, MAPPING -> config.hold().attention();
      case SILENT -> config.hold().silent();
      case PARKED -> config.hold().parked();
      case MASS_CHANGE -> config.hold().massChange();
      case BACKLOG -> config.backlog().over();
      case HOOK_SILENT, LAPSE, CHANNEL -> Duration.ZERO;
    };
  }
}
