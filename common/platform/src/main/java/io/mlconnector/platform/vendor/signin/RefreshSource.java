package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs in by a refresh token (RFC 6749 section 6). Where it dies with its first use, the attempt
 * is kept before it is sent: an answer that never came is followed by one more attempt, which
 * succeeds if the first one never arrived, and then by "authorise again". Decision 0011.
 */
final class RefreshSource implements TokenSource {

  static final String AUTHORISE_AGAIN =
      "Authorise the connection again (consent, or enter a new refresh token): ";

  private static final int MOST_UNANSWERED = 2;

  private final TokenEndpointClient client;
  private final TokenEndpoint endpoint;
  private final Secret entered;
  private final boolean singleUse;
  private final SignInMemory memory;
  private final Clock clock;

  RefreshSource(
      TokenEndpointClient client,
      TokenEndpoint endpoint,
      Secret entered,
      boolean singleUse,
      SignInMemory memory,
      Clock clock) {
    this.client = client;
    this.endpoint = endpoint;
    this.entered = entered;
    this.singleUse = singleUse;
    this.memory = memory;
    this.clock = clock;
  }

  @Override
  public SignInState obtain(SignInState now) {
    Secret refresh = now.refreshToken() == null ? entered : now.refreshToken();
    if (refresh == null) {
      throw VendorFailure.unauthorized(
          0,
          "Authorise the connection: nobody has consented yet, or the consent gave no refresh"
              + " token");
    }
    if (singleUse && now.unanswered() >= MOST_UNANSWERED) {
      throw lost("its last refresh tokens were sent, and no answer came back");
    }
    if (singleUse) {
      memory.save(now.withUnanswered(now.unanswered() + 1));
    }
    try {
      TokenReply reply = client.ask(endpoint, grant(refresh));
      return GrantSource.signed(now, reply, endpoint, clock.instant());
    } catch (VendorFailure failure) {
      throw failed(now, failure);
    }
  }

  private static Map<String, String> grant(Secret refresh) {
    Map<String, String> grant = new LinkedHashMap<>();
    grant.put("grant_type", "refresh_token");
    grant.put("refresh_token", refresh.reveal());
    return grant;
  }

  private VendorFailure failed(SignInState now, VendorFailure failure) {
    boolean unknown = failure.kind() == VendorFailure.Kind.UNAVAILABLE && failure.sent();
    if (failure.kind() == VendorFailure.Kind.UNAUTHORIZED) {
      return lost(failure.getMessage());
    }
    if (singleUse && !unknown) {
      memory.save(now);
    }
    if (singleUse && unknown && now.unanswered() + 1 >= MOST_UNANSWERED) {
      return lost(failure.getMessage());
    }
    return failure;
  }

  private static VendorFailure lost(String words) {
    return VendorFailure.unauthorized(0, AUTHORISE_AGAIN + words);
  }
}
