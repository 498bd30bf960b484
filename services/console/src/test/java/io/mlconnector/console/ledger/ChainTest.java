package io.mlconnector.console.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.console.chain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done to the ledger behind our back is found, and what we do ourselves is not. */
class ChainTest {

  private final LedgerRig rig = new LedgerRig();

  private List<AuditEvent> threeBatches() {
    List<AuditEvent> all = new ArrayList<>();
    for (int batch = 0; batch < 3; batch++) {
      List<AuditEvent> events = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        events.add(rig.written("erp|customer|%d%d".formatted(batch, i), "name " + batch + i));
      }
      rig.ledger.enter(events);
      all.addAll(events);
    }
    return all;
  }

  @Test
  void whatNobodyTouchedFits() {
    threeBatches();
    rig.ledger.enter(
        List.of(
            LedgerRig.event(rig.now(), "console", null, Step.CONFIGURED, List.of(), "ada did it")));

    Verdict verdict = rig.verify();

    assertThat(verdict.problem()).isNull();
    assertThat(verdict.entries()).isEqualTo(10);
    assertThat(verdict.blocks()).isEqualTo(4);
    assertThat(verdict.head()).matches("4:[0-9a-f]{32}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update audit_event set step = 'UPDATED' where id = '%s'; is not what was entered",
        "update audit_event set at = at + interval '1 second' where id = '%s'; is not what was",
        "update audit_event set message = 'x', digest = sha256('x') where id = '%s'; is not what",
        "update audit_item set record = 'erp|customer|x' where event = '%s'; is not what was",
        "update audit_item set target_key = null where event = '%s'; is not what was entered",
        "update audit_item set changes = jsonb_set(changes, '{0,after}', '\"x\"') where event ="
            + " '%s'; values",
        "update audit_item set reason = 'x' where event = '%s'; values of a record are not",
        "delete from audit_event where id = '%s'; the entry before it is missing, number 2",
        "delete from audit_item where event = '%s'; is not what was entered",
        "insert into audit_item select * from audit_item where event = '%s'; stands at another"
            + " place",
        "insert into audit_event select * from audit_event where id = '%s'; the place of another",
      })
  void aChangedMissingOrAddedRowIsFoundByItsEntry(String tampering, String words) {
    String victim = threeBatches().get(4).id();

    assertThat(rig.tamper(tampering.formatted(victim))).isOne();

    Verdict verdict = rig.verify();
    assertThat(verdict.fits()).isFalse();
    assertThat(verdict.problem().sentence()).contains(words).contains("block 2");
    if (!tampering.contains("delete from audit_event")) {
      assertThat(verdict.problem().entry()).isEqualTo(victim);
    }
  }

  @Test
  void entriesThatChangedPlacesAreFound() {
    List<AuditEvent> all = threeBatches();
    rig.tamper(
        "update audit_event set pos = 1 - pos where id in ('%s', '%s')"
            .formatted(all.get(3).id(), all.get(4).id()));
    assertThat(rig.verify().problem().block()).isEqualTo(2);
  }

  @Test
  void blocksThatChangedPlacesAreFound() {
    threeBatches();
    rig.tamper("update audit_block set seq = case seq when 1 then -2 else -1 end where seq < 3");
    rig.tamper("update audit_block set seq = -seq where seq < 0");
    assertThat(rig.verify().problem().sentence()).contains("does not follow the block before it");
  }

  @Test
  void anEntryOfNoBlockIsFound() {
    String victim = threeBatches().get(0).id();
    rig.tamper("update audit_chain set began = began - interval '400 days'");
    rig.tamper(
        """
        insert into audit_event (id, at, service, step, count)
        select 'added', at, service, step, count from audit_event where id = '%s'
        """
            .formatted(victim));
    assertThat(rig.verify().problem().sentence()).contains("added", "entered past the chain");

    rig.tamper("update audit_event set block = 99, pos = 0 where id = 'added'");
    assertThat(rig.verify().problem().sentence()).contains("added", "block 99 is not in the chain");
  }

  @Test
  void aWholeBlockThatIsGoneIsFoundWhereverItWas() {
    threeBatches();
    rig.tamper("delete from audit_event where block = (select id from audit_block where seq = 2)");
    assertThat(rig.verify().problem().sentence()).contains("was made of 3 entries and has 0");

    rig.tamper("delete from audit_block where seq = 2");
    assertThat(rig.verify().problem().sentence()).contains("the block before it is missing");
  }

  @Test
  void anEndThatIsCutOffIsFoundByTheChainOrByAHeadThatWasKeptElsewhere() {
    threeBatches();
    String head = rig.verify().head();
    rig.tamper("delete from audit_event where block = (select id from audit_block where seq = 3)");
    rig.tamper("delete from audit_item where block = (select id from audit_block where seq = 3)");
    rig.tamper("delete from audit_block where seq = 3");
    assertThat(rig.verify().problem().sentence()).contains("ends there and went on to 3");

    rig.tamper(
        "update audit_chain set (seq, hash) = (select seq, hash from audit_block where seq = 2)");
    assertThat(rig.verify().fits()).as("nothing in the database tells").isTrue();
    Verdict verdict = rig.verifier.verify(head, (done, all, entries) -> {});
    assertThat(verdict.problem().sentence()).contains("the chain ends there; known was 3:");
  }

  @Test
  void whoHasNoKeyCannotMakeAnotherChain() {
    threeBatches();
    rig.tamper("update audit_block set digest = encode(sha256('x'), 'hex') where seq = 3");
    assertThat(rig.verify().problem().sentence()).contains("does not follow");
  }

  @Test
  void severalReplicasMakeOneChainAndARepeatIsEnteredOnce() throws Exception {
    List<Ledger> replicas = List.of(rig.ledger, rig.replica(), rig.replica());
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Ledger replica = replicas.get(i % 3);
      List<AuditEvent> batch =
          List.of(
              rig.written("erp|customer|" + i, "a"),
              rig.written("erp|customer|" + i, "b"),
              LedgerRig.written(rig.now().minus(Duration.ofDays(i % 3)), "erp|customer|" + i, "c"));
      work.add(() -> enter(replica, batch));
      Ledger other = replicas.get((i + 1) % 3);
      work.add(() -> enter(other, batch));
    }
    for (Future<Void> each : threads.invokeAll(work)) {
      each.get();
    }
    threads.shutdown();

    Verdict verdict = rig.verify();
    assertThat(verdict.problem()).isNull();
    assertThat(verdict.entries()).isEqualTo(180);
    assertThat(rig.texts("select sum(records) from audit_minute")).containsExactly("180");
  }

  private static Void enter(Ledger ledger, List<AuditEvent> batch) {
    ledger.enter(batch);
    return null;
  }

  @Test
  void aBatchOfAnySizeTakesTheSameFewStatements() {
    rig.ledger.enter(List.of(rig.written("erp|customer|0", "the day is made")));
    rig.spied.statements();
    List<AuditEvent> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(rig.written("erp|customer|" + i, "x"));
    }

    rig.ledger.enter(many);

    assertThat(rig.spied.statements()).hasSize(9);
  }

  @Test
  void timesAreChainedAsTheDatabaseKeepsThem() {
    Instant fine = Instant.parse("2026-03-31T11:59:59.999999999Z");
    rig.ledger.enter(List.of(LedgerRig.written(fine, "erp|customer|1", "a")));
    assertThat(rig.verify().problem()).isNull();
  }

  @Test
  void aRecordsValuesCanBeErasedAndTheChainStillFits() {
    threeBatches();
    rig.ledger.enter(
        List.of(
            LedgerRig.event(
                rig.now(),
                "zendesk",
                "desk",
                Step.PARKED,
                List.of(
                    new AuditItem(
                        "j", "erp|customer|11", null, null, null, null, null, "Ada exists", null)),
                null)));

    Values.Forgotten forgotten =
        rig.values.forget(List.of("erp|customer|11"), "ada erased a person: asked for");

    assertThat(forgotten.lines()).isEqualTo(2);
    assertThat(rig.texts("select changes::text || coalesce(reason, '') from audit_item"))
        .noneMatch(text -> text.contains("name 11") || text.contains("Ada"));
    assertThat(
            rig.texts("select 1 from audit_item where erased_by is not null and salt is not null"))
        .isEmpty();
    Verdict verdict = rig.verify();
    assertThat(verdict.problem()).isNull();
    assertThat(verdict.erased()).isEqualTo(2);
    assertThat(rig.texts("select message from audit_event where id = '" + forgotten.proof() + "'"))
        .containsExactly("ada erased a person: asked for");
  }

  @Test
  void valuesThatAreErasedWithoutProofAreFound() {
    threeBatches();
    rig.tamper(
        """
        update audit_item set changes = '[]', salt = null, erased_by = 'nobody'
        where record = 'erp|customer|11'
        """);
    assertThat(rig.verify().problem().sentence()).contains("no entry says who erased them");
  }

  @Test
  void valuesThatArePutWhereErasedOnesWereAreFound() {
    threeBatches();
    rig.values.forget(List.of("erp|customer|11"), "ada erased a person");
    rig.tamper("update audit_item set reason = 'x' where record = 'erp|customer|11'");
    assertThat(rig.verify().problem().sentence()).contains("values that are said to be erased");
  }
}
