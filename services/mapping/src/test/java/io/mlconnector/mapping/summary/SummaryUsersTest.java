package io.mlconnector.mapping.summary;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.removed;
import static io.mlconnector.mapping.summary.SummariesTest.event;
import static io.mlconnector.mapping.summary.SummariesTest.only;
import static io.mlconnector.mapping.summary.SummariesTest.summary;
import static io.mlconnector.mapping.summary.SummariesTest.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.mapping.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Users of a helpdesk are its contacts. It is noon of 31 March. */
class SummaryUsersTest {

  private final Mapping mapping = new Mapping();

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void usersAreUnknownUntilTheHelpdesksUsersAreRead() {
    mapping.take(ticket("1", 1, "open"));

    SupportSummary unknown = only(published());
    assertThat(unknown.usersSuspended()).isNull();
    assertThat(unknown.usersAdded()).isNull();
    assertThat(unknown.gaps())
        .extracting(Gap::field)
        .containsExactly("usersSuspended", "usersAdded");

    mapping.take(
        user("u1", 2, "o1", "suspended", "2025-01-01T00:00:00Z"),
        user("u2", 3, "o1", "active", "2026-03-01T12:00:01Z"),
        user("u3", 4, "o1", "active", "2026-03-01T11:59:59Z"),
        user("u4", 5, "o2", "suspended", "2026-03-30T00:00:00Z"),
        removed(userKey("u5"), 6));

    SupportSummary known = only(published());
    assertThat(known.usersSuspended()).isEqualTo(1);
    assertThat(known.usersAdded()).isEqualTo(1);
    assertThat(known.gaps()).isEmpty();
  }

  @Test
  void aUserThatIsSuspendedIsCountedAtOnceInTheJourneyOfThatChange() {
    mapping.take(ticket("1", 1, "open"), user("u1", 2, "o1", "active", "2025-01-01T00:00:00Z"));
    assertThat(only(published()).usersSuspended()).isZero();

    mapping.take(user("u1", 3, "o1", "suspended", "2025-01-01T00:00:00Z"));

    ConsumerRecord<String, byte[]> record = only(mapping.outbox.published());
    assertThat(summary(record).usersSuspended()).isEqualTo(1);
    assertThat(event(record).journey()).isEqualTo("%032x".formatted(3));
  }

  @Test
  void aUserOfAnOrganizationWithoutTicketsBeginsNoSummary() {
    mapping.take(
        user("u1", 1, "o1", "suspended", "2025-01-01T00:00:00Z"),
        user("u2", 2, "", "active", null),
        user("u3", 3, null, "active", null),
        removed(userKey("u4"), 4));

    assertThat(mapping.outbox.published()).isEmpty();
    assertThat(mapping.rows("select record_key from support_summary")).isEmpty();
  }

  @Test
  void usersWithoutATimeAreNoUsersThatWereAdded() {
    mapping.take(user("u1", 1, "o1", "suspended", null), ticket("1", 2, "open"));

    SupportSummary summary = only(published());
    assertThat(summary.usersSuspended()).isEqualTo(1);
    assertThat(summary.usersAdded()).isNull();
    assertThat(summary.gaps()).extracting(Gap::field).containsExactly("usersAdded");
  }

  private static RecordKey userKey(String user) {
    return new RecordKey("zendesk-prod", "contact", user);
  }

  private static ConsumerRecord<String, byte[]> user(
      String key, long number, String organization, String status, String createdAt) {
    Map<String, Object> data = new HashMap<>(Map.of("key", key, "name", "N", "status", status));
    data.put("customerKey", organization);
    data.put("createdAt", createdAt);
    return changed(userKey(key), number, data);
  }

  private List<SupportSummary> published() {
    return mapping.outbox.published().stream().map(SummariesTest::summary).toList();
  }
}
