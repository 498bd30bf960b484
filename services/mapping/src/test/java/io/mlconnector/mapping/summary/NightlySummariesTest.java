package io.mlconnector.mapping.summary;

import static io.mlconnector.mapping.summary.SummariesTest.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.mapping.Mapping;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** It is noon of 31 March, UTC. */
class NightlySummariesTest {

  private final Mapping mapping = new Mapping();
  private final NightlySummaries nightly = replica();

  @AfterEach
  void close() {
    mapping.close();
  }

  private NightlySummaries replica(String... settings) {
    return new NightlySummaries(
        mapping.transactions,
        mapping.summaries,
        mapping.outbox,
        SummarySettings.of(settings),
        mapping.clock,
        2);
  }

  @Test
  void whatWasSolvedLongerThanThirtyDaysAgoLeavesTheCount() {
    mapping.take(ticket("1", 1, "closed", "updatedAt", "2026-03-03T00:00:00Z"));
    assertThat(published()).extracting(SupportSummary::solvedIn30Days).containsExactly(1);

    mapping.clock.setInstant(Instant.parse("2026-04-01T04:00:00Z"));
    assertThat(nightly.again()).isZero();

    mapping.clock.setInstant(Instant.parse("2026-04-02T04:00:00Z"));
    assertThat(nightly.again()).isEqualTo(1);
    assertThat(published()).extracting(SupportSummary::solvedIn30Days).containsExactly(0);
  }

  @Test
  void aTicketThatStaysOpenMakesItsSummarySerious() {
    mapping.take(ticket("1", 1, "open", "createdAt", "2026-03-30T00:00:00Z"));

    for (int day = 0; day < 20; day++) {
      mapping.clock.add(Duration.ofDays(1));
      nightly.again();
    }

    assertThat(published())
        .extracting(SupportSummary::status, each -> each.asOf().toString())
        .containsExactly(
            tuple("normal", "2026-03-31T12:00:00Z"),
            tuple("elevated", "2026-04-06T12:00:00Z"),
            tuple("critical", "2026-04-13T12:00:00Z"));
  }

  @Test
  void allAreCountedOnceANightAndWhatIsTheSameIsNotPublishedButAudited() {
    organizations(5);
    mapping.clock.setInstant(Instant.parse("2026-04-01T02:59:00Z"));
    nightly.again();
    assertThat(mapping.outbox.audited()).isEmpty();

    mapping.clock.setInstant(Instant.parse("2026-04-01T03:00:00Z"));
    nightly.again();
    nightly.again();

    assertThat(mapping.outbox.published()).isEmpty();
    assertThat(mapping.outbox.audited())
        .allMatch(each -> each.step() == Step.UNCHANGED_AT_SOURCE)
        .extracting(AuditEvent::count)
        .containsExactly(2L, 2L, 1L);
  }

  @Test
  void theNightIsThatOfTheSetZone() {
    organizations(1);
    NightlySummaries inTokyo = replica("nightly", "01:30", "zone", "Asia/Tokyo");

    mapping.clock.setInstant(Instant.parse("2026-03-31T16:29:00Z"));
    inTokyo.again();
    assertThat(mapping.outbox.audited()).isEmpty();

    mapping.clock.setInstant(Instant.parse("2026-03-31T16:30:00Z"));
    inTokyo.again();
    assertThat(mapping.outbox.audited()).hasSize(1);
  }

  @Test
  void aStartCountsAllSinceThresholdsMayHaveChanged() {
    organizations(3);
    mapping.clock.add(Duration.ofSeconds(1));

    replica().again();

    assertThat(mapping.outbox.audited()).extracting(AuditEvent::count).containsExactly(2L, 1L);
  }

  @Test
  void aRunThatIsInterruptedGoesOnWhereItWas() {
    organizations(5);
    mapping.clock.add(Duration.ofDays(10));
    mapping.rows("update support_summary set content = 'old' returning 1");
    mapping.outbox.failAt(2);
    assertThatThrownBy(nightly::again).hasMessageContaining("crash");
    assertThat(published()).extracting(SupportSummary::key).containsExactly("o0", "o1");

    assertThat(replica().again()).isEqualTo(3);
    assertThat(published()).extracting(SupportSummary::key).containsExactly("o2", "o3", "o4");
  }

  @Test
  void twoReplicasPublishEachSummaryOnce() {
    organizations(40);
    mapping.clock.add(Duration.ofDays(10));

    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(replica()::again);
    CompletableFuture<Integer> other = CompletableFuture.supplyAsync(replica()::again);

    assertThat(one.join() + other.join()).isEqualTo(40);
    assertThat(mapping.outbox.published())
        .extracting(ConsumerRecord::key)
        .hasSize(40)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatSomebodyElseCountsIsNotWaitedFor() throws Exception {
    organizations(1);
    mapping.clock.add(Duration.ofDays(10));
    try (Connection other = mapping.database.getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select 1 from support_summary for update");
      CompletableFuture<Integer> counted = CompletableFuture.supplyAsync(nightly::again);
      assertThat(counted.get(60, TimeUnit.SECONDS)).isZero();
      other.rollback();
    }

    assertThat(nightly.again()).isEqualTo(1);
  }

  /** Each with one open ticket of yesterday; what was published of them is forgotten. */
  private void organizations(int count) {
    mapping.take(
        IntStream.range(0, count)
            .mapToObj(i -> ticket("t" + i, 1 + i, "open", "organizationKey", "o" + i))
            .<ConsumerRecord<String, byte[]>>toArray(ConsumerRecord[]::new));
    assertThat(mapping.outbox.published()).hasSize(count);
    mapping.outbox.audited();
  }

  private List<SupportSummary> published() {
    return mapping.outbox.published().stream().map(SummariesTest::summary).toList();
  }
}
