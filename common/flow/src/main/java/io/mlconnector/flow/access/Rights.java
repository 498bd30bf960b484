package io.mlconnector.flow.access;

import java.util.Optional;

/**
 * Who somebody is, and what they may do to which connections.
 *
 * @param role empty for one who has none of our roles, and so may do nothing
 */
public record Rights(String name, Optional<Role> role, Scope scope) {

  /** Of a service, or of somebody who is not asked for a name. */
  public static Rights everything(String name) {
    return new Rights(name, Optional.of(Role.ADMIN), Scope.ALL);
  }

  public boolean may(Role needed) {
    return role.map(has -> has.may(needed)).orElse(false);
  }

  /** What somebody is told who may not do something. */
  public String refusal(Role needed) {
    return role.map(
            has ->
                "You are signed in as %s with the role %s; this needs the role %s. Ask an administrator for it."
                    .formatted(name, has.text(), needed.text()))
        .orElse(
            "You are signed in as %s, who has none of the roles viewer, operator and admin here. Ask an administrator for one."
                .formatted(name));
  }
}
