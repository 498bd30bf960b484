package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that a connected app signs in with: signed by its secret, good for one sign-in.
 *
 * @see <a href="https://help.tableau.com/current/online/en-us/connected_apps_direct.htm">Connected
 *     apps with direct trust</a>
 */
final class Jwt {

  /** Ten minutes are the most; clocks differ. */
  static final Duration LIFE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";

  private Jwt() {}

  /** A new one, which no sign-in has used. */
  static String signed(Settings app, Instant now) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", "HS256").put("typ", "JWT");
    header.put("kid", app.text("secretId")).put("iss", app.text("clientId"));
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    claims.put("iss", app.text("clientId")).put("aud", "tableau").put("sub", app.text("user"));
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("exp", now.plus(LIFE).getEpochSecond());
    app.list(Session.SCOPES).forEach(claims.putArray("scp")::add);
    String text = base64(CanonicalJson.bytes(header)) + "." + base64(CanonicalJson.bytes(claims));
    return text + "." + base64(signature(app, text));
  }

  private static byte[] signature(Settings app, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = app.secret("secretValue").reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not there", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
