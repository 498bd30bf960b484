package io.mlconnector.mapping.summary;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.erased;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.event.ChangeEvent;
import io.mlconnector.canonical.event.ChangeEventCodec;
import io.mlconnector.flow.kafka.Headers;
import io.mlconnector.mapping.Mapping;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** It is noon of 31 March; tickets come with the status, and what else a test wants to say. */
class SummariesTest {

  private final Mapping mapping = new Mapping();

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void ticketsAreCountedByTheirStatus() {
    mapping.take(
        ticket("1", 1, "new", "createdAt", "2026-03-29T08:00:00Z"),
        ticket("2", 2, "open", "priority", "urgent", "createdAt", "2026-03-28T08:00:00Z"),
        ticket("3", 3, "waiting-for-parts"),
        ticket("4", 4, "pending", "createdAt", "2026-01-01T08:00:00Z", "priority", "urgent"),
        ticket("5", 5, "hold", "updatedAt", "2026-03-31T11:00:00Z"),
        ticket("6", 6, "hold"),
        ticket("7", 7, "solved", "updatedAt", "2026-03-30T08:00:00Z"),
        ticket("8", 8, "closed", "updatedAt", "2026-03-30T08:00:00Z"),
        ticket("9", 9, "deleted"),
        ticket("10", 10, "open", "organizationKey", ""),
        ticket("11", 11, "open", "organizationKey", null));

    SupportSummary summary = only(published());
    assertThat(summary.key()).isEqualTo("o1").isEqualTo(summary.organizationKey());
    assertThat(summary.open()).isEqualTo(3);
    assertThat(summary.openUrgent()).isEqualTo(1);
    assertThat(summary.pending()).isEqualTo(1);
    assertThat(summary.onHold()).isEqualTo(2);
    assertThat(summary.solvedIn30Days()).isEqualTo(2);
    assertThat(summary.oldestOpen()).isEqualTo("2026-03-28T08:00:00Z");
    assertThat(summary.lastActivity()).isEqualTo("2026-03-31T11:00:00Z");
    assertThat(summary.status()).isEqualTo("elevated");
    assertThat(summary.asOf()).isEqualTo(mapping.clock.instant());
  }

