package io.mlconnector.sandbox.tableau;

import java.time.Instant;

/**
 * A personal access token.
 *
 * @param lastUsed when somebody last signed in with it, or when it was made
 * @param expires the end that the site's policy gives it
 */
record Pat(String name, String secret, String user, Instant lastUsed, Instant expires) {

  Pat usedAt(Instant now) {
    return new Pat(name, secret, user, now, expires);
  }
}
