package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The plain ways of a delivery through the engine. */
class EngineTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  @Test
  void aNewRecordIsCreatedLinkedAndTold() {
    Delivery acme = world.organization("1", "Acme");
    world.own();

    world.send(acme);
    world.settled();

    assertThat(world.target.byExternalId("name")).containsExactly(Map.entry("1", "Acme"));
    assertThat(world.texts("select target_key from link")).containsExactly("organization-1");
    Outcome told = world.outcomes().get(0);
    assertThat(told.result()).isEqualTo(Outcome.Result.CREATED);
    assertThat(told.targetKey()).isEqualTo("organization-1");
    assertThat(told.stored()).containsKeys("name", "external_id");
    assertThat(told.sequence().fence()).isEqualTo(1);
    assertThat(told.attempt()).isEqualTo(1);
    assertThat(told.journey()).isEqualTo(acme.journey());
  }

  @Test
  void twoThousandDeliveriesAreTwentyFullBatches() {
    world.own();

    world.send(
        IntStream.range(0, 2000)
            .mapToObj(i -> world.organization("" + i, "Name " + i))
            .toArray(Delivery[]::new));
    world.settled();

    assertThat(world.organizations.batches).hasSize(20).containsOnly(100);
    assertThat(world.organizations.finds).hasSize(20);
    assertThat(world.target.size()).isEqualTo(2000);
    assertThat(world.audit(Step.CREATED)).hasSizeBetween(1, 20);
    assertThat(world.audit(Step.CREATED).stream().mapToLong(AuditEvent::count).sum())
        .isEqualTo(2000);
    assertThat(world.outcomes()).hasSize(2000);
  }

  @Test
  void onlyDifferencesAreSent() {
    world.own();
    world.send(world.organization("1", "Acme"));
    world.settled();

    Delivery renamed = world.organization("1", "Acme Ltd");
    world.send(renamed);
    world.settled();

    assertThat(world.target.applied().get(1).fields()).containsOnlyKeys("name");
    assertThat(world.results(renamed)).containsExactly("UPDATED");
  }

  @Test
  void whatIsLikeThatAlreadyIsNotWritten() {
    world.own();
    world.send(world.organization("1", "Acme"));
    world.settled();

    Delivery again = world.organization("1", " Acme ");
    world.send(again);
    world.settled();

    assertThat(world.target.applied()).hasSize(1);
    assertThat(world.results(again)).containsExactly("UNCHANGED");
  }

  @Test
  void aRepeatedMessageIsDroppedWhereverTheFirstOneIs() {
    Delivery acme = world.organization("1", "Acme");
    world.send(acme, acme);
    world.send(acme);
    assertThat(world.count("inbox")).isEqualTo(1);

    world.own();
    world.settled();
    world.send(acme);
    world.settled();

    assertThat(world.results(acme)).containsExactly("CREATED");
    assertThat(world.target.applied()).hasSize(1);
  }

  @Test
  void anOlderDeliveryThatComesLateIsSuperseded() {
    Delivery old = world.organization("1", "Old");
    Delivery young = world.organization("1", "Young");
    world.own();
    world.send(young);
    world.settled();

    world.send(old);
    world.settled();

    assertThat(world.target.byExternalId("name")).containsValue("Young");
    assertThat(world.results(old)).containsExactly("SUPERSEDED");
  }

  @Test
  void ofWaitingDeliveriesOfARecordOnlyTheNewestIsWritten() {
    Delivery first = world.organization("1", "First");
    Delivery second = world.organization("1", "Second");
    Delivery third = world.organization("1", "Third");
    world.send(first, second, third);

    world.own();
    world.settled();

    assertThat(world.target.applied()).hasSize(1);
    assertThat(world.target.byExternalId("name")).containsValue("Third");
    assertThat(world.results(first)).containsExactly("SUPERSEDED");
    assertThat(world.results(second)).containsExactly("SUPERSEDED");
    assertThat(world.audit(Step.SUPERSEDED)).isNotEmpty();
  }

  @Test
  void whileOneIsBeingWrittenTheNewestOfTheRestWaits() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.organizations.before =
        writes -> {
          writing.countDown();
          await(goOn);
        };
    world.own();
    world.send(world.organization("1", "First"));
    writing.await();
    Delivery second = world.organization("1", "Second");
    Delivery third = world.organization("1", "Third");
    world.send(second);
    world.send(third);
    world.until("the second is superseded", () -> world.results(second).contains("SUPERSEDED"));
    goOn.countDown();
    world.settled();

    assertThat(world.target.applied()).hasSize(2);
    assertThat(world.target.byExternalId("name")).containsValue("Third");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void appendedItemsAreAllWrittenInOrder() {
    Delivery[] notes =
        IntStream.range(0, 5)
            .mapToObj(
                i -> world.delivery("note", "1", Mode.APPEND, World.field("text", "note " + i)))
            .toArray(Delivery[]::new);
    world.own();

    world.send(notes);
    world.settled();
    world.send(notes);
    world.settled();

    assertThat(world.target.applied())
        .extracting(applied -> applied.text("text"))
        .containsExactly("note 0", "note 1", "note 2", "note 3", "note 4");
  }

  @Test
  void personalValuesAreHashedInTheAudit() {
    Delivery user =
        world.delivery(
            "user",
            "1",
            Mode.UPSERT,
            new FieldWrite(
                "name",
                com.fasterxml.jackson.databind.node.TextNode.valueOf("Ada"),
                null,
                When.ALWAYS,
                false,
                true,
                List.of("firstName")));
    world.own();

    world.send(user);
    world.settled();

    AuditEvent event = world.audit(Step.CREATED).get(0);
    assertThat(event.items().get(0).changes())
        .contains(
            new FieldChange("name", null, "hashed 3", true, List.of("firstName")),
            new FieldChange("external_id", null, "1", false, List.of("external_id")));
    assertThat(event.items().get(0).targetKey()).isEqualTo("user-1");
  }

  @Test
  void anExistingRecordIsAdoptedByItsMatchKey() {
    String key = world.target.foreign("organization", "name", "Acme");
    world.own();

    Delivery acme = world.organization("1", "Acme");
    world.send(acme);
    world.settled();

    assertThat(world.results(acme)).containsExactly("UPDATED");
    assertThat(world.texts("select target_key from link")).containsExactly(key);
    assertThat(world.target.size()).isEqualTo(1);
  }

  @Test
  void aRecordBelongsToOneRef() {
    world.target.foreign("organization", "name", "Acme");
    world.own();
    Delivery first = world.organization("1", "Acme");
    world.send(first);
    world.settled();
    world.target.edit("organization", "organization-foreign-1", "external_id", "2");

    Delivery second = world.organization("2", "Acme");
    world.send(second);
    world.settled();

    assertThat(world.results(second)).containsExactly("PARKED");
    assertThat(world.texts("select kind from parked")).containsExactly("AMBIGUOUS");
    assertThat(world.texts("select reason from parked").get(0))
        .contains("desk-prod|organization|erp|customer|1");
    assertThat(world.target.applied()).hasSize(1);
  }

  @Test
  void ofSeveralRecordsThatCouldBeMeantNoneIsChosen() {
    world.organizations.insteadOfFind =
        write -> new Found.Ambiguous(List.of("1001", "1002"), "email");
    world.own();

    Delivery acme = world.organization("1", "Acme");
    world.send(acme);
    world.settled();

    assertThat(world.results(acme)).containsExactly("PARKED");
    assertThat(world.texts("select kind from parked")).containsExactly("AMBIGUOUS");
    assertThat(world.texts("select reason from parked").get(0)).contains("email: 1001, 1002");
    assertThat(world.target.applied()).isEmpty();
  }

  @Test
  void twoRefsThatReachOneRecordInOneBatchDoNotBothTakeIt() {
    world.target.foreign("organization", "name", "Acme");
    Delivery first = world.organization("1", "Acme");
    Delivery second = world.organization("2", "Acme");
    world.send(first, second);

    world.own();
    world.settled();

    assertThat(world.results(first)).containsExactly("UPDATED");
    assertThat(world.target.size()).isEqualTo(1);
    assertThat(world.results(second)).containsExactly("PARKED");
    assertThat(world.target.byExternalId("name")).containsOnlyKeys("1");
  }

  @Test
  void refsThatMayShareARecordAreLinkedToItAndTheFirstOneWritesIt() {
    world.target.foreign("organization", "name", "Acme");
    world.own();
    world.send(world.organization("1", "Acme"));
    world.settled();
    world.target.edit("organization", "organization-foreign-1", "external_id", "2");

    Delivery second = shared(world.organization("2", "Acme"));
    world.send(second);
    world.settled();

    assertThat(world.results(second)).containsExactly("UNCHANGED");
    assertThat(world.texts("select shared || ' ' || target_key from link order by ref"))
        .containsExactly("false organization-foreign-1", "true organization-foreign-1");
    assertThat(world.target.applied()).hasSize(1);
  }

  @Test
  void whatTheTargetNeverTakesIsAGapThatIsToldAndNotTriedAgain() {
    world.own();
    world.send(world.organization("1", "Acme"));
    world.settled();
    AtomicInteger asked = new AtomicInteger();
    world.organizations.instead =
        write -> {
          asked.incrementAndGet();
          return new WriteResult.Unchanged(
              write.key(), List.of(new Gap("name", "Names are for ever here.")));
        };

    Delivery renamed = world.organization("1", "Another");
    world.send(renamed);
    world.settled();

    assertThat(asked).hasValue(1);
    Outcome outcome = world.outcomes().get(1);
    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNCHANGED);
    assertThat(outcome.reason()).isEqualTo("name: Names are for ever here.");
    assertThat(outcome.stored().get("name").asText()).isEqualTo("Acme");
    assertThat(world.audit(Step.DATA_GAP))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.items())
                    .singleElement()
                    .extracting(AuditItem::journey, AuditItem::reason)
                    .containsExactly(renamed.journey(), outcome.reason()));
  }

  private static Delivery shared(Delivery one) {
    return new Delivery(
        one.id(),
        one.ref(),
        one.mode(),
        one.route(),
        one.routeVersion(),
        one.journey(),
        one.sequence(),
        one.order(),
        one.fields(),
        one.match(),
        Map.of("shares", "true"),
        null,
        one.seen());
  }

  @Test
  void anUnknownObjectIsParkedWithWhatThereIs() {
    Delivery strange = world.delivery("planet", "1", Mode.UPSERT);
    world.own();

    world.send(strange);
    world.settled();

    assertThat(world.results(strange)).containsExactly("PARKED");
    assertThat(world.texts("select reason from parked").get(0))
        .contains("desk has no object planet")
        .contains("organization");
  }
}
