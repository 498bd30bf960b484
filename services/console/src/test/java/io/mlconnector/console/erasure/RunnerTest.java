package io.mlconnector.console.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.console.erasure.Case.Found;
import io.mlconnector.console.erasure.Case.State;
import io.mlconnector.console.erasure.Case.Target;
import io.mlconnector.console.erasure.Services.Person;
import io.mlconnector.console.ledger.LedgerRig;
import io.mlconnector.console.ledger.Spans;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An erasure is worked off until nothing is left anywhere, and a proof remains. */
class RunnerTest {

  private static final String ANN = "erp|contact|1";
  private static final String MAIL = "ann@acme.example";

  private final LedgerRig rig = new LedgerRig();
  private final ScriptedServices services = new ScriptedServices();
  private final KeyedHash hash = KeyedHash.byKeyIn(rig.keyFile);
  private final LedgerPart part =
      new LedgerPart(rig.transactions, new Spans(LedgerRig.config(), rig.clock()), rig.values);
  private final Runner runner = runner();

  private Runner runner() {
    return new Runner(
        rig.transactions, services, part, rig.ledger, hash, LedgerRig.config(), rig.clock());
  }

  @BeforeEach
  void asked() {
    services.person = new Person(List.of(ANN), List.of(), List.of());
    rig.ledger.enter(List.of(rig.written(ANN, "Ann Smith"), rig.written("erp|contact|2", "Bob")));
    Erasure whom = new Erasure(List.of(ANN), List.of(MAIL));
    Found found = new Found(List.of(ANN), List.of(), List.of(), Map.of(), List.of(), List.of());
    rig.transactions.run(
        sql -> {
          Cases.put(
              sql,
              "e1",
              "ada",
              rig.now(),
              "mail",
              whom.identifiers().stream().map(hash::of).toList(),
              whom,
              found);
          Cases.move(sql, "e1", State.LOOKED, State.RUNNING);
          Cases.begin(sql, "e1", services.names(), rig.now());
        });
    rig.tamper("update erasure set reason = 'request 7' where id = 'e1'");
  }

  @Test
  void everyServiceIsLookedAtOnceMoreBeforeItIsDone() {
    services.answer("zendesk", new Done(Map.of("links", 2L), 0, null));
    runner.run();
    assertThat(one().state()).isEqualTo(State.RUNNING);
    assertThat(one().ready()).isZero();
    runner.run();
    assertThat(services.asked).as("not before it is time").hasSize(2);

    rig.forward(Duration.ofMinutes(2));
    runner.run();

    assertThat(one().state()).isEqualTo(State.DONE);
    assertThat(one().tasks())
        .filteredOn(task -> task.service().equals("zendesk"))
        .first()
        .satisfies(task -> assertThat(task.went()).containsExactly(Map.entry("links", 2L)));
    runner.run();
    assertThat(services.asked).hasSize(4);
  }

  @Test
  void whatALateStepLeftGoesAndIsLookedAtOnceMoreAgain() {
    services.answer("zendesk", new Done(Map.of(), 0, null));
    services.answer("zendesk", new Done(Map.of("links", 1L), 0, null));
    runner.run();
    settle();
    assertThat(one().state()).isEqualTo(State.RUNNING);

    settle();

    assertThat(one().state()).isEqualTo(State.DONE);
  }

  @Test
  void whatCannotGoYetIsAskedForAgain() {
    services.answer("zendesk", new Done(Map.of(), 3, "a write is under way"));
    runner.run();

    assertThat(one().tasks())
        .filteredOn(task -> task.service().equals("zendesk"))
        .first()
        .satisfies(task -> assertThat(task.why()).isEqualTo("a write is under way"))
        .satisfies(task -> assertThat(task.open()).isEqualTo(3));
    rig.forward(Duration.ofSeconds(5));
    runner.run();
    settle();
    assertThat(one().state()).isEqualTo(State.DONE);
  }

  @Test
  void aServiceThatIsAwayIsAskedUntilItIsBackAndTheOthersGoOn() {
    services.away.add("zendesk");
    runner.run();
    settle();
    for (int i = 0; i < 20; i++) {
      settle();
    }
    assertThat(one().state()).isEqualTo(State.RUNNING);
    assertThat(one().ready()).isEqualTo(2);
    assertThat(one().tasks()).extracting(Case.Task::why).contains("zendesk does not answer");

    services.away.clear();
    settle();
    settle();

    assertThat(one().state()).isEqualTo(State.DONE);
  }

  @Test
  void whatACrashLeftIsTakenUpByWhoeverComesNext() {
    services.dies = true;
    assertThatThrownBy(runner::run).hasMessage("killed");
    services.dies = false;
    runner().run();
    assertThat(services.asked).as("it may still be at it").isEmpty();

    rig.forward(Duration.ofMinutes(3));
    runner().run();
    settle();

    assertThat(one().state()).isEqualTo(State.DONE);
  }

