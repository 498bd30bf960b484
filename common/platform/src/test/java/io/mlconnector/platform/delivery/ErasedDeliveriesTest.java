package io.mlconnector.platform.delivery;

import static io.mlconnector.platform.delivery.TableWorld.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.platform.erasure.Eraser;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasing somebody whose records are delivered here, at whatever moment that happens. */
class ErasedDeliveriesTest {

  private final TableWorld tables = new TableWorld();
  private final World world = tables.world;
  private final Eraser eraser =
      new Eraser(
          world.transactions, world.suppressions, List.of(new ErasedDeliveries(world.config())));

  @BeforeEach
  void outbox() {
    world.execute("create table outbox (key text)");
  }

  @AfterEach
  void close() {
    tables.close();
    assertThat(world.deaths).isEmpty();
  }

  @Test
  void aLinkGoesAndWhatIsInTheTargetStays() {
    Delivery ann = world.organization("1", "Ann");
    world.own();
    world.send(ann);
    world.settled();
    int calls = world.target.applied().size();

    assertThat(eraser.look(whom(ann)).found()).containsEntry("links", 1L);
    Done done = eraser.erase("e1", whom(ann));

    assertThat(done.went()).containsEntry("links", 1L);
    assertThat(done.open()).isZero();
    assertThat(world.count("link")).isZero();
    assertThat(world.target.applied()).hasSize(calls);
    assertThat(world.target.byExternalId("name")).containsValue("Ann");
  }

  @Test
  void aDeliveryThatComesLateIsCountedAndNotTaken() {
    Delivery ann = world.organization("1", "Ann");
    Delivery bob = world.organization("2", "Bob");
    eraser.erase("e1", whom(ann));

    world.send(ann, bob);

    assertThat(world.texts("select ref from inbox")).containsExactly(bob.ref().toString());
    assertThat(world.audit(Step.SUPPRESSED))
        .singleElement()
        .satisfies(event -> assertThat(event.items()).isEmpty())
        .satisfies(event -> assertThat(event.count()).isEqualTo(1));
    eraser.lift("e1");
    world.send(ann);
    assertThat(world.count("inbox")).isEqualTo(2);
  }

  @Test
  void deliveriesOnTheirWayAndAsideGoAndThoseOfOthersStay() {
    Delivery ann = world.organization("1", "Ann");
    Delivery waits = world.user("9", "Ann's child", "1");
    Delivery bob = world.organization("12", "Bob");
    world.send(ann, waits, bob);
    world.execute(
        "insert into parked (delivery, tries, risky, approved, parents, body, accepted, kind,"
            + " reason) values ('x', 1, false, false, '{}', 'odd: ANN@acme.example', now(),"
            + " 'UNREADABLE', 'odd')");

    Done done = eraser.erase("e1", new Erasure(whom(ann).records(), List.of("ann@acme.example")));

    assertThat(done.went())
        .containsEntry("deliveries on their way", 1L)
        .containsEntry("messages that cannot be read", 1L);
    assertThat(world.texts("select ref from inbox order by 1"))
        .containsExactly(bob.ref().toString(), waits.ref().toString());
    world.own();
    world.until("the other one is written", () -> world.target.size() == 1);
    assertThat(world.target.byExternalId("name")).containsOnlyKeys("12");
  }

  @Test
  void aWriteThatIsUnderWayIsWaitedForAndWhatItLeavesGoes() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.organizations.before =
        writes -> {
          writing.countDown();
          await(goOn);
        };
    Delivery ann = world.organization("1", "Ann");
    world.own();
    world.send(ann);
    writing.await();

    Done first = eraser.erase("e1", whom(ann));
    assertThat(first.open()).isEqualTo(1);
    assertThat(first.why()).contains("under way");
    assertThat(world.count("inbox")).as("it is needed to end it").isEqualTo(1);
    goOn.countDown();
    world.settled();
    assertThat(world.count("link")).isEqualTo(1);
    Done second = eraser.erase("e1", whom(ann));

    assertThat(second.open()).isZero();
    assertThat(world.count("link") + world.count("inbox") + world.count("attempt")).isZero();
    Done third = eraser.erase("e1", whom(ann));
    assertThat(third.went()).isEmpty();
  }

  @Test
  void anAttemptThatACrashLeftOpenIsWaitedForNoLongerThanItMayHaveAnEffect() {
    Delivery ann = world.organization("1", "Ann");
    world.send(ann);
    world.execute(
        "insert into attempt values ('%s', 'zd', '%s', 1, 1, now(), now() + interval '1 hour')"
            .formatted(ann.id(), ann.ref()));
    assertThat(eraser.erase("e1", whom(ann)).open()).isEqualTo(1);

    world.execute("update attempt set deadline = now() - interval '1 hour'");
    Done done = eraser.erase("e1", whom(ann));

    assertThat(done.open()).isZero();
    assertThat(world.count("attempt") + world.count("inbox")).isZero();
  }

  @Test
  void rowsOfATableLeaveTheTargetBeforeItIsDone() {
    world.own();
    Delivery ann = ofPerson(tables.invoice("1", row("1-1", "1", "Ann")));
    Delivery bob = ofPerson(tables.invoice("2", row("2-1", "2", "Bob")));
    world.send(ann, bob);
    tables.settled();

    Done done = eraser.erase("e1", whom(ann));
    assertThat(done.went()).containsEntry("table rows", 1L);
    assertThat(done.open()).isEqualTo(1);
    world.until("it is published", () -> tables.rows().size() == 1);
    world.until("it is forgotten here", () -> world.number("select count(*) from table_row") == 1);

    assertThat(tables.rows()).containsExactly("2-1|2.00|Bob");
    assertThat(eraser.erase("e1", whom(ann)).open()).isZero();
  }

  private static Delivery ofPerson(Delivery rows) {
    Ref ref = rows.ref();
    return new Delivery(
        rows.id(),
        new Ref(
            ref.connection(),
            ref.object(),
            new RecordKey(ref.source().connection(), "contact", ref.source().key())),
        rows.mode(),
        rows.route(),
        rows.routeVersion(),
        rows.journey(),
        rows.sequence(),
        rows.order(),
        rows.fields(),
        rows.match(),
        rows.policies(),
        rows.waitsFor(),
        rows.seen(),
        rows.key(),
        rows.guarded(),
        rows.table());
  }

  private static Erasure whom(Delivery delivery) {
    return new Erasure(List.of(delivery.ref().source().toString()), List.of());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
