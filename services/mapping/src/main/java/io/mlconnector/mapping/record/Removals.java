package io.mlconnector.mapping.record;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The table of why records were removed, as their sources said it. */
public final class Removals {

  private static final String PUT =
      """
      insert into removal (record_key, reason)
      select u.record_key, u.reason from unnest(?::text[], ?::text[]) as u(record_key, reason)
      order by u.record_key collate "C"
      on conflict (record_key) do update set reason = excluded.reason
      """;

  private Removals() {}

  /** Keeps reasons by record key; the newest counts. */
  public static void put(Connection sql, Map<String, String> reasons) throws SQLException {
    if (reasons.isEmpty()) {
      return;
    }
    List<Map.Entry<String, String>> rows = List.copyOf(reasons.entrySet());
    Query.update(
        sql, PUT, Query.texts(rows, Map.Entry::getKey), Query.texts(rows, Map.Entry::getValue));
  }
}
