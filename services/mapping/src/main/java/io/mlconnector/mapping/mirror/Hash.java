package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.FieldValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short marks of long texts. */
final class Hash {

  private Hash() {}

  /** The same for the same value, also after it was stored. */
  static String of(JsonNode value) {
    if (FieldValues.empty(value)) {
      return of("");
    }
    return of(
        value.isNumber()
            ? value.decimalValue().stripTrailingZeros().toPlainString()
            : value.toString());
  }

  static String of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
