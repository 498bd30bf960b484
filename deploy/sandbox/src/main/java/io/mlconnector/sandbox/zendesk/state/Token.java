package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.util.Set;

/**
 * An access token and, if there is one, the refresh token that came with it.
 *
 * @param clientId null for a token that was pasted from the admin pages
 * @param scopes what it may do; empty means nothing at all
 * @param expiresAt null for one that lives until it is revoked
 * @param refresh null where the grant gives none
 */
public record Token(
    long id,
    String value,
    long userId,
    String clientId,
    Set<String> scopes,
    Instant createdAt,
    Instant expiresAt,
    String refresh,
    Instant refreshExpiresAt) {

  /** What may be read in a log: never the values. */
  @Override
  public String toString() {
    return "Token[" + id + " of user " + userId + ", expires " + expiresAt + "]";
  }
}
