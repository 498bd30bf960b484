package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs in by a code that a person pasted (RFC 6749 section 4.1.3, without a redirect): once, for a
 * refresh token, by which it goes on.
 */
final class PastedCodeSource implements TokenSource {

  private final TokenEndpointClient client;
  private final Auth.PastedCode auth;
  private final TokenSource refreshing;
  private final Clock clock;

  /**
   * @param refreshing goes on by the refresh token that is kept
   */
  PastedCodeSource(
      TokenEndpointClient client, Auth.PastedCode auth, TokenSource refreshing, Clock clock) {
    this.client = client;
    this.auth = auth;
    this.refreshing = refreshing;
    this.clock = clock;
  }

  @Override
  public SignInState obtain(SignInState now) {
    if (now.refreshToken() != null) {
      return refreshing.obtain(now);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", auth.code().reveal());
    TokenReply reply = client.ask(auth.endpoint(), fields);
    if (reply.refresh() == null) {
      throw VendorFailure.unauthorized(
          0, "The pasted code gave no refresh token: make one that allows offline access");
    }
    return GrantSource.signed(now, reply, auth.endpoint(), clock.instant());
  }
}
