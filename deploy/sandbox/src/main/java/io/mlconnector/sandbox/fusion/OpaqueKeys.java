package io.mlconnector.sandbox.fusion;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Keys as some resources have them in paths: long, meaningless, and told by the self link only. */
final class OpaqueKeys {

  private static final String BEGIN = "00020000000EACED00057708000110F0";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte MIXED = 0x5A;

  private OpaqueKeys() {}

  static String of(String key) {
    return BEGIN + HEX.formatHex(mixed(key.getBytes(StandardCharsets.UTF_8)));
  }

  /** The key behind it; null where there is none, as for a row's id, which no path takes. */
  static String read(String opaque) {
    if (!opaque.startsWith(BEGIN)) {
      return null;
    }
    try {
      byte[] key = mixed(HEX.parseHex(opaque.substring(BEGIN.length())));
      return new String(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] mixed(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= MIXED;
    }
    return bytes;
  }
}