  @Test
  void aCrashBeforeTheProofIsMadeUpFor() {
    rig.tamper("update erasure_task set state = 'DONE'");

    runner.run();

    assertThat(one().state()).isEqualTo(State.DONE);
    assertThat(proofs()).hasSize(1);
  }

  @Test
  void valuesGoFromTheLedgerAlsoThoseThatComeLateAndTheChainHolds() {
    runner.run();
    assertThat(values()).containsExactly("Bob");
    rig.ledger.enter(List.of(rig.written(ANN, "Ann late")));

    settle();
    assertThat(one().state()).isEqualTo(State.RUNNING);
    settle();

    assertThat(one().state()).isEqualTo(State.DONE);
    assertThat(values()).containsExactly("Bob");
    assertThat(rig.verify().problem()).isNull();
  }

  @Test
  void aProofRemainsThatNamesNobody() {
    services.answer("mapping", new Done(Map.of("snapshots", 1L), 0, null));
    runner.run();
    settle();

    String proof = String.join("", proofs());
    assertThat(proof)
        .contains("ada erased a person (e1)", "request 7", "1 snapshots in mapping")
        .contains("1 lines with values in console")
        .contains(hash.of("mail " + MAIL))
        .doesNotContain(MAIL, ANN);
    assertThat(rig.texts("select subject from erasure")).containsExactly((String) null);
    assertThat(rig.texts("select erasure::text from erasure")).noneMatch(row -> row.contains(MAIL));
  }

  @Test
  void whoBecomesKnownMeanwhileIsErasedEverywhereToo() {
    runner.run();
    services.person =
        new Person(
            List.of(ANN, "zendesk|contact|77"),
            List.of(new Target(ANN, "zendesk", "user", "77")),
            List.of());

    settle();
    settle();
    settle();

    assertThat(one().state()).isEqualTo(State.DONE);
    assertThat(services.asked)
        .contains(
            "zendesk [erp|contact|1, zendesk|contact|77]",
            "mapping [erp|contact|1, zendesk|contact|77]");
    assertThat(one().found().targets()).hasSize(1);
    assertThat(one().identifiers()).isEqualTo(3);
  }

  @Test
  void aServiceThatWasAskedBeforeIsNotDoneByThat() {
    runner.run();
    rig.forward(Duration.ofMinutes(2));
    Cases.Due late =
        rig
            .transactions
            .inTransaction(sql -> Cases.claim(sql, rig.now(), rig.now().plus(Duration.ofHours(1))))
            .stream()
            .filter(each -> each.service().equals("zendesk"))
            .findFirst()
            .orElseThrow();
    Erasure more = new Erasure(List.of(ANN, "zendesk|contact|77"), List.of(MAIL));

    rig.transactions.run(
        sql -> Cases.extend(sql, "e1", more, one().found(), List.of("h"), rig.now()));
    rig.transactions.run(
        sql -> Cases.save(sql, late, Map.of(), "DONE", 0, null, rig.now(), rig.now()));

    assertThat(one().ready()).isZero();
  }

  @Test
  void itIsLiftedInEveryServiceAlsoInOneThatWasAway() {
    runner.run();
    settle();
    rig.transactions.run(
        sql -> {
          Cases.move(sql, "e1", State.DONE, State.LIFTING);
          Cases.begin(sql, "e1", services.names(), rig.now());
        });
    rig.tamper("update erasure set lifted_by = 'ada', lifted_reason = 'is back'");
    services.away.add("mapping");
    runner.run();
    assertThat(one().state()).isEqualTo(State.LIFTING);

    services.away.clear();
    settle();

    assertThat(one().state()).isEqualTo(State.LIFTED);
    assertThat(services.asked).contains("zendesk lifts", "mapping lifts");
    assertThat(proofs()).anyMatch(words -> words.equals("ada lifted the erasure e1: is back"));
  }

  @Test
  void whatNobodyWentOnWithIsForgottenAndWhatWasFoundOnceItWasOfUse() {
    rig.tamper(
        "insert into erasure (id, state, asked_by, asked, kind, hashes, subject, found)"
            + " select 'e2', 'LOOKED', asked_by, asked, kind, hashes, subject, found from erasure");
    runner.run();
    settle();
    rig.forward(Duration.ofHours(1));
    runner.forget();
    assertThat(rig.texts("select id from erasure")).containsExactly("e1");
    assertThat(one().found()).isNotNull();

    rig.forward(Duration.ofDays(30));
    runner.forget();

    assertThat(one().found()).isNull();
  }

  private void settle() {
    rig.forward(Duration.ofMinutes(2));
    runner.run();
  }

  private Case one() {
    return rig.transactions.inTransaction(sql -> Cases.find(sql, "e1")).orElseThrow();
  }

  private List<String> values() {
    return rig.texts("select changes -> 0 ->> 'after' from audit_item where changes <> '[]'");
  }

  private List<String> proofs() {
    return rig.texts("select message from audit_event where step = 'ERASED'");
  }
}
