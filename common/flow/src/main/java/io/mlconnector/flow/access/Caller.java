package io.mlconnector.flow.access;

import io.mlconnector.flow.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who asks right now, and what they may do to which connections. */
@RequestScoped
public class Caller {

  private static final String ANYBODY = "local";

  private final SecurityIdentity identity;
  private final AccessPolicy policy;

  public Caller(SecurityIdentity identity, AccessPolicy policy) {
    this.identity = identity;
    this.policy = policy;
  }

  /** Somebody with these rights, where there is no request. */
  public static Caller of(Rights rights) {
    return new Caller(Identities.of(rights), null);
  }

  /** The caller's rights; everything for {@code local} where nobody is asked who they are. */
  public Rights rights() {
    return identity.isAnonymous() && !policy.asks()
        ? Rights.everything(ANYBODY)
        : Identities.rights(identity);
  }

  /** The connections that the caller sees. */
  public Scope scope() {
    return rights().scope();
  }

  /**
   * Lets through whoever has the role.
   *
   * @throws Problem 403 for others, with the role that they need
   */
  public void needs(Role role) {
    if (!rights().may(role)) {
      throw Problem.of(403, rights().refusal(role));
    }
  }

  /**
   * Lets through whoever sees all connections.
   *
   * @throws Problem 403 for others
   */
  public void needsAll() {
    if (!scope().isAll()) {
      throw Problem.of(
          403,
          "You are signed in as %s and see some connections only; this concerns all of them. Ask somebody who sees all."
              .formatted(rights().name()));
    }
  }

  /**
   * Lets through whoever sees the connections.
   *
   * @throws Problem 404 for others, as for connections that do not exist
   */
  public void sees(String... connections) {
    for (String connection : connections) {
      if (!scope().sees(connection)) {
        throw Problem.notFound("There is no connection %s".formatted(connection));
      }
    }
  }
}
