package io.mlconnector.platform.api;

import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.platform.table.Drift;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.TableStanding;
import java.time.Instant;
import java.util.List;

/**
 * A table as people see it.
 *
 * @param table its name in addresses
 * @param rows how many it has here
 * @param pending how many of them are not published as they are here, vanished ones included
 * @param gathering how many deliveries wait for the next publish
 * @param gatheringSince since when the first of them does
 * @param nextDue when they are published at the latest
 * @param overwrite why the whole table is written next; null where it is not
 * @param key the target's own, such as a LUID
 * @param adoptable somebody else's table in its place; see the plan
 * @param proposal columns that wait for a person; null for none
 */
public record TableView(
    String table,
    String object,
    String name,
    String project,
    String source,
    String route,
    int routeVersion,
    String mode,
    long rows,
    long pending,
    long gathering,
    Instant gatheringSince,
    Instant nextDue,
    String overwrite,
    TableStanding.Publish publish,
    TableStanding.Last lastPublish,
    String key,
    String adoptable,
    String trouble,
    Instant troubleSince,
    Proposal proposal,
    List<TableSpec.Column> columns,
    List<String> totals) {

  /** Columns that wait for a person, and what is different in them. */
  public record Proposal(
      String route,
      int routeVersion,
      List<String> vanished,
      List<String> changed,
      List<String> added,
      boolean otherKey) {}

  static TableView of(TableStanding standing) {
    KeptTable table = standing.table();
    TableSpec spec = table.spec();
    return new TableView(
        table.name(),
        table.object(),
        spec.name(),
        spec.project(),
        table.source(),
        table.route(),
        table.version(),
        spec.mode().name(),
        standing.rows(),
        table.pending(),
        standing.gathering(),
        standing.since(),
        standing.due(),
        table.overwrite(),
        standing.publish(),
        standing.last(),
        table.key(),
        table.found(),
        table.trouble(),
        standing.troubleSince(),
        proposal(table),
        spec.published(),
        spec.totals());
  }

  private static Proposal proposal(KeptTable table) {
    if (table.proposal() == null) {
      return null;
    }
    Drift drift = Drift.of(table.spec(), table.proposal().spec());
    return new Proposal(
        table.proposal().route(),
        table.proposal().version(),
        drift.vanished(),
        drift.changed(),
        drift.added(),
        drift.keys());
  }
}
