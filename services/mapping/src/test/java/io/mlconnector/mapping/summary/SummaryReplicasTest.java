package io.mlconnector.mapping.summary;

import static io.mlconnector.mapping.summary.SummariesTest.summary;
import static io.mlconnector.mapping.summary.SummariesTest.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.flow.kafka.Headers;
import io.mlconnector.mapping.Mapping;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Replicas have different tickets of one organization at a time, and share nothing but the
 * database.
 */
class SummaryReplicasTest {

  private final Mapping mapping = new Mapping();

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void whoeverCountsWaitsForTheOtherReplicaAndSeesItsTickets() throws Exception {
    mapping.take(ticket("1", 1, "open"));
    mapping.outbox.published();
    CompletableFuture<Void> second;
    try (Connection first = mapping.database.getConnection()) {
      // What the first replica has done when it is about to count.
      first.setAutoCommit(false);
      first
          .createStatement()
          .execute(
              """
              insert into ticket_state (record_key, summary, status)
                values ('zendesk-prod|ticket|2', 'zendesk-prod|support-summary|o1', 'open');
              select 1 from support_summary for update
              """);
      second = CompletableFuture.runAsync(() -> mapping.take(ticket("3", 3, "open")));
      CompletableFuture<Void> running = second;
      await().atMost(Duration.ofSeconds(60)).until(() -> waits() || running.isDone());
      assertThat(mapping.outbox.published()).isEmpty();
      first.commit();
    }
    second.join();

    ConsumerRecord<String, byte[]> last = mapping.outbox.published().get(0);
    assertThat(summary(last).open()).isEqualTo(3);
    assertThat(Headers.of(last).get("ce_sequence")).endsWith(".000000000002");
  }

  @Test
  void theLastSummaryIsTheTruthAndTheirOrderIsThatOfTheirSequences() {
    CompletableFuture<Void> one = CompletableFuture.runAsync(() -> tickets("a"));
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> tickets("b"));
    one.join();
    other.join();

    Map<String, List<String>> sequences = new HashMap<>();
    Map<String, SupportSummary> newest = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : mapping.outbox.published()) {
      sequences
          .computeIfAbsent(record.key(), key -> new ArrayList<>())
          .add(Headers.of(record).get("ce_sequence"));
      newest.put(summary(record).key(), summary(record));
    }
    assertThat(sequences.values())
        .hasSize(3)
        .allSatisfy(each -> assertThat(each).isSorted().doesNotHaveDuplicates());
    assertThat(newest.values()).extracting(SupportSummary::open).containsOnly(20);
  }

  /** 30 tickets, each of which moves on to the next of three organizations once. */
  private void tickets(String prefix) {
    for (int i = 0; i < 30; i++) {
      String key = prefix + i;
      mapping.take(ticket(key, 10 + i, "open", "organizationKey", "o" + i % 3));
      mapping.take(ticket(key, 100 + i, "open", "organizationKey", "o" + (i + 1) % 3));
    }
  }

  private boolean waits() {
    return !mapping
        .rows(
            "select 1 from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'")
        .isEmpty();
  }
}
