package io.mlconnector.flow.pause;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/**
 * That a person has something stand still: nothing is read or written for it meanwhile, and what
 * comes in waits.
 *
 * @param name of the system, the connection or the route; empty for everything
 * @param author who said so
 * @param until when it ends by itself; null where somebody has to end it
 */
public record Pause(
    Scope scope, String name, String reason, String author, Instant since, Instant until) {

  /** What stands still. */
  public enum Scope {
    EVERYTHING,
    SYSTEM,
    CONNECTION,
    ROUTE;

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Scope of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  public Pause {
    name = name == null ? "" : name;
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(since, "since");
  }

  /** Whether it is in force at that moment. */
  public boolean holds(Instant now) {
    return until == null || now.isBefore(until);
  }

  /** Whether it is that of this system, connection or route. */
  public boolean is(Scope other, String named) {
    return scope == other && name.equals(named);
  }

  /** In words behind a subject, such as {@code was paused by ada until …: the vendor works}. */
  public String words() {
    return "paused by %s since %s%s: %s"
        .formatted(
            author,
            since.truncatedTo(ChronoUnit.SECONDS),
            until == null ? "" : " until " + until.truncatedTo(ChronoUnit.SECONDS),
            reason);
  }
}
