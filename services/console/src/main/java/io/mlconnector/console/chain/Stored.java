package io.mlconnector.console.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Rows of the ledger as they are read back, in the order in which they were chained. */
final class Stored {

  private static final String EVENTS =
      "select id, at, service, connection, scope, step, count, message, millis, block, pos, digest"
          + " from audit_event where %s order by block nulls first, pos";

  private static final String ITEMS =
      "select event, at, service, connection, scope, step, journey, record, ref, target_key,"
          + " delivery, sequence, route, route_version, reason, changes, millis, block, pos, salt,"
          + " sealed, erased_by from audit_item where %s order by block nulls first, pos";

  private static final String BLOCKS =
      "select seq, id, day, events, items, digest, hash from audit_block ";

  private Stored() {}

  static String entries(LocalDate day) {
    return EVENTS.formatted(Days.condition(day));
  }

  static String lines(LocalDate day) {
    return ITEMS.formatted(Days.condition(day));
  }

  static String blocks(LocalDate day) {
    return BLOCKS + "where day = '%s' order by id".formatted(day);
  }

  static String chain(long after) {
    return BLOCKS + "where seq > %d order by seq".formatted(after);
  }

  static Block block(ResultSet row) throws SQLException {
    return new Block(
        row.getLong(1),
        row.getLong(2),
        row.getDate(3).toLocalDate(),
        row.getInt(4),
        row.getInt(5),
        row.getString(6),
        row.getString(7));
  }

  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString(1),
        at(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7),
        row.getString(8),
        number(row, 9),
        number(row, 10),
        row.getInt(11),
        row.getBytes(12));
  }

  static Line line(ResultSet row) throws SQLException {
    Long version = number(row, 14);
    return new Line(
        row.getString(1),
        at(row, 2),
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
        row.getString(13),
        version == null ? null : version.intValue(),
        row.getString(15),
        changes(row.getString(16)),
        number(row, 17),
        number(row, 18),
        row.getInt(19),
        row.getBytes(20),
        row.getBytes(21),
        row.getString(22));
  }

  private static List<FieldChange> changes(String json) {
    List<FieldChange> all = new ArrayList<>();
    if (json != null) {
      CanonicalJson.read(json, JsonNode.class)
          .forEach(each -> all.add(CanonicalJson.mapper().convertValue(each, FieldChange.class)));
    }
    return all;
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  private static Long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }
}