  @Test
  void aSummaryIsAnEventOfTheHelpdesksConnectionInTheJourneyOfItsTicket() {
    mapping.take(ticket("1", 7, "open", "organizationKey", "a|b"));

    ConsumerRecord<String, byte[]> record = only(mapping.outbox.published());
    assertThat(record.topic()).isEqualTo("canonical.support-summary.v1");
    assertThat(record.key()).isEqualTo("zendesk-prod|support-summary|a%7Cb");
    assertThat(Headers.of(record))
        .containsEntry("ce_source", "/connections/zendesk-prod")
        .containsEntry("ce_type", "io.mlconnector.support-summary.changed.v1")
        .containsEntry("ce_subject", "a|b");
    assertThat(event(record).journey()).isEqualTo("%032x".formatted(7));
    assertThat(summary(record).key()).isEqualTo("a|b");
    List<AuditEvent> audited = mapping.outbox.audited();
    assertThat(audited).extracting(AuditEvent::step).contains(Step.PUBLISHED, Step.DATA_GAP);
    assertThat(audited)
        .filteredOn(each -> each.step() == Step.PUBLISHED)
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.connection()).isEqualTo("zendesk-prod");
              assertThat(each.scope()).isEqualTo("support-summary");
              assertThat(each.items().get(0).journey()).isEqualTo("%032x".formatted(7));
            });
  }

  @Test
  void aTicketThatMovesIsCountedWhereItIsAndNoMoreWhereItWas() {
    mapping.take(ticket("1", 1, "open"));
    mapping.outbox.published();

    mapping.take(ticket("1", 2, "open", "organizationKey", "o2"));

    assertThat(openOf(published())).containsExactlyInAnyOrderEntriesOf(Map.of("o1", 0, "o2", 1));
  }

  @Test
  void aTicketThatLeavesItsOrganizationForNoneIsCountedNoMore() {
    mapping.take(ticket("1", 1, "open"));
    mapping.outbox.published();

    mapping.take(ticket("1", 2, "open", "organizationKey", null));

    assertThat(openOf(published())).isEqualTo(Map.of("o1", 0));
  }

  @Test
  void aTicketThatIsDeletedRemovedOrErasedIsCountedNoMoreAndTheSummaryStaysWithZeros() {
    mapping.take(ticket("1", 1, "open"), ticket("2", 2, "pending"), ticket("3", 3, "solved"));
    mapping.outbox.published();

    mapping.take(ticket("1", 4, "deleted"), removed(key("2"), 5), erased(key("3"), 6));

    SupportSummary summary = only(published());
    assertThat(summary.open() + summary.pending() + summary.solvedIn30Days()).isZero();
    assertThat(summary.oldestOpen()).isNull();
    assertThat(summary.lastActivity()).isNull();
    assertThat(summary.status()).isEqualTo("normal");
  }

  @Test
  void whatChangesNoCountIsNotPublished() {
    ConsumerRecord<String, byte[]> first = ticket("1", 1, "open");
    mapping.take(first);
    mapping.outbox.published();
    mapping.clock.add(Duration.ofMinutes(5));

    mapping.take(first);
    mapping.take(ticket("1", 2, "open", "subject", "Another subject"));

    assertThat(mapping.outbox.published()).isEmpty();
  }

  @Test
  void anOlderEventOfATicketIsIgnored() {
    mapping.take(ticket("1", 9, "solved"));
    mapping.outbox.published();

    mapping.take(ticket("1", 8, "open"));

    assertThat(mapping.outbox.published()).isEmpty();
    assertThat(mapping.rows("select status from ticket_state")).containsExactly("solved");
  }

  @Test
  void sequencesRiseAndNoSecondChangeLooksLikeARepeat() {
    for (int i = 1; i <= 4; i++) {
      mapping.take(ticket("1", i, i % 2 == 1 ? "open" : "pending"));
    }

    List<ChangeEvent> events =
        mapping.outbox.published().stream().map(SummariesTest::event).toList();
    assertThat(events).hasSize(4).extracting(ChangeEvent::id).doesNotHaveDuplicates();
    assertThat(events)
        .extracting(each -> each.sequence().toString())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aLostDatabaseGoesOnBehindWhatItHadPublished() {
    mapping.take(ticket("1", 1, "open"), ticket("1", 2, "open"));
    mapping.take(ticket("1", 3, "pending"));
    List<ConsumerRecord<String, byte[]>> before = mapping.outbox.published();
    mapping.clock.add(Duration.ofMinutes(1));

    try (Mapping anew = new Mapping()) {
      anew.clock.setInstant(mapping.clock.instant());
      anew.take(ticket("1", 3, "pending"));

      ChangeEvent event = event(only(anew.outbox.published()));
      assertThat(event.sequence().isAfter(event(before.get(before.size() - 1)).sequence()))
          .isTrue();
    }
  }

  @Test
  void aCrashBeforeTheCommitLosesNothing() {
    mapping.outbox.failOnce();
    assertThatThrownBy(() -> mapping.take(ticket("1", 1, "open"))).hasMessageContaining("crash");
    assertThat(mapping.rows("select record_key from support_summary")).isEmpty();

    mapping.take(ticket("1", 1, "open"));

    assertThat(only(published()).open()).isEqualTo(1);
  }

  @Test
  void aSolvedTicketKeepsItsTimeWhenItIsClosed() {
    mapping.take(ticket("1", 1, "open"));
    mapping.take(ticket("1", 2, "solved", "updatedAt", "2026-03-20T00:00:00Z"));
    mapping.take(ticket("1", 3, "closed", "updatedAt", "2026-03-24T00:00:00Z"));

    assertThat(
            mapping.rows("select extract(day from solved_at at time zone 'utc') from ticket_state"))
        .containsExactly("20");
  }

  @Test
  void aTicketThatIsFirstSeenClosedWasSolvedWithItsLastPublicComment() {
    mapping.take(
        ticket(
            "1",
            1,
            "closed",
            "resolution",
            Map.of("text", "Done", "at", "2026-02-20T00:00:00Z"),
            "updatedAt",
            "2026-03-20T00:00:00Z"),
        ticket(
            "2",
            2,
            "closed",
            "resolution",
            Map.of("text", "Done", "at", "2026-03-02T12:00:00Z"),
            "updatedAt",
            "2026-03-20T00:00:00Z"));

    assertThat(only(published()).solvedIn30Days()).isEqualTo(1);
  }

  @Test
  void aTicketThatIsOpenedAgainIsSolvedWhenItIsSolvedAgain() {
    mapping.take(ticket("1", 1, "solved", "updatedAt", "2026-01-20T00:00:00Z"));
    mapping.take(ticket("1", 2, "open", "updatedAt", "2026-03-20T00:00:00Z"));
    assertThat(only(published().subList(1, 2)).open()).isEqualTo(1);

    mapping.take(ticket("1", 3, "solved", "updatedAt", "2026-03-30T00:00:00Z"));

    assertThat(only(published()).solvedIn30Days()).isEqualTo(1);
  }

  @Test
  void timesThatAreNoneStopNothing() {
    mapping.take(
        ticket("1", 1, "open", "createdAt", "yesterday", "updatedAt", "+123456-01-01T00:00:00Z"),
        ticket("2", 2, "solved", "updatedAt", 5, "resolution", "none"));

    SupportSummary summary = only(published());
    assertThat(summary.open()).isEqualTo(1);
    assertThat(summary.oldestOpen()).isNull();
    assertThat(summary.lastActivity()).isNull();
  }

  @Test
  void connectionsOfOneSystemAreCountedApart() {
    mapping.take(
        ticket("1", 1, "open"),
        changed(new RecordKey("zendesk-two", "ticket", "1"), 1, data("pending")));

    assertThat(mapping.outbox.published())
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder(
            "zendesk-prod|support-summary|o1", "zendesk-two|support-summary|o1");
    assertThat(mapping.rows("select count(*) from ticket_state")).containsExactly("2");
  }

  @Test
  void aBatchIsCountedByAFixedNumberOfStatements() {
    mapping.take(ticket("0", 1, "open"));
    mapping.database.statements();
    mapping.take(ticket("1", 2, "open", "organizationKey", "o1"));
    int one = mapping.database.statements().size();

    mapping.take(
        IntStream.range(0, 200)
            .mapToObj(i -> ticket("x" + i, 100 + i, "open", "organizationKey", "p" + i % 50))
            .<ConsumerRecord<String, byte[]>>toArray(ConsumerRecord[]::new));

    assertThat(mapping.database.statements()).hasSize(one);
    assertThat(published()).hasSize(52);
  }

  private static RecordKey key(String ticket) {
    return new RecordKey("zendesk-prod", "ticket", ticket);
  }

  static ConsumerRecord<String, byte[]> ticket(
      String key, long number, String status, Object... more) {
    Map<String, Object> data = data(status);
    for (int i = 0; i < more.length; i += 2) {
      data.put((String) more[i], more[i + 1]);
    }
    return changed(key(key), number, data);
  }

  private static Map<String, Object> data(String status) {
    return new HashMap<>(
        Map.of(
            "key", "any",
            "status", status,
            "organizationKey", "o1",
            "createdAt", "2026-03-30T08:00:00Z",
            "updatedAt", "2026-03-30T09:00:00Z"));
  }

  private List<SupportSummary> published() {
    return mapping.outbox.published().stream().map(SummariesTest::summary).toList();
  }

  static SupportSummary summary(ConsumerRecord<String, byte[]> record) {
    return CanonicalJson.read(record.value(), SupportSummary.class);
  }

  static ChangeEvent event(ConsumerRecord<String, byte[]> record) {
    return ChangeEventCodec.read(record.key(), Headers.of(record), record.value());
  }

  private static Map<String, Integer> openOf(List<SupportSummary> summaries) {
    Map<String, Integer> open = new HashMap<>();
    summaries.forEach(each -> open.put(each.key(), each.open()));
    return open;
  }

  static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
