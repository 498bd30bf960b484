package io.mlconnector.mapping.route;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * Who wins where both sides changed a field.
 *
 * @param kind how it is decided
 * @param owner the connection that wins; null unless the kind is {@code OWNER}
 */
public record Conflict(Kind kind, String owner) {

  /** How it is decided. */
  public enum Kind {
    /** By when each change was first seen here. */
    NEWEST,
    /** One connection always wins. */
    OWNER,
    /** By a person. */
    MANUAL
  }

  public static final Conflict NEWEST = new Conflict(Kind.NEWEST, null);
  public static final Conflict MANUAL = new Conflict(Kind.MANUAL, null);

  static Conflict owner(String connection) {
    return new Conflict(Kind.OWNER, connection);
  }

  /** As documents have it. */
  @JsonValue
  Object document() {
    return switch (kind) {
      case NEWEST -> "newest";
      case MANUAL -> MirrorRule.MANUAL;
      case OWNER -> Map.of("owner", owner);
    };
  }

  @Override
  public String toString() {
    return kind == Kind.OWNER ? "owner: " + owner : document().toString();
  }
}
