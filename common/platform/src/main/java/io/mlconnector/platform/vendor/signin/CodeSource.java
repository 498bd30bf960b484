package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs in by an authorization code (RFC 6749 section 4.1.3), which works once. */
final class CodeSource implements TokenSource {

  private final TokenEndpointClient client;
  private final Auth.AuthorizationCode auth;
  private final CodeGrant grant;
  private final Clock clock;

  CodeSource(
      TokenEndpointClient client, Auth.AuthorizationCode auth, CodeGrant grant, Clock clock) {
    this.client = client;
    this.auth = auth;
    this.grant = grant;
    this.clock = clock;
  }

  @Override
  public SignInState obtain(SignInState now) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", grant.code().reveal());
    fields.put("redirect_uri", grant.redirectUrl().toString());
    fields.put("scope", auth.scope());
    if (grant.verifier() != null) {
      fields.put("code_verifier", grant.verifier().reveal());
    }
    TokenReply reply = client.ask(auth.endpoint(), fields);
    if (reply.refresh() == null && now.refreshToken() != null) {
      throw VendorFailure.unauthorized(
          0,
          "The consent gave no refresh token, and the connection has one from before, which is"
              + " kept. Nothing was changed.");
    }
    return GrantSource.signed(now.withoutRefresh(), reply, auth.endpoint(), clock.instant());
  }
}
