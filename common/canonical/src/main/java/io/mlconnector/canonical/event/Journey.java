package io.mlconnector.canonical.event;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Journey ids, which are W3C trace ids: born where a change is first seen, and carried by every
 * event, row, log line and audit entry that follows from it.
 */
public final class Journey {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();

  private Journey() {}

  /** A new journey: 32 hex digits. */
  public static String begin() {
    return random(16);
  }

  /** A {@code traceparent} header for the journey, with a fresh span id, sampled. */
  public static String traceparent(String journey) {
    return "00-" + journey + "-" + random(8) + "-01";
  }

  /**
   * The journey id in a {@code traceparent} header.
   *
   * @throws IllegalArgumentException where the text is not a version 00 traceparent
   */
  public static String idOf(String traceparent) {
    if (traceparent == null || !traceparent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")) {
      throw new IllegalArgumentException("Not a W3C traceparent: " + traceparent);
    }
    return traceparent.substring(3, 35);
  }

  private static String random(int bytes) {
    byte[] raw = new byte[bytes];
    RANDOM.nextBytes(raw);
    return HEX.formatHex(raw);
  }
}
