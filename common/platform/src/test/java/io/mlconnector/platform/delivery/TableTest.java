package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.TableSpec;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.spi.TableChange.Action;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries of tables: their rows are kept, compared, gathered, and published as few requests. */
class TableTest {

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
    assertThat(tables.tables.violations).isEmpty();
  }

  @Test
  void theFirstPublishIsTheWholeTableAndTellsItsDeliveries() {
    world.own();
    Delivery one = tables.invoice("1", row("1-1", "10.5", "Ink"), row("1-2", "-3", null));
    Delivery two = tables.invoice("2", row("2-1", "0.01", "naïve \"quoted\"\nΩ"));
    world.send(one, two);
    tables.settled();

    assertThat(tables.rows())
        .containsExactly("1-1|10.50|Ink", "1-2|-3.00|", "2-1|0.01|naïve \"quoted\"\nΩ");
    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .containsExactly(Action.OVERWRITE);
    assertThat(tables.asked().get(0).description()).contains("invoice of erp", "route lines");
    assertThat(world.results(one)).containsExactly("CREATED");
    assertThat(world.results(two)).containsExactly("CREATED");
    assertThat(world.outcomes().get(0).targetKey()).isEqualTo("luid-1");
    assertThat(world.number("select count(*) from table_row where dirty")).isZero();
    assertThat(world.audit(Step.WAITING)).isNotEmpty();
  }

  @Test
  void onlyChangedRowsArePublishedAndVanishedOnesAreDeleted() {
    world.own();
    world.send(
        tables.invoice("1", row("1-1", "1", "a"), row("1-2", "2", "b"), row("1-3", "3", "c")));
    tables.settled();

    Delivery changed = tables.invoice("1", row("1-1", "1", "a"), row("1-2", "20", "b"));
    world.send(changed);
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a", "1-2|20.00|b");
    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .containsExactly(Action.OVERWRITE, Action.DELETE, Action.UPSERT);
    assertThat(tables.asked()).extracting(FakeTables.Asked::rows).containsExactly(3, 1, 1);
    assertThat(world.results(changed)).containsExactly("UPDATED");
    assertThat(world.count("table_row")).isEqualTo(2);
  }

  @Test
  void whatIsUnchangedEndsAtOnceAndPublishesNothing() {
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();

    Delivery again = tables.invoice("1", row("1-1", "1.00", "a"));
    world.send(again);
    tables.settled();

    assertThat(world.results(again)).containsExactly("UNCHANGED");
    assertThat(tables.asked()).hasSize(1);
  }

  @Test
  void aRecordWithoutRowsLeavesTheTable() {
    world.own();
    world.send(
        tables.invoice("1", row("1-1", "1", "a")), tables.invoice("2", row("2-1", "2", "b")));
    tables.settled();

    Delivery gone = tables.invoice("1");
    world.send(gone);
    tables.settled();

    assertThat(tables.rows()).containsExactly("2-1|2.00|b");
    assertThat(world.results(gone)).containsExactly("UPDATED");
  }

  @Test
  void whatWasReplacedBeforeTheFirstPublishDoesNotComeBackWhenItIsRepeated() {
    tables.spec = TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS, Duration.ofSeconds(1), 100);
    world.own();
    Delivery older = tables.invoice("1", row("1-1", "1", "a"));
    world.send(older);
    world.until("it gathers", () -> world.count("table_staged") == 1);
    Delivery newer = tables.invoice("1");
    world.send(newer);
    world.until("it ended", () -> world.results(newer).equals(List.of("UNCHANGED")));

    world.send(older);
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    tables.settled();

    assertThat(tables.rows()).containsExactly("2-1|2.00|b");
    assertThat(world.results(older)).containsExactly("SUPERSEDED");
  }

  @Test
  void aNewerDeliveryReplacesOneThatGathers() {
    tables.spec = TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS, Duration.ofSeconds(1), 100);
    world.own();
    Delivery older = tables.invoice("1", row("1-1", "1", "a"));
    world.send(older);
    world.until("it gathers", () -> world.count("table_staged") == 1);
    Delivery newer = tables.invoice("1", row("1-1", "2", "a"));
    world.send(newer);
    tables.settled();

    assertThat(world.results(older)).containsExactly("SUPERSEDED");
    assertThat(world.results(newer)).containsExactly("CREATED");
    assertThat(tables.rows()).containsExactly("1-1|2.00|a");
    assertThat(tables.asked()).hasSize(1);
  }

  @Test
  void aDeliveryThatIsOlderThanOneThatGathersIsNeedless() {
    tables.spec = TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS, Duration.ofSeconds(1), 100);
    world.own();
    Delivery older = tables.invoice("1", row("1-1", "1", "a"));
    Delivery newer = tables.invoice("1", row("1-1", "2", "a"));
    world.send(newer);
    world.until("it gathers", () -> world.count("table_staged") == 1);
    world.send(older);
    tables.settled();

    assertThat(world.results(older)).containsExactly("SUPERSEDED");
    assertThat(tables.rows()).containsExactly("1-1|2.00|a");
  }

  @Test
  void enoughRowsArePublishedBeforeTheirTimeIsOver() {
    tables.spec = TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS, Duration.ofHours(1), 2);
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    world.until("it gathers", () -> world.count("table_staged") == 1);
    assertThat(tables.asked()).isEmpty();
    world.send(tables.invoice("2", row("2-1", "1", "a")));
    tables.settled();

    assertThat(tables.rows()).hasSize(2);
  }

  @Test
  void anAppendedTableGetsOnlyItsNewRowsUntilOneOfThemChanges() {
    tables.spec = TableWorld.spec(Mode.APPEND, TableWorld.COLUMNS);
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    tables.settled();
    world.send(tables.invoice("1", row("1-1", "9", "a")));
    tables.settled();

    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .containsExactly(Action.OVERWRITE, Action.INSERT, Action.OVERWRITE);
    assertThat(tables.rows()).containsExactly("1-1|9.00|a", "2-1|2.00|b");
  }

  @Test
  void aReplacedTableIsWrittenWholeEachTimeAndSoIsOneThatCannotBeUpdated() {
    tables.spec = TableWorld.spec(Mode.REPLACE, TableWorld.COLUMNS);
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    tables.settled();

    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .containsExactly(Action.OVERWRITE, Action.OVERWRITE);
    assertThat(tables.asked()).extracting(FakeTables.Asked::rows).containsExactly(1, 2);
  }

  @Test
  void aRowSaysWhenItWasPublishedAndWhichJourneyBroughtItWhereTheRouteWishes() {
    TableSpec plain = tables.spec;
    tables.spec =
        new TableSpec(
            plain.name(),
            plain.project(),
            plain.mode(),
            plain.columns(),
            plain.totals(),
            plain.gather(),
            plain.rows(),
            plain.refresh(),
            true,
            true);
    world.own();
    Delivery one = tables.invoice("1", row("1-1", "1", "a"));
    world.send(one);
    tables.settled();

    assertThat(tables.rows())
        .singleElement()
        .asString()
        .startsWith("1-1|1.00|a|20")
        .endsWith(one.journey());
  }

  @Test
  void rowsThatComeDuringAPublishWaitForTheNext() {
    world.own();
    Delivery first = tables.invoice("1", row("1-1", "1", "a"));
    Delivery during = tables.invoice("2", row("2-1", "2", "b"));
    Delivery changed = tables.invoice("1", row("1-1", "7", "a"));
    tables.tables.after =
        change -> {
          tables.tables.after = any -> {};
          world.send(during, changed);
          world.until("they gather", () -> world.count("table_staged") == 3);
        };
    world.send(first);
    tables.settled();

    assertThat(world.results(first)).containsExactly("CREATED");
    assertThat(world.results(during)).containsExactly("CREATED");
    assertThat(world.results(changed)).hasSize(1).isSubsetOf("CREATED", "UPDATED");
    assertThat(tables.rows()).containsExactly("1-1|7.00|a", "2-1|2.00|b");
  }
}
