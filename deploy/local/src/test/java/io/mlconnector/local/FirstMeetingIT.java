package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.sandbox.TwoSides;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two companies that have most customers in common and never met, brought together by one command.
 * The full size: {@code -Dtwo-sides.records=5000}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FirstMeetingIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int RECORDS = Integer.getInteger("two-sides.records", 100);
  private static final Duration LOAD = Duration.ofMinutes(4).plusMillis(RECORDS * 300L);
  private static final Duration POLL = Duration.ofSeconds(2).plusMillis(RECORDS * 2L);

  /** Another history: {@code -Dtwo-sides.seed=…}. */
  private static final long SEED = Long.getLong("two-sides.seed", 1L);

  private static final int ROUNDS = 10;
  private static final int EDITS = RECORDS / 5 / ROUNDS * ROUNDS;
  private static final int DOWN_EDITS = 10;
  private static final int TRIES = 6;
  private static final List<String> ERP_EDITS =
      List.of("PhoneNumber", "AddressLine1", "CreditLimit", "AlphaName");
  private static final List<String> CRM_EDITS = List.of("Phone", "Billing_Street", "Website");

  @TempDir static Path data;

  private RunningLauncher run;
  private TwoSidesView view;
  private FirstMeeting meeting;
  private Agreement agreement;
  private Map<String, String> linked;

  @BeforeAll
  void load() throws Exception {
    run =
        RunningLauncher.start(
            REPOSITORY,
            data,
            RunningLauncher.freeBase(),
            "--erp",
            "jdedwards",
            "--two-sides",
            String.valueOf(RECORDS));
    run.awaitLine("Console: http");
    view = new TwoSidesView(run.ports());
    meeting = new FirstMeeting(TwoSides.generate(1, RECORDS), view, run);
    long start = System.nanoTime();
    await("both sides have everybody")
        .atMost(LOAD)
        .pollInterval(POLL)
        .untilAsserted(meeting::assertComplete);
    say("met", start);
    agreement = new Agreement(view, run);
    linked = meeting.linkedAccounts();
    agreement.await(linked, LOAD, POLL);
    agreement.awaitPolls(1, LOAD);
    assertThat(agreement.assertHolds(linked)).as("nobody is asked before any edit").isZero();
    say("equal", start);
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  @Test
  void whoIsOnBothSidesIsLinkedWhoIsNotIsMadeAndWhoCouldBeSeveralIsParked() throws Exception {
    meeting.assertRight();
  }

  @Test
  void editsOfBothSidesAtOnceEndEqualOrBeforeAPersonAndThenAllIsQuiet() throws Exception {
    int ran = view.orchestrations();
    long start = System.nanoTime();

    for (int round = 0; round < ROUNDS; round++) {
      view.changeCustomers(EDITS / ROUNDS, SEED + round, ERP_EDITS);
      view.changeAccounts(EDITS / ROUNDS, SEED + round, CRM_EDITS);
    }

    agreement.await(linked, LOAD, POLL);
    agreement.awaitPolls(2, LOAD);
    say("edited", start);
    int orchestrations = view.orchestrations();
    int writes = view.crmWrites();
    agreement.awaitPolls(1, LOAD);
    assertThat(view.orchestrations()).as("quiet").isEqualTo(orchestrations);
    assertThat(view.crmWrites()).as("quiet").isEqualTo(writes);
    assertThat(orchestrations - ran).as("none for an echo").isBetween(1, EDITS);
    assertThat(agreement.assertHolds(linked)).isLessThan(EDITS / 2);
  }

  @Test
  void whileEitherSideIsDownNothingIsLostAndBothEndEqual() throws Exception {
    for (String down : List.of("jdedwards", "zoho")) {
      int called = view.calls(down, "");
      long seed = SEED + down.hashCode();
      view.isDown(down);
      view.changeCustomers(DOWN_EDITS, seed, ERP_EDITS);
      view.changeAccounts(DOWN_EDITS, seed, CRM_EDITS);
      await(down + " was tried").atMost(LOAD).until(() -> view.calls(down, "") >= called + TRIES);
      view.noFaults();
    }

    agreement.await(linked, LOAD, POLL);
    assertThat(view.accounts()).hasSize(meeting.records());
    assertThat(view.rows("F0101")).hasSize(meeting.records());
  }

  private void say(String what, long start) throws Exception {
    System.out.printf(
        "%d records a side %s in %d s: %d orchestrations, %d writes of the CRM, %d and %d calls%n",
        RECORDS,
        what,
        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
        view.orchestrations(),
        view.crmWrites(),
        view.calls("jdedwards", ""),
        view.calls("zoho", ""));
  }
}
