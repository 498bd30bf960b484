package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.TableSpec.Column;
import io.mlconnector.canonical.delivery.TableSpec.Mode;
import io.mlconnector.canonical.delivery.TableSpec.Role;
import io.mlconnector.canonical.delivery.TableSpec.Type;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.table.KeptTable;
import io.mlconnector.platform.table.KeptTables;
import io.mlconnector.spi.TableChange.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns that change, tables that somebody else has made, and what people decide about them. */
class TableDecisionsTest {

  private static final Column COMPANY =
      new Column("company", "Company", Type.TEXT, 0, Role.DIMENSION, false);

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;
  private final TableDecisions decisions =
      new TableDecisions(world.transactions, new TableOutbox(), world.voice);

  @BeforeEach
  void own() {
    world.own();
  }

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
    assertThat(tables.tables.violations).isEmpty();
  }

  private Owned owned() {
    return new Owned(
        new TableLease(world.number("select number from fence")),
        world.document(),
        new FakeVendor(World.CONNECTION),
        null);
  }

  private KeptTable table() {
    return world.transactions.inTransaction(
        sql -> KeptTables.find(sql, World.CONNECTION, TableWorld.OBJECT).orElseThrow());
  }

  private boolean isFound() {
    return world.number("select count(*) from table_object where adoption = 'found'") == 1;
  }

  private void publishOne() {
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();
  }

  private void columns(List<Column> columns) {
    tables.spec = TableWorld.spec(Mode.UPSERT, columns);
    tables.version++;
  }

  @Test
  void aNewColumnIsAddedByWritingTheWholeTableAndIsEmptyUntilRowsCome() {
    publishOne();
    List<Column> more = new ArrayList<>(TableWorld.COLUMNS);
    more.add(COMPANY);
    columns(more);
    world.send(tables.invoice("2", row("2-1", "2", "b", "US1")));
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a|", "2-1|2.00|b|US1");
    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .containsExactly(Action.OVERWRITE, Action.OVERWRITE);
  }

  @Test
  void aDeliveryOfAnOlderRouteVersionIsReadByTheNamesOfItsColumns() {
    List<Column> more = new ArrayList<>(TableWorld.COLUMNS);
    more.add(1, COMPANY);
    columns(more);
    world.send(tables.invoice("1", row("1-1", "US1", "1", "a")));
    tables.settled();
    tables.spec = TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS);
    tables.version = 1;
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|US1|1.00|a", "2-1||2.00|b");
  }

  @Test
  void aColumnThatVanishesParksWithItsNameUntilSomebodyAcceptsIt() {
    publishOne();
    columns(TableWorld.COLUMNS.subList(0, 2));
    Delivery fewer = tables.invoice("2", row("2-1", "2"));
    world.send(fewer);
    world.until("it parks", () -> world.count("parked") == 1);
    assertThat(world.texts("select reason from parked").get(0))
        .contains("columns vanished: text")
        .contains("tables/ap-lines/accept");
    assertThat(tables.asked()).hasSize(1);

    assertThat(decisions.accept(owned(), TableWorld.OBJECT, "Ada")).isFalse();
    world.until("it is told", () -> world.results(fewer).contains("CREATED"));
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00", "2-1|2.00");
    assertThat(table().proposal()).isNull();
  }

  @Test
  void aColumnOfAnotherTypeParksAndIsEmptyOnceAcceptedUntilItsRowsCome() {
    publishOne();
    List<Column> other = new ArrayList<>(TableWorld.COLUMNS);
    other.set(1, new Column("amount", "Amount", Type.DECIMAL, 3, Role.MEASURE, false));
    columns(other);
    world.send(tables.invoice("2", row("2-1", "2.125", "b")));
    world.until("it parks", () -> world.count("parked") == 1);
    assertThat(world.texts("select reason from parked").get(0))
        .contains("columns changed their type: amount");

    decisions.accept(owned(), TableWorld.OBJECT, "Ada");
    world.until("it is published", () -> tables.asked().size() == 2);
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1||a", "2-1|2.125|b");
  }

  @Test
  void anotherKeyForgetsTheRowsOnceAccepted() {
    publishOne();
    List<Column> other = new ArrayList<>(TableWorld.COLUMNS);
    other.set(2, new Column("text", "Text", Type.TEXT, 0, Role.DIMENSION, true));
    columns(other);
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    world.until("it parks", () -> world.count("parked") == 1);

    assertThat(decisions.accept(owned(), TableWorld.OBJECT, "Ada")).isTrue();
    world.until("it is published", () -> tables.asked().size() == 2);
    tables.settled();
    assertThat(tables.rows()).containsExactly("2-1|2.00|b");
  }

  @Test
  void nothingIsAcceptedThatNobodyAsks() {
    publishOne();
    assertThatThrownBy(() -> decisions.accept(owned(), TableWorld.OBJECT, "Ada"))
        .hasMessageContaining("No columns");
  }

  @Test
  void aTableBelongsToOneRoute() {
    publishOne();
    tables.route = "others";
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    world.until("it parks", () -> world.count("parked") == 1);

    assertThat(world.texts("select reason from parked").get(0))
        .contains("is filled by route lines");
  }

  @Test
  void aTableOfSomebodyElseIsNotTouchedUntilItIsAdopted() {
    FakeTables.Held theirs = new FakeTables.Held("theirs", TableWorld.COLUMNS.subList(0, 2));
    tables.tables.tables.put(TableWorld.NAME, theirs);
    Delivery one = tables.invoice("1", row("1-1", "1", "a"));
    world.send(one);
    world.until("it is found", this::isFound);

    assertThat(tables.asked()).isEmpty();
    assertThat(table().trouble()).contains("exists already").contains("plan");
    assertThat(world.alarms).hasSize(1);
    assertThat(waiting()).singleElement().asString().contains("exists already");

    decisions.adopt(owned(), tables.tables, table(), "Ada");
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a");
    assertThat(world.results(one)).containsExactly("CREATED");
    assertThat(table().key()).isEqualTo("theirs");
    assertThat(table().trouble()).isNull();
    assertThat(world.alarms).isEmpty();
  }

  @Test
  void aTableWhoseColumnsWouldBeLostIsNotAdoptedAndTheyAreNamed() {
    FakeTables.Held theirs = new FakeTables.Held("theirs", List.of(COMPANY));
    tables.tables.tables.put(TableWorld.NAME, theirs);
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    world.until("it is found", this::isFound);

    assertThatThrownBy(() -> decisions.adopt(owned(), tables.tables, table(), "Ada"))
        .hasMessageContaining("company: would be lost");
    assertThat(tables.asked()).isEmpty();
  }

  @Test
  void aTableThatSomebodyElseTookAwayAgainIsMade() {
    tables.tables.tables.put(TableWorld.NAME, new FakeTables.Held("theirs", TableWorld.COLUMNS));
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    world.until("it is found", this::isFound);
    tables.tables.tables.clear();
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a");
    assertThat(table().trouble()).isNull();
  }

  @Test
  void aRebuildWritesTheWholeTableThoughNothingChanged() {
    publishOne();
    tables.tables.tables.get(TableWorld.NAME).rows.clear();
    decisions.rebuild(owned(), TableWorld.OBJECT, "Ada");
    world.until("it is written", () -> tables.asked().size() == 2);
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a");
  }

  @Test
  void aPersonNeedNotWaitForThePublish() {
    tables.spec =
        TableWorld.spec(Mode.UPSERT, TableWorld.COLUMNS, java.time.Duration.ofHours(1), 10_000);
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    world.until("it gathers", () -> world.count("table_staged") == 1);
    decisions.publish(owned(), TableWorld.OBJECT, "Ada");
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a");
  }

  private List<String> waiting() {
    return world.transactions.inTransaction(
        sql ->
            Listing.waiting(sql, Scope.ALL, World.CONNECTION, null, "", 10).stream()
                .map(aside -> aside.state() + " " + aside.reason())
                .toList());
  }
}
