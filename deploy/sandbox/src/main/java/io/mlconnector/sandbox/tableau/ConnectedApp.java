package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxJson;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the tokens of the site's connected app: signature, issuer, audience, life, scopes. */
final class ConnectedApp {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** What a token says: who it is for, its id, and what it allows. */
  record Claims(User user, String id, Set<String> scopes) {}

  private final Clock clock;

  ConnectedApp(Clock clock) {
    this.clock = clock;
  }

  /** Throws {@link Refusal} 401001 naming what is wrong with a token. */
  Claims verify(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw refused("three parts are expected");
    }
    JsonNode header = part(parts[0]);
    JsonNode claims = part(parts[1]);
    check(header.path("alg").asText().equals("HS256"), "alg: HS256 is expected");
    check(header.path("kid").asText().equals(TableauAccounts.APP_SECRET_ID), "kid: unknown");
    check(signed(parts[0] + "." + parts[1], parts[2]), "the signature is wrong");
    check(claims.path("iss").asText().equals(TableauAccounts.APP_CLIENT_ID), "iss: unknown");
    check(claims.path("aud").asText().equals("tableau"), "aud: tableau is expected");
    check(!claims.path("jti").asText().isEmpty(), "jti: missing");
    Instant now = clock.instant();
    Instant ends = Instant.ofEpochSecond(claims.path("exp").asLong());
    check(now.isBefore(ends), "exp: the token has expired");
    check(!ends.isAfter(now.plus(LONGEST)), "exp: a token lives ten minutes at most");
    check(claims.path("scp").isArray() && !claims.path("scp").isEmpty(), "scp: scopes are missing");
    Set<String> scopes = new LinkedHashSet<>();
    claims.path("scp").forEach(scope -> scopes.add(scope.asText()));
    return new Claims(user(claims.path("sub").asText()), claims.path("jti").asText(), scopes);
  }

  private static User user(String name) {
    try {
      return User.named(name);
    } catch (IllegalArgumentException e) {
      throw refused("sub: unknown");
    }
  }

  private static JsonNode part(String base64) {
    try {
      return SandboxJson.MAPPER.readTree(Base64.getUrlDecoder().decode(base64));
    } catch (IllegalArgumentException | IOException e) {
      throw refused("it cannot be read");
    }
  }

  private static boolean signed(String text, String signature) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ApiCall.utf8(TableauAccounts.APP_SECRET), "HmacSHA256"));
      byte[] right = mac.doFinal(ApiCall.utf8(text));
      return MessageDigest.isEqual(right, Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256", e);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw refused(message);
    }
  }

  static Refusal refused(String why) {
    return new Refusal(
        "401001", "Signin Error", "The JSON web token is not accepted: " + why + ".");
  }
}
