package io.mlconnector.mapping.link;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.canonical.event.Sequence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads links for people, and keeps what they set. */
final class LinkTable {

  private static final String LIST =
      """
      select l.ref, l.target_key, l.origin, l.changed_at, d.result, d.reason
      from link l left join delivery_state d on d.ref = l.ref
      where l.ref > ? and l.ref like ? and (? = '' or l.target_key = ? or l.ref like ?)
      order by l.ref limit ?
      """;

  private static final String OWNERS =
      """
      select target_key, ref from link
      where target_key = any (?) and ref like ?
      """;

  private static final String PUT =
      """
      insert into link (ref, target_key, sequence, origin, changed_at)
      values (?, ?, ?, ?, clock_timestamp())
      on conflict (ref) do update
        set target_key = excluded.target_key, origin = excluded.origin,
            changed_at = excluded.changed_at
      """;

  private LinkTable() {}

  /**
   * Links in the order of their refs.
   *
   * @param connection of the target; empty for all
   * @param text a target key, or a part of a source key; empty for all
   * @param after the last ref of the page before; empty for the first page
   */
  static List<LinkRow> list(Connection sql, String connection, String text, String after, int limit)
      throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(LIST)) {
      statement.setString(1, after);
      statement.setString(2, connection.isEmpty() ? "%" : escaped(connection) + "|%");
      statement.setString(3, text);
      statement.setString(4, text);
      statement.setString(5, "%|%|%|%|%" + escaped(text) + "%");
      statement.setInt(6, limit);
      List<LinkRow> links = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          links.add(
              new LinkRow(
                  Ref.parse(rows.getString(1)),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getTimestamp(4).toInstant(),
                  rows.getString(5),
                  rows.getString(6)));
        }
      }
      return links;
    }
  }

  static Optional<String> key(Connection sql, Ref ref) throws SQLException {
    try (PreparedStatement statement =
        sql.prepareStatement("select target_key from link where ref = ?")) {
      statement.setString(1, ref.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** Which refs of an object have these target keys. */
  static Map<String, String> owners(
      Connection sql, String connection, String object, Collection<String> keys)
      throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(OWNERS)) {
      statement.setArray(1, sql.createArrayOf("text", keys.toArray()));
      statement.setString(2, escaped(connection) + "|" + escaped(object) + "|%");
      Map<String, String> owners = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          owners.put(rows.getString(1), rows.getString(2));
        }
      }
      return owners;
    }
  }

  /** Keeps what a person said; outcomes that are newer than what was there still move it. */
  static void put(Connection sql, Ref ref, String key, String origin) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(PUT)) {
      statement.setString(1, ref.toString());
      statement.setString(2, key);
      statement.setString(3, Sequence.NONE.toString());
      statement.setString(4, origin);
      statement.executeUpdate();
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
