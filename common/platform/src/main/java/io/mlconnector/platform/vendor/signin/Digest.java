package io.mlconnector.platform.vendor.signin;

import io.mlconnector.spi.Auth;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Tells apart what tokens belong to, without keeping it. Kept in sealed values only. */
public final class Digest {

  private Digest() {}

  /** The same for the same texts in the same order. */
  public static String of(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * What tokens of this description belong to. A client secret that was changed leaves them alone;
   * a refresh token or a code that was entered anew does not.
   */
  static String identity(Auth auth, String fingerprint) {
    if (auth instanceof Auth.ClientCredentials client) {
      return of("client", endpoint(client.endpoint()), client.scope());
    }
    if (auth instanceof Auth.RefreshToken refresh) {
      return of("refresh", endpoint(refresh.endpoint()), refresh.refreshToken().reveal());
    }
    if (auth instanceof Auth.AuthorizationCode code) {
      return of("code", endpoint(code.endpoint()), String.valueOf(code.authorizeUrl()));
    }
    if (auth instanceof Auth.PastedCode pasted) {
      return of("pasted", endpoint(pasted.endpoint()), pasted.code().reveal());
    }
    return fingerprint;
  }

  private static String endpoint(Auth.TokenEndpoint endpoint) {
    Map<String, String> sorted = new TreeMap<>(endpoint.parameters());
    return of(String.valueOf(endpoint.url()), endpoint.clientId(), sorted.toString());
  }
}
