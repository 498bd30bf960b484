package io.mlconnector.console.chain;

import io.mlconnector.flow.sql.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeSet;

/** The days of the ledger, in UTC. */
final class Days {

  private Days() {}

  static LocalDate of(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Those that have a table or a block, from one on, oldest first. */
  static List<LocalDate> from(Connection sql, LocalDate first) throws SQLException {
    TreeSet<LocalDate> days =
        new TreeSet<>(
            Query.list(
                sql,
                row -> row.getDate(1).toLocalDate(),
                "select day from audit_block group by day"));
    Query.list(
            sql,
            row -> row.getString(1),
            """
            select right(c.relname, 8)
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent in ('audit_event'::regclass, 'audit_item'::regclass)
            """)
        .forEach(name -> days.add(LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE)));
    return List.copyOf(days.tailSet(first));
  }

  /** The condition for rows of a day, as literals, so that other days are not touched. */
  static String condition(LocalDate day) {
    return "at >= '%s 00:00:00Z' and at < '%s 00:00:00Z'".formatted(day, day.plusDays(1));
  }
}
