package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Where an export by cursor stands: the stamp and id of the last row that was given. */
record ExportPosition(long stamp, long id) {

  static ExportPosition parse(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String[] parts = new String(bytes, StandardCharsets.US_ASCII).split("\\.0\\|\\|", -1);
      if (parts.length == 2) {
        return new ExportPosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      }
    } catch (IllegalArgumentException e) {
      throw Refusals.badRequest("InvalidPaginationParameter", "cursor is not valid");
    }
    throw Refusals.badRequest("InvalidPaginationParameter", "cursor is not valid");
  }

  boolean isBefore(Instant otherStamp, long otherId) {
    long other = otherStamp.getEpochSecond();
    return other > stamp || (other == stamp && otherId > id);
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((stamp + ".0||" + id).getBytes(StandardCharsets.US_ASCII));
  }
}
