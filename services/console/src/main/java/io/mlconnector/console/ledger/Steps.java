package io.mlconnector.console.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How steps are read. */
final class Steps {

  static final String COLUMNS =
      "at, service, connection, scope, step, journey, record, ref, target_key, delivery, sequence,"
          + " route, route_version, reason, changes, millis, erased_by is not null";

  static final String SELECT = "select " + COLUMNS + " from audit_item ";

  private Steps() {}

  static Step read(ResultSet row) throws SQLException {
    int version = row.getInt(13);
    boolean versioned = !row.wasNull();
    String changes = row.getString(15);
    long millis = row.getLong(16);
    boolean timed = !row.wasNull();
    return new Step(
        row.getTimestamp(1).toInstant(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        versioned ? version : null,
        row.getString(14),
        changes == null ? null : CanonicalJson.read(changes, JsonNode.class),
        timed ? millis : null,
        row.getBoolean(17));
  }

  /**
   * What is seen of all steps: those whose connections are all in the scope. A webhook's step names
   * no record yet.
   */
  static String seen(Scope scope) {
    return scope.isAll()
        ? "true"
        : "(record is not null or connection is not null) and (record is null or %s) and (ref is null or %s) and (connection is null or %s)"
            .formatted(
                scope.condition("split_part(record, '|', 1)"),
                scope.condition("split_part(ref, '|', 1)"),
                scope.condition("connection"));
  }
}
