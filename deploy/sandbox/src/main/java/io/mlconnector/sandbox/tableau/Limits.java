package io.mlconnector.sandbox.tableau;

import io.mlconnector.sandbox.Reply;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How often a site may be called (sheet T1): per user and hour, and less for some calls. */
final class Limits {

  /** A call that came too soon. */
  static final class TooMany extends RuntimeException {
    private final Instant again;

    private TooMany(Instant again) {
      super("Too many requests", null, false, false);
      this.again = again;
    }
  }

  private record Window(Instant ends, int calls) {}

  private final Clock clock;
  private final Supplier<TableauSettings> settings;
  private final Map<String, Window> windows = new HashMap<>();

  Limits(Clock clock, Supplier<TableauSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  void call(User user) {
    count("calls of " + user.id(), settings.get().callsPerHour(), Duration.ofHours(1));
  }

  void jobCall() {
    count("jobs", settings.get().jobCallsPerDay(), Duration.ofDays(1));
  }

  void refresh() {
    count("refreshes", settings.get().refreshesPerHour(), Duration.ofHours(1));
  }

  private synchronized void count(String what, int most, Duration length) {
    Instant now = clock.instant();
    Window window = windows.get(what);
    if (window == null || !now.isBefore(window.ends())) {
      window = new Window(now.plus(length), 0);
    }
    if (window.calls() >= most) {
      throw new TooMany(window.ends());
    }
    windows.put(what, new Window(window.ends(), window.calls() + 1));
  }

  Reply reply(RoutingContext http, TooMany tooMany) {
    Reply reply = error(http);
    String when =
        switch (settings.get().retryAfter()) {
          case "seconds" ->
              Long.toString(
                  1 + Math.max(0, Duration.between(clock.instant(), tooMany.again).toSeconds()));
          case "date" ->
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  tooMany.again.plusSeconds(1).atOffset(ZoneOffset.UTC));
          default -> null;
        };
    return when == null ? reply : reply.header("Retry-After", when);
  }

  static Reply error(RoutingContext http) {
    return ApiCall.error(
        http, new Refusal("429000", "Too Many Requests", "Too many requests for this resource."));
  }
}
