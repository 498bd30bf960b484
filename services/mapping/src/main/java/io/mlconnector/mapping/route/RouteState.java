package io.mlconnector.mapping.route;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a route does. Only a live one makes deliveries. */
public enum RouteState {
  /** Being written; nothing looks at it. */
  DRAFT,
  /** Complete; can be planned against the target. */
  PLAN,
  LIVE,
  /** Was live, and keeps what it has; changes are not delivered until it is live again. */
  PAUSED;

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name, or empty where there is none. */
  public static Optional<RouteState> named(String text) {
    return Arrays.stream(values()).filter(state -> state.text().equals(text)).findFirst();
  }

  @JsonCreator
  static RouteState of(String text) {
    return named(text)
        .orElseThrow(() -> new IllegalArgumentException("draft, plan, live or paused: " + text));
  }
}
