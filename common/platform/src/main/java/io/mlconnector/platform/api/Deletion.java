package io.mlconnector.platform.api;

import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.webhook.Hooks;
import io.mlconnector.spi.Adapter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What deleting a connection will do, before anybody does it.
 *
 * @param undone what of ours is taken away at the system
 * @param stays what stays there, and what a person has to do about it
 * @param goes what is removed here
 * @param kept what is kept here
 */
public record Deletion(
    List<String> undone, List<String> stays, List<Count> goes, List<Count> kept) {

  /** So many of something; zeros are left out. */
  public record Count(String what, long count) {}

  /** Further than this it is not counted: nobody decides otherwise because of one more. */
  private static final int MOST = 1_000_000;

  private record Room(String what, String table) {}

  private static final List<Room> GOES =
      List.of(
          new Room("deliveries that wait to be written", "inbox"),
          new Room("deliveries that wait for a parent or for a person", "waiting"),
          new Room("parked deliveries", "parked"),
          new Room("writes whose outcome is not known yet", "attempt"),
          new Room("records that stand aside at their source", "parked_read"),
          new Room("records whose last published state is known", "source_record"),
          new Room("calls of the system that wait", "webhook_inbox"),
          new Room("stored secrets", "connection_secret"),
          new Room("tables that are kept here", "table_object"));

  static Deletion of(
      StoredConnection stored,
      boolean atWork,
      Adapter adapter,
      Hooks hooks,
      Transactions transactions) {
    List<String> there = hooks.atVendor(stored.id());
    List<String> stays = new ArrayList<>(atWork ? List.of() : there);
    stays.add(
        "Records that we wrote stay at %s as they are; no one updates them any more"
            .formatted(adapter.title()));
    return transactions.inTransaction(
        sql ->
            new Deletion(
                atWork ? hooks.undone(stored.id()) : List.of(),
                stays,
                counts(sql, GOES, stored.id()),
                counts(
                    sql,
                    List.of(new Room("links to records of " + adapter.title(), "link")),
                    stored.id())));
  }

  private static List<Count> counts(Connection sql, List<Room> rooms, String connection)
      throws SQLException {
    List<Count> counts = new ArrayList<>();
    for (Room room : rooms) {
      long count =
          Query.number(
              sql,
              "select count(*) from (select 1 from %s where connection = ? limit %d) counted"
                  .formatted(room.table(), MOST),
              connection);
      if (count > 0) {
        counts.add(new Count(room.what(), count));
      }
    }
    return counts;
  }
}
