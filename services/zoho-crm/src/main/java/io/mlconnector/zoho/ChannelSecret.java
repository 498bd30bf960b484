package io.mlconnector.zoho;

import io.mlconnector.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What a genuine call shows, since Zoho signs none: the end of the address, and the channel's
 * token. Whoever sees one of them cannot tell the other.
 */
record ChannelSecret(Secret secret) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static ChannelSecret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new ChannelSecret(new Secret(text(bytes)));
  }

  /** The end of the address. */
  String path() {
    return derived("path");
  }

  /** A channel's token: 43 characters, of 50 that Zoho takes. */
  String token(String channel) {
    return derived("token " + channel);
  }

  /** In constant time. */
  boolean matches(String path, String channel, String token) {
    return same(path, path()) & same(token, token(channel));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String derived(String what) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(secret.reveal().getBytes(StandardCharsets.UTF_8));
      return text(digest.digest(what.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
