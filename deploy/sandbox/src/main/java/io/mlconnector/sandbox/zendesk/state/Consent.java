package io.mlconnector.sandbox.zendesk.state;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request to let a client act for a person, checked; the person can now agree or not.
 *
 * @param state echoed to the client, null when it sent none
 * @param challenge the PKCE challenge, or null
 */
public record Consent(
    OAuthClient client,
    String redirectUri,
    Set<String> scopes,
    String state,
    String challenge,
    String method) {

  /** What a client sent; every part may be null. */
  public record Request(
      String responseType,
      String clientId,
      String redirectUri,
      String scope,
      String state,
      String challenge,
      String method) {}

  /** Empty when the request must not be answered by a redirect, since it may be forged. */
  public static Optional<Consent> check(Tokens tokens, Request request) {
    if (request.clientId == null || !"code".equals(request.responseType)) {
      return Optional.empty();
    }
    String method = request.method == null ? "plain" : request.method;
    boolean knownMethod = method.equals("plain") || method.equals("S256");
    return tokens
        .client(request.clientId)
        .filter(client -> client.redirectUris().contains(request.redirectUri))
        .filter(client -> !client.isPublic() || request.challenge != null)
        .filter(client -> request.challenge == null || knownMethod)
        .map(
            client ->
                new Consent(
                    client,
                    request.redirectUri,
                    request.scope == null
                        ? Set.of()
                        : new TreeSet<>(List.of(request.scope.strip().split("\\s+"))),
                    request.state,
                    request.challenge,
                    method));
  }

  /** The code for a person who agreed. */
  public String agree(Tokens tokens, long userId) {
    return tokens.keep(client, redirectUri, userId, scopes, challenge, method);
  }
}
