package io.mlconnector.sandbox.tableau;

import java.time.Instant;
import java.util.Map;

/**
 * A published data source.
 *
 * @param kind what its connection is: {@code hyper} is live to Hyper and can be updated in place;
 *     {@code extract} is one that is refreshed from its database, {@code textscan} a packaged text
 *     file
 * @param tables its rows
 */
record DataSource(
    String id,
    String name,
    String contentUrl,
    String project,
    String owner,
    String description,
    String kind,
    String connection,
    Instant createdAt,
    Instant updatedAt,
    Map<TableName, Table> tables) {

  DataSource {
    tables = Map.copyOf(tables);
  }

  boolean isLive() {
    return kind.equals("hyper");
  }

  DataSource with(Map<TableName, Table> newTables, Instant now) {
    return new DataSource(
        id,
        name,
        contentUrl,
        project,
        owner,
        description,
        kind,
        connection,
        createdAt,
        now,
        newTables);
  }

  /** Overwritten by somebody: the id stays, the owner does not. */
  DataSource overwritten(
      String newOwner, String newDescription, Map<TableName, Table> newTables, Instant now) {
    return new DataSource(
        id,
        name,
        contentUrl,
        project,
        newOwner,
        newDescription == null ? description : newDescription,
        "hyper",
        connection,
        createdAt,
        now,
        newTables);
  }

  long rows() {
    return tables.values().stream().mapToLong(table -> table.rows().size()).sum();
  }
}
