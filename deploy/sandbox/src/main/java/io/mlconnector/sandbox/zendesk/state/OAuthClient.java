package io.mlconnector.sandbox.zendesk.state;

import java.util.Set;

/**
 * A client that an admin registered for OAuth.
 *
 * @param secret null for a public client, which then has to use PKCE
 * @param scopes what it may ask for at most
 * @param userId whose rights a client_credentials token has (which user that is, is not documented)
 */
public record OAuthClient(
    String id, String secret, Set<String> redirectUris, Set<String> scopes, long userId) {

  public boolean isPublic() {
    return secret == null;
  }

  /** What may be read in a log: never the secret. */
  @Override
  public String toString() {
    return "OAuthClient[" + id + "]";
  }
}
