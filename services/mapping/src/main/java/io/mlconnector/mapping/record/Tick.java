package io.mlconnector.mapping.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** That a person ticked an entry of a list off: it is known, and stays as it is. */
public record Tick(String author, Instant at, String reason) {

  /** From three columns, the first of which is null where nobody did. */
  static Tick of(ResultSet row, int first) throws SQLException {
    return row.getString(first) == null
        ? null
        : new Tick(
            row.getString(first),
            row.getTimestamp(first + 1).toInstant(),
            row.getString(first + 2));
  }
}
