package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.platform.table.Drift;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps a table's columns as its newest route has them: columns that are added are taken, for
 * everything else a person is asked.
 */
final class TableColumns {

  private TableColumns() {}

  /** The table of these deliveries, as their newest one says. */
  static KeptTable of(Desk desk, List<Parcel> parcels) {
    Delivery newest =
        parcels.stream()
            .map(Parcel::delivery)
            .max(Comparator.comparingInt(Delivery::routeVersion))
            .orElseThrow();
    return desk.committer().ask(sql -> of(sql, desk.connection(), newest));
  }

  private static KeptTable of(Connection sql, String connection, Delivery newest)
      throws SQLException {
    String object = newest.ref().object();
    KeptTable table = KeptTables.find(sql, connection, object).orElse(null);
    if (table == null) {
      RecordKey source = newest.ref().source();
      KeptTables.create(
          sql,
          connection,
          object,
          source.entity() + " of " + source.connection(),
          newest.route(),
          newest.routeVersion(),
          newest.table().spec());
    } else {
      take(sql, table, newest);
    }
    return KeptTables.find(sql, connection, object).orElseThrow();
  }

  private static void take(Connection sql, KeptTable table, Delivery newest) throws SQLException {
    TableSpec spec = newest.table().spec();
    var now = new KeptTable.Proposal(newest.route(), newest.routeVersion(), spec);
    if (another(table, newest)) {
      KeptTables.propose(sql, table, now);
      return;
    }
    if (newest.routeVersion() <= table.version() || now.equals(table.proposal())) {
      return;
    }
    Drift drift = Drift.of(table.spec(), spec);
    if (drift.asks()) {
      KeptTables.propose(sql, table, now);
      return;
    }
    String why = null;
    if (!drift.added().isEmpty()) {
      why = "It has new columns: " + String.join(", ", drift.added());
    } else if (drift.looks()) {
      why = "Its columns look different";
    }
    KeptTables.take(sql, table, now, why);
  }

  /** Why a delivery's columns need a person first; null where they do not. */
  static String problem(KeptTable table, Delivery delivery) {
    if (another(table, delivery)) {
      return "%s is filled by route %s: end that one, then accept this one with POST …/tables/%s/accept"
          .formatted(table.object(), table.route(), TableNames.table(table.object()));
    }
    Drift drift = Drift.of(table.spec(), delivery.table().spec());
    return delivery.routeVersion() > table.version() && drift.asks()
        ? drift.words(table.object())
        : null;
  }

  private static boolean another(KeptTable table, Delivery delivery) {
    return table.route() != null && !table.route().equals(delivery.route());
  }
}
