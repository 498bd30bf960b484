package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of failure, and what becomes of the deliveries that it met. */
class FailureTest {

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  private static Consumer<List<Write>> first(int times, RuntimeException failure) {
    AtomicInteger count = new AtomicInteger();
    return writes -> {
      if (count.incrementAndGet() <= times) {
        throw failure;
      }
    };
  }

  private Delivery[] organizations(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> world.organization("" + i, "Name " + i))
        .toArray(Delivery[]::new);
  }

  private static boolean has(List<Write> writes, String name) {
    return writes.stream().anyMatch(write -> name.equals(write.text("name")));
  }

  @Test
  void aRejectedRecordIsParkedAtOnceAndTheOthersOfItsBatchAreWritten() {
    world.organizations.instead =
        write ->
            "Name 3".equals(write.text("name")) ? new WriteResult.Rejected("name: is taken") : null;
    world.own();
    Delivery[] all = organizations(10);

    world.send(all);
    world.settled();

    assertThat(world.target.size()).isEqualTo(9);
    assertThat(world.results(all[3])).containsExactly("PARKED");
    assertThat(world.texts("select reason from parked")).containsExactly("name: is taken");
    assertThat(world.organizations.batches).hasSize(1);
  }

  @Test
  void aRejectedBatchIsSplitUntilItsCulpritIsFound() {
    world.organizations.before =
        writes -> {
          if (has(writes, "Name 37")) {
            throw VendorFailure.rejected(422, "one of them is wrong");
          }
        };
    world.own();
    Delivery[] all = organizations(100);

    world.send(all);
    world.settled();

    assertThat(world.target.size()).isEqualTo(99);
    assertThat(world.results(all[37])).containsExactly("PARKED");
    assertThat(world.count("parked")).isEqualTo(1);
    assertThat(world.organizations.batches.size()).isLessThanOrEqualTo(15);
  }

  @Test
  void aSinkThatThrowsParksOnlyTheRecordThatItThrowsAt() {
    world.organizations.before =
        writes -> {
          if (has(writes, "Name 3")) {
            throw new NullPointerException("Name 3 is what it contains");
          }
        };
    world.own();
    Delivery[] all = organizations(10);

    world.send(all);
    world.settled();

    assertThat(world.target.size()).isEqualTo(9);
    assertThat(world.texts("select reason from parked").get(0))
        .startsWith("The sink organization of desk failed: NullPointerException at")
        .doesNotContain("Name 3");
  }

  @Test
  void aSinkThatThrowsWhileLookingParksOnlyTheRecordThatItThrowsAt() {
    world.organizations.beforeFind =
        writes -> {
          if (has(writes, "Name 3")) {
            throw new StackOverflowError();
          }
        };
    world.own();

    world.send(organizations(10));
    world.settled();

    assertThat(world.target.size()).isEqualTo(9);
    assertThat(world.texts("select kind from parked")).containsExactly("SINK_ERROR");
  }

  @Test
  void aSinkThatGivesAWrongNumberOfResultsLosesNothing() {
    world.organizations.results = all -> all.size() > 1 ? all.subList(1, all.size()) : List.of();
    world.own();
    Delivery one = world.organization("1", "Acme");

    world.send(one);
    world.settled();

    assertThat(world.results(one)).containsExactly("PARKED");
    assertThat(world.texts("select reason from parked").get(0))
        .contains("organization of desk")
        .contains("write gave 0 answers for 1 writes");
  }

  @Test
  void aResultWithoutAKeyIsParkedAsTheSinksFault() {
    world.organizations.instead = write -> new WriteResult.Created(" ", null);
    world.own();

    world.send(world.organization("1", "Acme"));
    world.settled();

    assertThat(world.texts("select kind from parked")).containsExactly("SINK_ERROR");
    assertThat(world.count("link")).isZero();
  }

  @Test
  void aThrottledConnectionWaitsAsToldAndLosesNothing() {
    world.organizations.before =
        first(1, VendorFailure.throttled(429, Duration.ofMillis(400), "slow down"));
    world.own();
    long started = System.nanoTime();

    world.send(organizations(5));
    world.until("it waits", () -> world.count("delivery_hold") == 1);
    assertThat(world.texts("select kind || ' ' || reason from delivery_hold"))
        .containsExactly("THROTTLED slow down");
    world.settled();

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(400));
    assertThat(world.target.size()).isEqualTo(5);
    assertThat(world.audit(Step.ATTEMPTED).get(0).items().get(0).reason()).contains("429");
    world.until("the wait is over", () -> world.count("delivery_hold") == 0);
  }

  @Test
  void whatAnOwnerWaitedForIsNotToldOfTheNextOneWhichHasNotFailed() {
    world.organizations.before =
        first(1, VendorFailure.unavailable(503, Duration.ofHours(1), false, "down"));
    Engine former = world.own();
    world.send(organizations(1));
    world.until("it waits", () -> world.count("delivery_hold") == 1);
    former.close();
    world.execute("delete from inbox");

    world.own();

    world.until("nobody waits any more", () -> world.count("delivery_hold") == 0);
  }

  @Test
  void aRefusedSignInParksNothingAndCallsForAttention() {
    world.organizations.beforeFind = first(3, VendorFailure.unauthorized(401, "who are you"));
    world.own();

    world.send(organizations(5));
    world.until("attention is called for", () -> !world.audit(Step.NEEDS_ATTENTION).isEmpty());
    world.settled();

    assertThat(world.target.size()).isEqualTo(5);
    assertThat(world.count("parked")).isZero();
    assertThat(world.audit(Step.NEEDS_ATTENTION)).hasSize(1);
  }

  @Test
  void aWriteThatNeverLeftIsTriedAgainWithoutAnUnknownOutcome() {
    world.organizations.before =
        first(2, VendorFailure.unavailable(0, null, false, "no route to host"));
    world.own();

    world.send(organizations(5));
    world.settled();

    assertThat(world.target.size()).isEqualTo(5);
    assertThat(world.audit(Step.OUTCOME_UNKNOWN)).isEmpty();
  }

  @Test
  void aWriteThatWasAppliedAndNotAnsweredIsReadAndNotRepeated() {
    world.organizations.after =
        first(1, VendorFailure.unavailable(0, null, true, "connection reset"));
    world.own();
    Delivery[] all = organizations(5);

    world.send(all);
    world.until("it is unknown", () -> !world.audit(Step.OUTCOME_UNKNOWN).isEmpty());
    assertThat(world.count("attempt")).isEqualTo(5);
    world.settled();

    assertThat(world.target.applied()).hasSize(5);
    assertThat(world.results(all[0])).containsExactly("UNCHANGED");
    assertThat(world.count("link")).isEqualTo(5);
    assertThat(world.organizations.batches).hasSize(1);
  }

  @Test
  void whileAnOutcomeIsUnknownOnlyItsRefsWait() {
    world.settings.put("grace", "1500ms");
    world.organizations.after =
        first(1, VendorFailure.unavailable(0, null, true, "connection reset"));
    world.own();
    Delivery unknown = world.organization("1", "Acme");
    world.send(unknown);
    world.until("it is unknown", () -> !world.audit(Step.OUTCOME_UNKNOWN).isEmpty());

    Delivery same = world.organization("1", "Acme Ltd");
    Delivery other = world.organization("2", "Other");
    world.send(same, other);
    world.until("the other is written", () -> world.results(other).contains("CREATED"));

    assertThat(world.results(same)).isEmpty();
    assertThat(world.results(unknown)).isEmpty();
    world.settled();
    assertThat(world.target.byExternalId("name")).containsEntry("1", "Acme Ltd").hasSize(2);
  }

  @Test
  void aRecordThatNeverGetsAnAnswerIsSoughtOutAndParkedWhileOthersFlow() {
    world.settings.put("write-timeout", "50ms");
    world.settings.put("grace", "50ms");
    world.settings.put("backoff.first", "10ms");
    world.settings.put("backoff.most", "20ms");
    world.organizations.before =
        writes -> {
          if (has(writes, "Name 3")) {
            throw VendorFailure.unavailable(500, null, true, "internal error");
          }
        };
    world.own();
    Delivery[] all = organizations(8);
    world.send(all);

    world.until(
        "the culprit is parked",
        () -> {
          String other = "other " + System.nanoTime();
          world.send(world.organization(other, other));
          return world.results(all[3]).contains("PARKED");
        });
    world.settled();

    assertThat(world.texts("select kind from parked")).containsExactly("UNANSWERED");
    assertThat(world.target.byExternalId("name")).containsKeys("0", "1", "2", "4", "5", "6", "7");
  }

  @Test
  void aRecordThatChangedMeanwhileIsDecidedOnAgain() {
    world.own();
    world.send(world.organization("1", "Acme"));
    world.settled();
    AtomicInteger calls = new AtomicInteger();
    world.organizations.instead =
        write -> {
          if (calls.incrementAndGet() > 1) {
            return null;
          }
          world.target.edit("organization", write.key(), "name", "Acme Ltd");
          return new WriteResult.Changed(write.key(), world.target.get(write.key()));
        };

    Delivery same = world.organization("1", "Acme Ltd");
    world.send(same);
    world.settled();

    assertThat(world.results(same)).containsExactly("UNCHANGED");
    assertThat(calls).hasValue(1);
  }

  @Test
  void aRecordThatKeepsChangingIsParked() {
    world.target.foreign("organization", "name", "Acme");
    world.organizations.instead =
        write -> new WriteResult.Changed(write.key(), world.target.get(write.key()));
    world.own();

    world.send(world.organization("1", "Acme"));
    world.settled();

    assertThat(world.texts("select kind from parked")).containsExactly("CHANGING");
    assertThat(world.organizations.batches).hasSize(3);
  }

  @Test
  void aRecordThatIsGoneInTheTargetIsParkedAndNotMadeAgain() {
    world.own();
    world.send(world.organization("1", "Acme"));
    world.settled();
    world.target.remove("organization-1");

    Delivery next = world.organization("1", "Acme Ltd");
    world.send(next);
    world.settled();

    assertThat(world.results(next)).containsExactly("PARKED");
    assertThat(world.texts("select kind || ' ' || target_key from parked"))
        .containsExactly("GONE organization-1");
    assertThat(world.target.size()).isZero();
  }

  @Test
  void aNewerDeliveryHealsAParkedOne() {
    world.organizations.instead =
        write -> "Wrong".equals(write.text("name")) ? new WriteResult.Rejected("wrong name") : null;
    world.own();
    Delivery wrong = world.organization("1", "Wrong");
    world.send(wrong);
    world.settled();

    Delivery right = world.organization("1", "Right");
    world.send(right);
    world.settled();

    assertThat(world.results(wrong)).containsExactly("PARKED", "SUPERSEDED");
    assertThat(world.outcomes())
        .filteredOn(outcome -> outcome.delivery().equals(wrong.id()))
        .extracting("attempt")
        .containsExactly(1, 2);
    assertThat(world.results(right)).containsExactly("CREATED");
    assertThat(world.count("parked")).isZero();
  }

  @Test
  void anOlderDeliveryDoesNotOvertakeAParkedNewerOne() {
    world.organizations.instead = write -> new WriteResult.Rejected("wrong name");
    Delivery old = world.organization("1", "Old");
    Delivery young = world.organization("1", "Young");
    world.own();
    world.send(young);
    world.settled();
    world.organizations.instead = write -> null;

    world.send(old);
    world.settled();

    assertThat(world.results(old)).containsExactly("SUPERSEDED");
    assertThat(world.target.size()).isZero();
    assertThat(world.count("parked")).isEqualTo(1);
  }

  @Test
  void aReasonWithACharacterZeroIsStoredWithoutIt() {
    world.organizations.instead = write -> new WriteResult.Rejected("bad\0name\nnext");
    world.own();

    world.send(world.organization("1", "Acme"));
    world.settled();

    assertThat(world.texts("select reason from parked")).containsExactly("bad\uFFFDname next");
  }
}
