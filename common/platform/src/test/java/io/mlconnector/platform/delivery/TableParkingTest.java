package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.TableProgress;
import io.mlconnector.spi.VendorFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with a table, and who has to do what about it. */
class TableParkingTest {

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
    assertThat(tables.tables.violations).isEmpty();
  }

  private String reason(Delivery delivery) {
    return world
        .texts(
            "select kind || ': ' || reason from parked where delivery = '%s'"
                .formatted(delivery.id()))
        .get(0);
  }

  @Test
  void aValueThatDoesNotFitParksItsRecordAloneAndNamesTheColumn() {
    world.own();
    Delivery bad = tables.invoice("1", row("1-1", "1.005", "a"));
    Delivery good = tables.invoice("2", row("2-1", "2", "b"));
    world.send(bad, good);
    tables.settled();

    assertThat(reason(bad)).startsWith("TABLE_VALUE: Column amount: the value has 3 digits");
    assertThat(world.results(good)).containsExactly("CREATED");
    assertThat(tables.rows()).containsExactly("2-1|2.00|b");
  }

  @Test
  void twoRowsOfARecordWithOneKeyParkIt() {
    world.own();
    Delivery bad = tables.invoice("1", row("1-1", "1", "a"), row("1-1", "2", "b"));
    world.send(bad);
    tables.settled();

    assertThat(reason(bad)).contains("Column line: two rows of the record have the same key");
  }

  @Test
  void aRowOfAnotherRecordIsNotTaken() {
    world.own();
    world.send(tables.invoice("1", row("x", "1", "a")));
    tables.settled();
    Delivery other = tables.invoice("2", row("x", "2", "b"), row("2-1", "3", "c"));
    world.send(other);
    tables.settled();

    assertThat(reason(other)).startsWith("AMBIGUOUS: ").contains("invoice|1");
    assertThat(tables.rows()).containsExactly("x|1.00|a");
  }

  @Test
  void aRowThatMovesToAnotherRecordMoves() {
    world.own();
    world.send(tables.invoice("1", row("x", "1", "a")), tables.invoice("2", row("y", "2", "b")));
    tables.settled();
    world.send(tables.invoice("1"), tables.invoice("2", row("x", "1", "a"), row("y", "2", "b")));
    tables.settled();

    assertThat(world.count("parked")).isZero();
    assertThat(tables.rows()).containsExactly("x|1.00|a", "y|2.00|b");
  }

  @Test
  void whatIsNoTableDeliveryParks() {
    world.own();
    Delivery wrong = world.delivery(TableWorld.OBJECT, "1", Mode.UPSERT);
    world.send(wrong);
    tables.settled();

    assertThat(reason(wrong)).contains("takes only the rows of a record");
  }

  @Test
  void aPublishThatFailsForCertainIsAskedForUnderAnotherRequestThenParksAndHealsByARetry() {
    AtomicInteger asked = new AtomicInteger();
    tables.tables.instead =
        change -> {
          asked.incrementAndGet();
          return new TableProgress.Failed("disk full");
        };
    world.own();
    Delivery one = tables.invoice("1", row("1-1", "1", "a"));
    world.send(one);
    world.until("it parks", () -> world.count("parked") == 1);
    tables.settled();

    assertThat(asked).hasValue(3);
    assertThat(reason(one)).startsWith("PUBLISH: ").contains("disk full");
    assertThat(world.results(one)).containsExactly("PARKED");
    assertThat(world.alarms).singleElement().asString().contains("disk full");
    assertThat(world.texts("select trouble from table_object").get(0)).contains("disk full");
    assertThat(world.audit(Step.NEEDS_ATTENTION)).hasSize(1);

    tables.tables.instead = change -> null;
    Delivery two = tables.invoice("2", row("2-1", "2", "b"));
    world.send(two);
    world.until("all is told", () -> world.results(one).size() == 2);
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a", "2-1|2.00|b");
    assertThat(world.count("parked")).isZero();
    assertThat(world.alarms).isEmpty();
    assertThat(world.number("select count(*) from table_object where trouble is null")).isOne();
  }

  @Test
  void anotherRequestIsMadeAfterEachCertainFailure() {
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();
    java.util.List<String> requests = new java.util.concurrent.CopyOnWriteArrayList<>();
    tables.tables.before = change -> requests.add(change.request());
    AtomicInteger left = new AtomicInteger(2);
    tables.tables.instead =
        change -> {
          if (left.getAndDecrement() > 0) {
            throw VendorFailure.rejected(409, "busy elsewhere");
          }
          return null;
        };
    world.send(tables.invoice("1", row("1-1", "2", "a")));
    tables.settled();

    assertThat(requests).hasSize(3).doesNotHaveDuplicates();
    assertThat(tables.rows()).containsExactly("1-1|2.00|a");
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgainAsTheSameRequest() {
    tables.spec =
        TableWorld.spec(
            io.mlconnector.canonical.delivery.TableSpec.Mode.APPEND, TableWorld.COLUMNS);
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();
    AtomicInteger lost = new AtomicInteger(2);
    tables.tables.after =
        change -> {
          if (lost.getAndDecrement() > 0) {
            throw VendorFailure.unavailable(504, null, true, "gateway timeout");
          }
        };
    Delivery one = tables.invoice("2", row("2-1", "1", "a"));
    world.send(one);
    tables.settled();

    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .endsWith(Action.INSERT, Action.INSERT, Action.INSERT);
    assertThat(tables.asked().subList(1, 4))
        .extracting(FakeTables.Asked::request)
        .containsOnly(tables.asked().get(1).request());
    assertThat(tables.rows()).containsExactly("1-1|1.00|a", "2-1|1.00|a");
    assertThat(world.results(one)).containsExactly("CREATED");
  }

  @Test
  void aVendorThatWantsUsToWaitIsWaitedForAndNothingIsAcknowledged() {
    AtomicInteger left = new AtomicInteger(3);
    tables.tables.before =
        change -> {
          if (left.getAndDecrement() > 0) {
            throw VendorFailure.throttled(429, Duration.ofMillis(30), "slow down");
          }
        };
    world.own();
    Delivery one = tables.invoice("1", row("1-1", "1", "a"));
    world.send(one);
    world.until("the connection waits", () -> world.count("delivery_hold") == 1);
    assertThat(world.results(one)).isEmpty();
    tables.settled();

    assertThat(world.results(one)).containsExactly("CREATED");
    assertThat(world.count("delivery_hold")).isZero();
  }

  @Test
  void rowsAreTakenInWhileTheVendorIsAway() {
    tables.tables.before =
        change -> {
          throw VendorFailure.unavailable(503, Duration.ofHours(1), false, "down");
        };
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    world.until("the connection waits", () -> world.count("delivery_hold") == 1);
    world.send(tables.invoice("2", row("2-1", "1", "a")));
    world.until("its rows are kept", () -> world.count("table_row") == 2);

    assertThat(world.count("inbox")).isZero();
  }

  @Test
  void aJobIsStoredBeforeItIsAskedForAndItsFailureCounts() {
    tables.tables.asJobs = true;
    AtomicInteger polls = new AtomicInteger();
    tables.tables.onResume =
        job -> {
          assertThat(world.texts("select job from table_batch")).containsExactly(job);
          return polls.incrementAndGet() < 3
              ? new TableProgress.Running(job, Duration.ofMillis(10))
              : null;
        };
    world.own();
    Delivery one = tables.invoice("1", row("1-1", "1", "a"));
    world.send(one);
    tables.settled();

    assertThat(polls).hasValue(3);
    assertThat(world.results(one)).containsExactly("CREATED");
  }

  @Test
  void aJobThatTheVendorForgotIsAskedForAgainAsTheSameRequest() {
    tables.tables.asJobs = true;
    AtomicInteger left = new AtomicInteger(1);
    tables.tables.onResume =
        job -> {
          if (left.getAndDecrement() > 0) {
            tables.tables.finish(job);
            throw VendorFailure.rejected(404, "no such job");
          }
          return null;
        };
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();

    assertThat(tables.asked()).hasSize(2);
    assertThat(tables.asked())
        .extracting(FakeTables.Asked::request)
        .doesNotContainNull()
        .containsOnly(tables.asked().get(0).request());
    assertThat(tables.rows()).containsExactly("1-1|1.00|a");
  }

  @Test
  void aTableThatVanishedInTheTargetIsMadeAnew() {
    world.own();
    world.send(tables.invoice("1", row("1-1", "1", "a")));
    tables.settled();
    tables.tables.tables.clear();
    world.send(tables.invoice("2", row("2-1", "2", "b")));
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|1.00|a", "2-1|2.00|b");
    assertThat(tables.asked())
        .extracting(FakeTables.Asked::action)
        .containsExactly(Action.OVERWRITE, Action.OVERWRITE);
  }
}
