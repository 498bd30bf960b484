package io.mlconnector.mapping.summary;

import static io.mlconnector.mapping.summary.SummariesTest.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Organization o1 has two tickets that are not solved, as far as we know; it is noon. */
class SpotChecksTest {

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private final SpotChecks checks = checks("20");

  private SpotChecks checks(String aNight) {
    return new SpotChecks(
        mapping.transactions,
        adapters,
        mapping.outbox,
        mapping.audits,
        mapping.meters,
        SummarySettings.of("spot-checks", aNight),
        mapping.clock);
  }

  @BeforeEach
  void tickets() {
    mapping.take(ticket("1", 1, "open"), ticket("2", 2, "hold"), ticket("3", 3, "solved"));
    mapping.outbox.audited();
    mapping.outbox.published();
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void theSameCountIsLookedAtOnceANight() {
    adapters.counts.put("o1", 2L);

    assertThat(checks.next()).isTrue();
    assertThat(checks.next()).isFalse();
    mapping.clock.add(Duration.ofDays(1));
    assertThat(checks.next()).isTrue();

    assertThat(counted("same")).isEqualTo(2);
    assertThat(mapping.outbox.audited()).isEmpty();
    assertThat(adapters.rereads).isEmpty();
  }

  @Test
  void aDifferenceThatIsSeenTwiceIsAuditedAndItsTicketsAreReadAgain() {
    adapters.counts.put("o1", 3L);
    assertThat(checks.next()).isTrue();
    assertThat(checks.next()).as("the search may lag").isFalse();
    assertThat(adapters.rereads).isEmpty();

    mapping.clock.add(SpotChecks.LAG);
    assertThat(checks.next()).isTrue();

    assertThat(adapters.rereads).containsExactly("o1 1,2");
    List<AuditEvent> audited = mapping.outbox.audited();
    assertThat(audited).extracting(AuditEvent::step).containsExactly(Step.DATA_GAP);
    assertThat(audited.get(0).items().get(0).reason())
        .isEqualTo(
            "the helpdesk counts 3 tickets that are not solved, we have 2; 2 are read again");
    assertThat(audited.get(0).items().get(0).record()).isEqualTo("zendesk-prod|support-summary|o1");
    assertThat(mapping.outbox.published()).as("no summary is set to a search's count").isEmpty();
    assertThat(counted("doubted")).isEqualTo(1);
    assertThat(counted("different")).isEqualTo(1);
    assertThat(checks.next()).as("no second look of that night").isFalse();
  }

  @Test
  void aDifferenceThatWasTheSearchesLagIsNone() {
    adapters.counts.put("o1", 3L);
    checks.next();
    adapters.counts.put("o1", 2L);
    mapping.clock.add(SpotChecks.LAG);

    assertThat(checks.next()).isTrue();

    assertThat(adapters.rereads).isEmpty();
    assertThat(mapping.outbox.audited()).isEmpty();
    assertThat(counted("same")).isEqualTo(1);
  }

  @Test
  void whatChangedAMomentAgoIsNotLookedAt() {
    adapters.counts.put("o1", 3L);
    // The tickets' changes are of midnight, 1 January.
    mapping.clock.setInstant(Instant.parse("2026-01-01T00:10:00Z"));
    assertThat(checks.next()).isFalse();

    mapping.clock.setInstant(Instant.parse("2026-01-01T00:15:01Z"));
    assertThat(checks.next()).isTrue();
  }

  @Test
  void soManyANightAndTheOthersTheNextOne() {
    mapping.take(
        ticket("4", 4, "open", "organizationKey", "o2"),
        ticket("5", 5, "open", "organizationKey", "o3"));
    List.of("o1", "o2", "o3").forEach(each -> adapters.counts.put(each, 1L));
    adapters.counts.put("o1", 2L);
    SpotChecks two = checks("2");

    assertThat(List.of(two.next(), two.next(), two.next())).containsExactly(true, true, false);
    mapping.clock.add(Duration.ofDays(1));
    two.next();

    assertThat(mapping.rows("select count(*) from support_summary where checked_at is null"))
        .containsExactly("0");
    assertThat(checks("0").next()).isFalse();
  }

  @Test
  void aHelpdeskThatDoesNotAnswerOrDoesNotCountIsAskedAnotherNight() {
    adapters.silent = true;
    assertThat(checks.next()).isTrue();
    adapters.silent = false;
    assertThat(checks.next()).isFalse();
    mapping.clock.add(Duration.ofDays(1));
    assertThat(checks.next()).isTrue();

    assertThat(counted("unanswered")).isEqualTo(2);
    assertThat(mapping.outbox.audited()).isEmpty();
  }

  private double counted(String result) {
    return mapping.registry.counter("mlconnector.mapping.spot-checks", "result", result).count();
  }
}
