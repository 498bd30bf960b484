package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.flow.access.Scope;
import io.mlconnector.flow.pause.Pause;
import io.mlconnector.flow.pause.PauseTable;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that stands still: nothing is written, nothing is lost, all goes on in order. */
class PausedDeliveriesTest {

  private static final String WORDS = "paused by ada: upgrade";

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
  }

  @Test
  void deliveriesWaitThroughATakeoverAndGoOnInOrder() {
    world.paused = true;
    world.own();
    Delivery first = world.delivery("note", "n", Mode.APPEND, World.field("text", "one"));
    Delivery second = world.delivery("note", "n", Mode.APPEND, World.field("text", "two"));
    world.send(first, second, world.organization("1", "Acme"));
    sweeps(3);
    Engine successor = world.own();
    sweeps(3);

    assertThat(world.organizations.finds).isEmpty();
    assertThat(world.notes.batches).isEmpty();
    assertThat(world.count("inbox")).isEqualTo(3);
    assertThat(world.outcomes()).isEmpty();

    world.paused = false;
    successor.wake();
    world.settled();

    assertThat(world.notes.written).extracting(w -> w.text("text")).containsExactly("one", "two");
    assertThat(world.results(first)).containsExactly("CREATED");
    assertThat(world.target.byExternalId("name")).containsEntry("1", "Acme");
  }

  @Test
  void aNewerDeliveryReplacesTheOneThatWaits() {
    world.paused = true;
    world.own();
    Delivery old = world.organization("1", "Acme");
    Delivery young = world.organization("1", "Acme Ltd");
    world.send(old);
    world.send(young);
    sweeps(2);

    world.paused = false;
    world.settled();

    assertThat(world.organizations.written)
        .extracting(w -> w.text("name"))
        .containsExactly("Acme Ltd");
    assertThat(world.results(old)).containsExactly("SUPERSEDED");
  }

  @Test
  void theTimeThatIsLeftIsNotToldWhileNothingGoesOn() {
    world.own();
    world.paused = true;
    world.send(world.organization("1", "Acme"));
    sweeps(3);

    assertThat(
            world.number(
                "select count(*) from delivery_progress where remaining = 1"
                    + " and seconds_left is null"))
        .isEqualTo(1);
  }

  @Test
  void aJobThatTheVendorRunsIsAskedForUntilItEndsAndNoOtherBegins() {
    AtomicReference<List<Write>> running = new AtomicReference<>();
    world.organizations.asJob =
        writes -> {
          running.set(writes);
          world.paused = true;
          return List.of(new WriteResult.Waiting("job-1", Duration.ofMillis(300)));
        };
    world.organizations.onPoll =
        job -> running.get().stream().map(world.organizations::one).toList();
    world.own();
    Delivery acme = world.organization("1", "Acme");
    world.send(acme);
    world.until("the job runs", () -> world.count("vendor_job") == 1);
    world.send(world.organization("2", "Globex"));

    world.until("the job is over", () -> world.results(acme).contains("CREATED"));
    sweeps(2);

    assertThat(world.organizations.batches).hasSize(1);
    assertThat(world.count("vendor_job")).isZero();
    assertThat(world.count("inbox")).isEqualTo(1);
  }

  @Test
  void aWriteOfUnknownOutcomeIsLookedForOnceThePauseIsOver() {
    world.organizations.after =
        writes -> {
          world.paused = true;
          throw VendorFailure.unavailable(0, null, true, "broken off");
        };
    world.own();
    world.send(world.organization("1", "Acme"));
    world.until("it is written", () -> world.target.size() == 1);
    world.until("it is paused", () -> world.paused);
    world.organizations.after = writes -> {};
    sweeps(4);
    assertThat(world.organizations.finds).hasSize(1);
    assertThat(world.count("attempt")).isEqualTo(1);

    world.paused = false;
    world.settled();

    assertThat(world.target.size()).isEqualTo(1);
    assertThat(world.organizations.batches).hasSize(1);
    assertThat(world.count("link")).isEqualTo(1);
  }

  @Test
  void aPublishThatTheVendorWorksOnIsToldAndTheNextOneWaits() {
    Delivery one = tables.invoice("1", row("1-1", "10.5", "Ink"));
    Delivery two = tables.invoice("2", row("2-1", "1", "Pen"));
    tables.tables.asJobs = true;
    tables.tables.before =
        change -> {
          tables.tables.before = again -> {};
          world.send(two);
          world.until("its rows are kept", () -> world.count("table_staged") == 2);
          world.paused = true;
        };
    world.own();
    world.send(one);
    world.until("it is told", () -> world.results(one).contains("CREATED"));
    sweeps(4);
    assertThat(tables.asked()).hasSize(1);
    assertThat(world.count("table_staged")).isEqualTo(1);

    world.paused = false;
    tables.settled();

    assertThat(tables.rows()).containsExactly("1-1|10.50|Ink", "2-1|1.00|Pen");
  }

  @Test
  void aChildDoesNotRunOutOfPatienceForAParentThatIsNotWritten() throws Exception {
    world.settings.put("parent-wait", "500ms");
    Instant from = Instant.now();
    put(new Pause(Pause.Scope.SYSTEM, "desk", "upgrade", "ada", from, null));
    world.own();
    Delivery ada = world.user("ada", "Ada", "1");
    world.send(ada);
    world.until("it waits", () -> world.count("waiting") == 1);
    sweeps(4);
    assertThat(world.results(ada)).isEmpty();

    world.settings.put("parent-wait", "1h");
    world.transactions.run(
        sql -> {
          PauseTable.end(sql, Pause.Scope.SYSTEM, "desk");
          new PatienceForParents()
              .resumed(sql, World.CONNECTION, from.minusSeconds(7200), Instant.now());
        });

    assertThat(world.number("select count(*) from waiting where since <= clock_timestamp()"))
        .isEqualTo(1);
    assertThat(world.number("select count(*) from waiting where since > now() - interval '1 s'"))
        .isEqualTo(1);
  }

  @Test
  void whatIsQueuedWaitsForThePauseAndIsListedPageByPage() {
    world.paused = true;
    world.own();
    for (int i = 0; i < 5; i++) {
      world.send(world.organization("" + i, "Name " + i));
    }
    world.send(world.delivery("user", "ada", Mode.UPSERT, World.field("name", "Ada")));

    List<Groups.Group> groups =
        world.transactions.inTransaction(
            sql -> Groups.waiting(sql, Scope.ALL, World.CONNECTION, WORDS));
    assertThat(groups).extracting(Groups.Group::kind).containsExactly("PAUSED", "PAUSED");
    assertThat(groups).extracting(Groups.Group::count).containsExactly(5L, 1L);
    List<Listing.Aside> first = waiting(WORDS, "", 4);
    List<Listing.Aside> rest = waiting(WORDS, first.get(3).delivery(), 4);
    assertThat(first).hasSize(4).extracting(Listing.Aside::kind).containsOnly("PAUSED");
    assertThat(first.get(0).reason()).isEqualTo(WORDS);
    assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
    assertThat(waiting(null, "", 10)).isEmpty();
  }

  private List<Listing.Aside> waiting(String paused, String after, int limit) {
    return world.transactions.inTransaction(
        sql -> Listing.waiting(sql, Scope.ALL, World.CONNECTION, paused, after, limit));
  }

  private void put(Pause pause) {
    world.transactions.run(sql -> PauseTable.put(sql, pause));
  }

  /** Waits until the owner has looked through everything so many times. */
  private void sweeps(int count) {
    for (int i = 0; i < count; i++) {
      world.execute(
          "insert into done (delivery, at) values ('mark', 'epoch') on conflict do nothing");
      world.until(
          "a sweep", () -> world.number("select count(*) from done where delivery = 'mark'") == 0);
    }
  }
}
