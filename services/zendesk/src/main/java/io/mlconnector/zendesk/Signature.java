package io.mlconnector.zendesk;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Refused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Zendesk's signature: base64 of HMAC-SHA256 over the timestamp's text and the body's bytes, keyed
 * by the secret's text, which looks like base64 and is not to be decoded. An older page of the
 * vendor has body and timestamp in the other order; that one is wrong.
 *
 * @see <a href="https://developer.zendesk.com/documentation/webhooks/verifying/">Verifying
 *     webhooks</a>
 */
final class Signature {

  /** The vendor's own secret for test calls: anybody knows it. */
  static final String PUBLIC_SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

  private static final String SIGNATURE = "x-zendesk-webhook-signature";
  private static final String TIMESTAMP = "x-zendesk-webhook-signature-timestamp";

  private Signature() {}

  /**
   * Checks a call.
   *
   * @param window how far the timestamp may be from now; it is that of the delivery, not of the
   *     event
   * @throws Refused where it is not the vendor's, or too old
   */
  static void check(Call call, List<Secret> secrets, Instant now, Duration window) {
    String given = call.headers().get(SIGNATURE);
    String timestamp = call.headers().get(TIMESTAMP);
    if (given == null || timestamp == null) {
      throw new Refused("the call is not signed");
    }
    boolean genuine = false;
    for (Secret secret : secrets) {
      byte[] right = sign(secret.reveal(), timestamp, call.body()).getBytes(StandardCharsets.UTF_8);
      genuine |= MessageDigest.isEqual(right, given.getBytes(StandardCharsets.UTF_8));
    }
    if (!genuine) {
      throw new Refused("the signature is wrong");
    }
    if (Duration.between(instant(timestamp), now).abs().compareTo(window) > 0) {
      throw new Refused("the signature is of another time: " + timestamp);
    }
  }

  private static Instant instant(String timestamp) {
    try {
      return Instant.parse(timestamp);
    } catch (DateTimeParseException e) {
      throw new Refused("the signature's timestamp is no time");
    }
  }

  static String sign(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
