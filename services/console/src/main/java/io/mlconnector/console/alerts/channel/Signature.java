package io.mlconnector.console.alerts.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signatures of a call by the Standard Webhooks specification 1.0.0: HMAC-SHA256 over {@code
 * id.timestamp.body}, one for each secret, so that the receiver may change from one to the next
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final int LEAST = 24;
  private static final int MOST = 64;

  private Signature() {}

  /** The value of {@code webhook-signature}. */
  static String of(List<byte[]> secrets, String id, Instant at, String body) {
    byte[] content =
        "%s.%d.%s".formatted(id, at.getEpochSecond(), body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, content)))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reads secrets from files.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it, not what is in it
   */
  static List<byte[]> secrets(List<Path> files) {
    List<byte[]> secrets = new ArrayList<>();
    for (Path file : files) {
      try {
        secrets.add(secret(Files.readString(file).strip(), file));
      } catch (IOException e) {
        throw new IllegalArgumentException("the secret file %s cannot be read".formatted(file), e);
      }
    }
    return secrets;
  }

  private static byte[] secret(String text, Path file) {
    try {
      byte[] secret =
          text.startsWith(PREFIX)
              ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
              : new byte[0];
      if (secret.length >= LEAST && secret.length <= MOST) {
        return secret;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the text
    }
    throw new IllegalArgumentException(
        "the secret file %s must hold whsec_ and base64 of 24 to 64 bytes".formatted(file));
  }

  private static byte[] hmac(byte[] secret, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
