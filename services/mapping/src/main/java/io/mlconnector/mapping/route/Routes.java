package io.mlconnector.mapping.route;

import io.mlconnector.flow.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The routes as this replica knows them. Whoever decides by them checks in its own transaction that
 * they are still the newest, with {@link #holds}.
 */
@ApplicationScoped
public class Routes {

  private final Transactions transactions;
  private volatile RouteSet current = RouteSet.none();

  public Routes(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The routes as last read; read now where they never were. */
  public RouteSet current() {
    RouteSet routes = current;
    return routes.epoch() < 0 ? reload() : routes;
  }

  /** The routes as they are now. */
  public RouteSet newest() {
    long epoch = transactions.inTransaction(RouteTable::epoch);
    RouteSet routes = current;
    return routes.epoch() == epoch ? routes : reload();
  }

  /** Reads and compiles them again. */
  public synchronized RouteSet reload() {
    RouteSet routes = transactions.inTransaction(sql -> RouteTable.load(sql, current));
    if (routes.epoch() > current.epoch()) {
      current = routes;
    }
    return current;
  }

  /**
   * Whether these are still the newest routes; they stay so until the transaction ends. Call it
   * first in the transaction; where they are not, {@link #reload} and decide again.
   */
  public static boolean holds(Connection sql, RouteSet routes) throws SQLException {
    return RouteTable.hold(sql) == routes.epoch();
  }
}
