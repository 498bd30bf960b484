package io.mlconnector.flow.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a person may do; each role may all that the one before it may. */
public enum Role {
  /** Sees everything but secrets, which nobody sees. */
  VIEWER,
  /** Decides, retries, pauses, and changes routes. */
  OPERATOR,
  /** Adds and removes connections, their credentials and the keys that seal them. */
  ADMIN;

  /** As the OIDC server and configuration name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean may(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The highest of these; empty where none of them is a role of ours. */
  public static Optional<Role> highest(Collection<String> names) {
    Role highest = null;
    for (Role role : values()) {
      if (names.contains(role.text())) {
        highest = role;
      }
    }
    return Optional.ofNullable(highest);
  }
}
