package io.mlconnector.console.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.console.ledger.Exports.Stop;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.flow.access.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Journeys by everything that people know of a record, and by nothing else. */
class SearchTest {

  private static final Duration DAY = Duration.ofDays(1);

  private final LedgerRig rig = new LedgerRig();

  private AuditItem enter(Instant at, String record) {
    AuditEvent event = LedgerRig.written(at, record, "a");
    rig.ledger.enter(List.of(event));
    return event.items().get(0);
  }

  private List<String> found(Search search) {
    return rig.journeys.find(search, 100).stream().map(Journey::id).toList();
  }

  private static Search named(List<String> records) {
    return new Search("acme", null, null, records, Scope.ALL);
  }

  @Test
  void aRecordIsFoundByItsKeyItsRefItsTargetAndItsJourneyHoweverOldItIs() {
    for (int days : List.of(0, 9, 100, 399)) {
      String record = "erp|customer|k" + days;
      AuditItem item = enter(rig.now().minus(DAY.multipliedBy(days)), record);
      for (String text :
          List.of("k" + days, record, item.ref(), item.targetKey(), item.journey())) {
        assertThat(found(new Search(text, null))).as(text).containsExactly(item.journey());
      }
      assertThat(rig.journeys.byId(item.journey(), Scope.ALL)).hasSize(1);
    }
    assertThat(found(new Search("k", null))).isEmpty();
    assertThat(found(new Search("", null))).hasSize(4);
  }

  @Test
  void aTimeBoundsWhatIsFound() {
    String young = enter(rig.now(), "erp|customer|1").journey();
    String old = enter(rig.now().minus(DAY.multipliedBy(30)), "erp|customer|1").journey();
    Instant between = rig.now().minus(DAY);

    assertThat(found(new Search("1", null))).containsExactly(young, old);
    assertThat(found(new Search("1", between))).containsExactly(old);
    assertThat(found(new Search("", between, null, List.of(), Scope.ALL))).containsExactly(young);
    assertThat(found(new Search("1", rig.now()))).as("the time itself").hasSize(2);
  }

  @Test
  void recordsThatAreCalledSoAreFoundWithTheirNewestJourneysFirst() {
    String one = enter(rig.now().minus(DAY), "erp|customer|1").journey();
    String two = enter(rig.now(), "hr|vendor|2").journey();
    enter(rig.now(), "hr|vendor|3");

    assertThat(found(named(List.of("erp|customer|1", "hr|vendor|2")))).containsExactly(two, one);
    assertThat(new Search("Acme GmbH", null).mayBeName()).isTrue();
    assertThat(new Search("erp|customer|1", null).mayBeName()).isFalse();
    assertThat(new Search("0".repeat(32), null).mayBeName()).isFalse();
  }

  @Test
  void aJourneyIsShownFromItsFirstStepWhichMayNameNoRecord() {
    AuditItem item = enter(rig.now(), "erp|customer|1");
    AuditItem call =
        new AuditItem(item.journey(), null, null, null, null, null, null, null, List.of());
    rig.ledger.enter(
        List.of(
            LedgerRig.event(
                rig.now().minus(DAY), "erp", "erp", Step.WEBHOOK_ACCEPTED, List.of(call), null)));

    assertThat(rig.journeys.find(new Search("1", null), 100).get(0).steps())
        .extracting(io.mlconnector.console.ledger.Step::step)
        .containsExactly("WEBHOOK_ACCEPTED", "CREATED");
  }

  @Test
  void whatConcernsTwoConnectionsIsSeenByWhoeverSeesBoth() {
    String journey = enter(rig.now(), "erp|customer|1").journey();
    for (String ids : List.of("erp,desk", "*")) {
      Scope scope = Scope.parse(ids);
      assertThat(found(new Search("1", null, null, List.of(), scope))).hasSize(1);
      assertThat(rig.journeys.byId(journey, scope)).hasSize(1);
    }
    for (String ids : List.of("erp", "desk", "other", "")) {
      Scope scope = Scope.parse(ids);
      assertThat(found(new Search("1", null, null, List.of(), scope))).as(ids).isEmpty();
      assertThat(rig.journeys.byId(journey, scope)).isEmpty();
      Search all = new Search("", null, null, List.of(), scope);
      assertThat(rig.exports.steps(all, 10, step -> {}).lines()).isZero();
    }
    assertThat(rig.exports.entries(null, null, "", Scope.parse("erp"), 9, e -> {}).lines())
        .isZero();
  }

  @Test
  void anExportGoesOnBehindItsPagesAndIsCutWhereItIsTooLong() {
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      events.add(rig.written("erp|customer|" + i, "a"));
    }
    rig.ledger.enter(events);
    enter(rig.now().minus(DAY.multipliedBy(20)), "erp|customer|old");
    List<String> records = new ArrayList<>();

    Stop all = rig.exports.steps(new Search("", null), 10_000, each -> records.add(each.record()));
    Stop cut = rig.exports.steps(new Search("", null), 1_200, each -> {});

    assertThat(records).hasSize(1_501).doesNotHaveDuplicates().endsWith("erp|customer|old");
    assertThat(all).isEqualTo(new Stop(1_501, null));
    assertThat(cut).isEqualTo(new Stop(1_200, rig.now()));
    Search rest = new Search("", rig.now().minus(DAY));
    assertThat(rig.exports.steps(rest, 10_000, each -> {}).lines()).isOne();
    assertThat(rig.exports.entries(null, null, "desk", Scope.ALL, 10_000, e -> {}).lines())
        .isEqualTo(1_501);
  }

  @Test
  void aStepThatFitsTwiceIsExportedOnce() {
    AuditItem item =
        new AuditItem("j", "erp|customer|7", null, "7", null, null, null, null, List.of());
    rig.ledger.enter(
        List.of(LedgerRig.event(rig.now(), "zendesk", "desk", Step.CREATED, List.of(item), null)));

    assertThat(rig.exports.steps(new Search("7", null), 100, each -> {}).lines()).isOne();
  }
}
