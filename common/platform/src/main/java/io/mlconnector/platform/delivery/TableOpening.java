package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.platform.table.Batches;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.platform.table.OpenBatch;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableSink;
import java.util.List;

/** Looks what the target has, and writes down what is to be published. */
final class TableOpening {

  private final Desk desk;
  private final TableSink sink;

  TableOpening(Desk desk, TableSink sink) {
    this.desk = desk;
    this.sink = sink;
  }

  /**
   * Opens a publish.
   *
   * @return null where somebody else's table is in our place, which a person has to decide on
   * @throws io.mlconnector.spi.VendorFailure where the target cannot be asked
   */
  OpenBatch open(KeptTable table) {
    TableFound found =
        SinkFailure.guard(() -> sink.look(desk.vendor(), table.spec(), table.key())).orElse(null);
    desk.probe().at("looked");
    if (found != null && table.key() == null) {
      refuse(table, found);
      return null;
    }
    boolean updates = sink.updates(desk.vendor().settings());
    return desk.committer()
        .ask(
            sql -> {
              KeptTable now = KeptTables.lock(sql, table.id()).orElseThrow();
              if (now.found() != null) {
                KeptTables.free(sql, now.id());
                KeptTables.trouble(sql, now.id(), null);
              }
              return Batches.open(sql, now, found, updates, desk.lease().fence());
            });
  }

  private void refuse(KeptTable table, TableFound found) {
    String words =
        "%s \"%s\" exists already in the target and is not ours: look at GET …/tables/%s/plan, then adopt or rename it"
            .formatted(sink.object(), table.spec().name(), table.name());
    desk.committer()
        .tell(
            sql -> {
              KeptTables.found(sql, table.id(), found.key());
              KeptTables.trouble(sql, table.id(), words);
              Query.update(sql, "update table_object set asked = null where id = ?", table.id());
              return table.found() != null
                  ? List.of()
                  : desk.messages()
                      .event(
                          desk.messages()
                              .audit(
                                  AuditEvent.Step.NEEDS_ATTENTION,
                                  table.object(),
                                  List.of(),
                                  words));
            });
    if (table.found() == null) {
      desk.alarm().needed(desk.connection(), words);
    }
  }
}
