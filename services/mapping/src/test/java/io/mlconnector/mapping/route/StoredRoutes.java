package io.mlconnector.mapping.route;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.flow.sql.Transactions;
import java.time.Instant;

/** Stores routes for tests, past the validation that asks adapters. */
public final class StoredRoutes {

  private static final CompiledRoute.Target ZENDESK =
      new CompiledRoute.Target("zendesk", Delivery.Mode.UPSERT);

  private StoredRoutes() {}

  public static void put(Transactions transactions, String yaml) {
    put(transactions, yaml, ZENDESK);
  }

  /** Routes that fill tables. */
  public static void tables(Transactions transactions, String yaml) {
    put(transactions, yaml, new CompiledRoute.Target("tableau", Delivery.Mode.TABLE));
  }

  private static void put(Transactions transactions, String yaml, CompiledRoute.Target target) {
    transactions.run(
        sql -> {
          RouteTable.change(sql);
          for (Route route : RouteYaml.read(yaml).routes()) {
            RouteTable.put(sql, route, target, null, "test", Instant.now());
          }
        });
  }
}
