package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;

/**
 * Where reading what was changed goes on: after a stamp and, of the records with that stamp, after
 * an id. It never ends at a number of rows, and does not die over night as Zoho's page tokens do.
 *
 * @param stamp changed at or after
 * @param after the id of the last record with that stamp that was read; null for none
 */
record Position(Instant stamp, String after) {

  private static final char BETWEEN = '/';

  static Position from(Instant instant) {
    return new Position(instant == null ? Instant.EPOCH : instant, null);
  }

  static Position parse(String text) {
    int slash = text.indexOf(BETWEEN);
    return new Position(Instant.parse(text.substring(0, slash)), text.substring(slash + 1));
  }

  /** The condition, with the order that makes it hold. */
  String where(Instant to) {
    String from = "Modified_Time >= " + Coql.quoted(Coql.stamp(stamp));
    if (after != null) {
      String same =
          Coql.both(
              "Modified_Time = " + Coql.quoted(Coql.stamp(stamp)), "id > " + Coql.quoted(after));
      from = Coql.either(same, "Modified_Time > " + Coql.quoted(Coql.stamp(stamp)));
    }
    String until =
        to == null ? from : Coql.both(from, "Modified_Time <= " + Coql.quoted(Coql.stamp(to)));
    return until + " order by Modified_Time asc, id asc";
  }

  /**
   * Where it goes on after a row.
   *
   * @throws VendorFailure where that is not further on
   */
  Position after(JsonNode row) {
    Position next = new Position(Coql.modified(row), row.path("id").asText());
    if (next.stamp.isBefore(stamp) || next.equals(this)) {
      throw VendorFailure.rejected(
          200, "Zoho does not go on after record %s: its order is another one".formatted(after));
    }
    return next;
  }

  @Override
  public String toString() {
    return stamp.toString() + BETWEEN + after;
  }
}
