package io.mlconnector.mapping.route;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Disables expressions of a route's version until its next one. */
public final class RouteFaults {

  private RouteFaults() {}

  /**
   * Disables an expression, for everybody who decides after this transaction.
   *
   * @return whether that is news
   */
  public static boolean disable(
      Connection sql, CompiledRoute route, String field, String reason, Instant at)
      throws SQLException {
    RouteTable.change(sql);
    return RouteTable.disable(sql, route.name(), route.version(), field, reason, at);
  }
}
