package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.spi.TableChange;
import io.mlconnector.spi.TableChange.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 200,000 rows: few requests, few of them in memory, no statement that reads past an index. */
class TableSizeTest {

  private static final int INVOICES = 2_000;
  private static final int LINES = 100;

  /** Rows that are fetched together, and those under way. */
  private static final int HELD = 5_000;

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;
  private final AtomicLong mostHeld = new AtomicLong();

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
    assertThat(tables.tables.violations).isEmpty();
  }

  @Test
  void aFirstLoadAndAChangeOfTenThousandRows() {
    tables.spec = TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS, Duration.ofMinutes(5), 10_000);
    world.settings.put("sweep", "1h");
    world.tableSettings.put("quiet", "2s");
    world.tableSettings.put("totals-kept", "2");
    tables.tables.before = this::held;
    world.own();
    BigDecimal sum = BigDecimal.ZERO;
    for (int from = 0; from < INVOICES; from += 200) {
      List<Delivery> some = new ArrayList<>();
      for (int invoice = from; invoice < from + 200; invoice++) {
        some.add(invoice(invoice, 1));
      }
      world.send(some.toArray(Delivery[]::new));
    }
    awaited(1);

    assertThat(tables.asked()).extracting(FakeTables.Asked::action).containsOnly(Action.OVERWRITE);
    assertThat(tables.asked()).extracting(FakeTables.Asked::rows).containsExactly(INVOICES * LINES);
    assertThat(mostHeld).hasValueLessThan(HELD);

    long scans = seqScans();
    List<Delivery> changed = new ArrayList<>();
    for (int invoice = 0; invoice < 100; invoice++) {
      changed.add(invoice(invoice, 7));
    }
    world.send(changed.toArray(Delivery[]::new));
    awaited(2);

    assertThat(tables.asked()).extracting(FakeTables.Asked::rows).endsWith(100 * LINES);
    for (int invoice = 0; invoice < INVOICES; invoice++) {
      for (int line = 0; line < LINES; line++) {
        sum = sum.add(amount(invoice, line, invoice < 100 ? 7 : 1));
      }
    }
    assertThat(sum(tables.tables.tables.get(TableWorld.NAME).rows)).isEqualByComparingTo(sum);
    assertThat(seqScans()).isEqualTo(scans);
  }

  private void awaited(int publishes) {
    org.awaitility.Awaitility.await("publish " + publishes)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                tables.asked().size() >= publishes
                    && world.outcomesTold() >= (publishes == 1 ? INVOICES : INVOICES + 100));
  }

  /** Reads all rows as a sink would, and looks now and then how many of them are still there. */
  private void held(TableChange change) {
    List<WeakReference<List<JsonNode>>> rows = new ArrayList<>();
    try {
      change
          .rows()
          .read(
              row -> {
                rows.add(new WeakReference<>(row));
                if (rows.size() % 50_000 == 0) {
                  System.gc();
                  long live = rows.stream().filter(one -> one.get() != null).count();
                  mostHeld.accumulateAndGet(live, Math::max);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long seqScans() {
    return world.number(
        "select coalesce(sum(seq_scan), 0) from pg_stat_user_tables"
            + " where relname in ('table_row', 'table_staged', 'table_batch_row', 'inbox')");
  }

  private Delivery invoice(int invoice, int factor) {
    List<Object[]> rows = new ArrayList<>();
    for (int line = 0; line < LINES; line++) {
      rows.add(
          TableWorld.row(
              invoice + "-" + line, amount(invoice, line, factor).toPlainString(), "t" + line % 7));
    }
    return tables.invoice("" + invoice, tables.spec, rows);
  }

  private static BigDecimal amount(int invoice, int line, int factor) {
    return BigDecimal.valueOf(((invoice * 37L - line * 101L) * 1_000 + 1) * factor, 2);
  }

  private static BigDecimal sum(List<List<JsonNode>> rows) {
    return rows.stream()
        .map(row -> new BigDecimal(row.get(1).asText()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
