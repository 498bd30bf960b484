package io.mlconnector.sandbox.tableau;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who is signed in.
 *
 * @param pat the personal access token that it belongs to; null for a connected app's session
 * @param scopes what a connected app's token allows; null for everything the user may do
 */
record Session(String token, User user, String pat, Set<String> scopes, Instant lastUsed) {

  Session usedAt(Instant now) {
    return new Session(token, user, pat, scopes, now);
  }
}
