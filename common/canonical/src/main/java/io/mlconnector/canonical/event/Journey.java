package io.mlconnector.canonical.event;

import io.mlconnector.canonical.RecordKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  /**
   * A {@code traceparent} header for a record on the journey, sampled. Its parent is the span in
   * which the record was first seen, which is in the traces that the console sends: whoever goes on
   * from a message hangs its own spans below that.
   */
  public static String traceparent(String journey, RecordKey record) {
    return "00-" + journey + "-" + firstSeen(journey, record.toString()) + "-01";
  }

  /**
   * The id of the span in which a record was first seen on the journey: 16 hex digits, which
   * whoever knows both can tell.
   *
   * @param record null for a webhook's call, which names none yet
   */
  public static String firstSeen(String journey, String record) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] text = (journey + " " + record).getBytes(StandardCharsets.UTF_8);
      return HEX.formatHex(digest.digest(text), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
