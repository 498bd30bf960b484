package io.mlconnector.platform.api;

import io.mlconnector.platform.table.Adoption;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.TableStanding;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.RowSource;
import io.mlconnector.spi.TableFound;
import io.mlconnector.spi.TableSink;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What adopting a table would change; nothing is changed by it.
 *
 * @param found the key of the table in the target; null where there is none, and ours will be made
 * @param updated when it was changed last, by the target's clock
 * @param ours whether it is ours already
 * @param rowsHere how many rows would be in it
 * @param rowsThere how many are in it now; null where that cannot be read
 * @param fits whether it can be adopted
 */
public record TablePlan(
    String table,
    String found,
    Instant updated,
    boolean ours,
    long rowsHere,
    Long rowsThere,
    boolean fits,
    List<Adoption.Line> columns) {

  static TablePlan of(Connection connection, TableSink sink, TableStanding standing) {
    KeptTable table = standing.table();
    Optional<TableFound> found = sink.look(connection, table.spec(), table.key());
    if (found.isEmpty()) {
      return new TablePlan(table.name(), null, null, false, standing.rows(), null, true, List.of());
    }
    String key = found.get().key();
    Adoption adoption = Adoption.of(table.spec(), sink.columns(connection, key));
    return new TablePlan(
        table.name(),
        key,
        found.get().updated(),
        key.equals(table.key()),
        standing.rows(),
        rows(sink.readBack(connection, table.spec(), key)),
        adoption.fits(),
        adoption.columns());
  }

  private static Long rows(Optional<RowSource> source) {
    if (source.isEmpty()) {
      return null;
    }
    long known = source.get().count();
    if (known >= 0) {
      return known;
    }
    long[] count = new long[1];
    try {
      source.get().read(row -> count[0]++);
    } catch (IOException e) {
      return null;
    }
    return count[0];
  }
}
