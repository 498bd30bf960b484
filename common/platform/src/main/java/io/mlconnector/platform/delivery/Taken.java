package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A delivery whose row a statement took out of a table.
 *
 * @param tries how often it was parked
 * @param delivery null where the body cannot be read
 */
record Taken(String id, Ref ref, int tries, Delivery delivery) {

  /** Reads the columns delivery, ref, tries and body. */
  static Taken read(ResultSet row) throws SQLException {
    String ref = row.getString("ref");
    return new Taken(
        row.getString("delivery"),
        ref == null ? null : Ref.parse(ref),
        row.getInt("tries"),
        body(row.getString("body")));
  }

  /** A delivery from the text of its body; null where this version cannot read it. */
  static Delivery body(String text) {
    try {
      return CanonicalJson.read(text, Delivery.class);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
