package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.table.Totals;
import io.mlconnector.platform.table.Totals.Side;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After each publish the rows that are kept and those read back are summed up. */
class TableTotalsTest {

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
    assertThat(tables.tables.violations).isEmpty();
  }

  private List<Totals.Entry> entries() {
    return world.transactions.inTransaction(
        sql -> Totals.all(sql, world.number("select id from table_object")));
  }

  private Map<Side, Totals.Entry> newest() {
    long publish = entries().get(0).publish();
    return entries().stream()
        .filter(entry -> entry.publish() == publish)
        .collect(Collectors.toMap(Totals.Entry::side, entry -> entry));
  }

  @Test
  void storeAndTargetAgreeToTheCent() {
    world.own();
    world.send(
        tables.invoice("1", row("1", "0.1", "€ \"a\",\nΩ"), row("2", "0.2", "€ \"a\",\nΩ")),
        tables.invoice("2", row("3", "-9999999999999999.99", "b"), row("4", null, null)));
    tables.settled();

    Totals.Entry store = newest().get(Side.STORE);
    Totals.Entry target = newest().get(Side.TARGET);
    assertThat(store.rows()).isEqualTo(4);
    assertThat(store.sums()).isEqualTo(target.sums());
    assertThat(store.sums().whole().get("amount")).isEqualByComparingTo("-9999999999999999.69");
    assertThat(store.sums().groups()).hasSize(3);
  }

  @Test
  void whatTheTargetLostShows() {
    tables.tables.after = change -> tables.tables.tables.get(TableWorld.NAME).rows.remove(0);
    world.own();
    world.send(tables.invoice("1", row("1", "0.1", "a"), row("2", "0.2", "b")));
    tables.settled();

    assertThat(newest().get(Side.STORE).rows()).isEqualTo(2);
    assertThat(newest().get(Side.TARGET).rows()).isEqualTo(1);
  }

  @Test
  void rowsThatCannotBeReadBackAreSaidToBe() {
    tables.tables.reads = false;
    world.own();
    world.send(tables.invoice("1", row("1", "0.1", "a")));
    tables.settled();

    assertThat(newest().get(Side.TARGET).sums()).isNull();
    assertThat(newest().get(Side.TARGET).note()).contains("cannot be read back");
  }

  @Test
  void onlyTheLastPublishesAreKept() {
    world.tableSettings.put("totals-kept", "2");
    world.own();
    for (int i = 0; i < 4; i++) {
      world.send(tables.invoice("1", row("1", "" + i, "a")));
      tables.settled();
    }

    assertThat(entries().stream().map(Totals.Entry::publish).distinct()).hasSize(2);
    assertThat(newest().get(Side.STORE).sums().whole().get("amount")).isEqualByComparingTo("3");
  }
}
