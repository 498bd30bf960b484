package io.mlconnector.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who owned a connection when, as the database itself writes it down at every change of a lease.
 */
final class LeaseBook {

  private static final String WATCH =
      """
      create table chaos_lease (
        id bigserial, at timestamptz, name text, fence bigint, replica text, address text,
        expires timestamptz);
      create function chaos_note() returns trigger language plpgsql as $$
      begin
        insert into chaos_lease (at, name, fence, replica, address, expires) values (
          clock_timestamp(), new.name, new.fence, new.replica, new.address, new.expires);
        return null;
      end $$;
      create trigger chaos_note after insert or update on lease
        for each row execute function chaos_note();
      insert into chaos_lease (at, name, fence, replica, address, expires)
        select now(), name, fence, replica, address, expires from lease;
      """;

  private static final String READ =
      "select at, fence, replica, address, expires from chaos_lease where name = ? order by id";

  /**
   * One time of owning.
   *
   * @param until when somebody else took it, or it was given back; {@link Instant#MAX} for now
   * @param expires the last moment that it was promised for
   */
  record Tenure(long fence, String address, Instant from, Instant until, Instant expires) {

    boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until) && moment.isBefore(expires);
    }
  }

  private LeaseBook() {}

  static void begin(Connection sql) throws SQLException {
    try (Statement statement = sql.createStatement()) {
      statement.execute(WATCH);
    }
  }

  /** The connection's owners, oldest first. */
  static List<Tenure> tenures(Connection sql, String connection) throws SQLException {
    List<Tenure> tenures = new ArrayList<>();
    try (var select = sql.prepareStatement(READ)) {
      select.setString(1, "connection/" + connection);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          note(tenures, row);
        }
      }
    }
    return tenures;
  }

  private static void note(List<Tenure> tenures, ResultSet row) throws SQLException {
    Instant at = row.getTimestamp(1).toInstant();
    long fence = row.getLong(2);
    String address = row.getString(4);
    Tenure last = tenures.isEmpty() ? null : tenures.get(tenures.size() - 1);
    if (last != null
        && last.until().equals(Instant.MAX)
        && last.fence() == fence
        && row.getString(3) != null) {
      Instant expires = row.getTimestamp(5).toInstant();
      tenures.set(
          tenures.size() - 1, new Tenure(fence, address, last.from(), Instant.MAX, expires));
      return;
    }
    if (last != null && last.until().equals(Instant.MAX)) {
      tenures.set(
          tenures.size() - 1,
          new Tenure(last.fence(), last.address(), last.from(), at, last.expires()));
    }
    if (row.getString(3) != null) {
      tenures.add(new Tenure(fence, address, at, Instant.MAX, row.getTimestamp(5).toInstant()));
    }
  }
}
