package io.mlconnector.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The id that a target record carries for its source record: {@code connection:entity:key} in lower
 * case, every byte outside {@code [a-z0-9._-]} (and {@code :} in the key) percent-encoded, because
 * targets such as Zendesk compare external ids without case.
 */
public final class ExternalId {

  private ExternalId() {}

  /** The default external id of a record. Upper case letters of the key are percent-encoded. */
  public static String of(RecordKey record) {
    return encode(record.connection())
        + ":"
        + encode(record.entity())
        + ":"
        + encode(record.key()).replace("%3a", ":");
  }

  private static String encode(String part) {
    StringBuilder out = new StringBuilder(part.length() + 8);
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-') {
        out.append(c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02x", b & 0xff));
      }
    }
    return out.toString();
  }
}
