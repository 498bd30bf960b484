package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs in by OAuth 2.0 client credentials (RFC 6749 section 4.4). */
final class GrantSource implements TokenSource {

  private final TokenEndpointClient client;
  private final TokenEndpoint endpoint;
  private final String scope;
  private final Clock clock;

  GrantSource(TokenEndpointClient client, TokenEndpoint endpoint, String scope, Clock clock) {
    this.client = client;
    this.endpoint = endpoint;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public SignInState obtain(SignInState now) {
    Map<String, String> grant = new LinkedHashMap<>();
    grant.put("grant_type", "client_credentials");
    if (scope != null) {
      grant.put("scope", scope);
    }
    return signed(now, client.ask(endpoint, grant), endpoint, clock.instant());
  }

  /** The state with a reply's tokens; a refresh token that is not there replaces none. */
  static SignInState signed(
      SignInState now, TokenReply reply, TokenEndpoint endpoint, Instant instant) {
    long seconds = reply.seconds() == null ? endpoint.assumedSeconds() : reply.seconds();
    SignInState next =
        now.with(
            "Authorization",
            new Secret(scheme(endpoint, reply) + " " + reply.access().reveal()),
            instant,
            seconds <= 0 ? null : instant.plusSeconds(seconds),
            reply.facts());
    return reply.refresh() == null ? next : next.withRefresh(reply.refresh());
  }

  /** Vendors write the scheme in any case; it goes out as RFC 6750 has it. */
  private static String scheme(TokenEndpoint endpoint, TokenReply reply) {
    if (endpoint.scheme() != null) {
      return endpoint.scheme();
    }
    return reply.type().equalsIgnoreCase("bearer") ? "Bearer" : reply.type();
  }
}
