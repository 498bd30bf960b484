package io.mlconnector.platform.webhook;

import io.mlconnector.flow.log.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of refused calls once a minute for each hook: strangers do not fill the log. */
final class Refusals {

  private static final Log LOG = Log.of(Reception.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private record Hook(String connection, String name) {}

  private record Since(Instant told, int untold) {}

  private final Map<Hook, Since> hooks = new ConcurrentHashMap<>();

  /** A call of a connection and a hook that there are was refused. */
  void told(String connection, String hook, Exception reason, Instant now) {
    hooks.compute(
        new Hook(connection, hook),
        (one, before) -> {
          if (before != null && now.isBefore(before.told().plus(QUIET))) {
            return new Since(before.told(), before.untold() + 1);
          }
          LOG.info(
              "Webhook call refused",
              "connection",
              connection,
              "hook",
              hook,
              "reason",
              reason.getMessage(),
              "more",
              before == null || before.untold() == 0 ? null : before.untold());
          return new Since(now, 0);
        });
  }
}
