package io.mlconnector.flow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.Topics;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.audit.AuditItem;
import io.mlconnector.canonical.audit.AuditItem.FieldChange;
import io.mlconnector.flow.TestConfig;
import io.mlconnector.flow.kafka.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final Audits audits =
      new Audits(
          TestConfig.of("service", "zendesk"), new Topics("x."), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void anEntryGoesToTheAuditTopicKeyedByItsConnection() {
    AuditEvent event =
        audits.event(
            "id", Step.CREATED, "z", "organization", 1, items(1, 10), Duration.ofMillis(7));

    Message message = audits.message(event);

    assertThat(message.topic()).isEqualTo("x.audit");
    assertThat(message.key()).isEqualTo("z");
    AuditEvent read = CanonicalJson.read(message.value(), AuditEvent.class);
    assertThat(read).isEqualTo(event);
    assertThat(read.service()).isEqualTo("zendesk");
    assertThat(read.at()).isEqualTo(NOW);
    assertThat(read.millis()).isEqualTo(7);
  }

  @Test
  void anEntryWithoutAConnectionIsKeyedByTheService() {
    AuditEvent event = audits.event(Audits.id(), Step.CONFIGURED, null, null, "A route was saved");

    assertThat(audits.message(event).key()).isEqualTo("zendesk");
  }

  @Test
  void theSamePartsGiveTheSameIdAndOthersDoNot() {
    assertThat(Audits.id("a", 1)).isEqualTo(Audits.id("a", 1)).hasSize(32);
    assertThat(Audits.id("ab", "c")).isNotEqualTo(Audits.id("a", "bc"));
    assertThat(Audits.id("a", null)).isNotEqualTo(Audits.id("a"));
    assertThat(Audits.id()).isNotEqualTo(Audits.id());
  }

  @Test
  void anEntryThatIsTooLargeTravelsInPartsThatAddUp() {
    AuditEvent event =
        audits.event("id", Step.UPDATED, "z", "user", 1_005, items(1_000, 3_000), null);

    List<Message> messages = audits.messages(event);

    assertThat(messages).allSatisfy(m -> assertThat(m.value()).hasSizeLessThanOrEqualTo(900_000));
    List<AuditEvent> parts =
        messages.stream().map(m -> CanonicalJson.read(m.value(), AuditEvent.class)).toList();
    assertThat(parts.stream().mapToLong(AuditEvent::count).sum()).isEqualTo(1_005);
    assertThat(parts.stream().flatMap(part -> part.items().stream())).isEqualTo(event.items());
    assertThat(parts).extracting(AuditEvent::id).doesNotHaveDuplicates();
    assertThat(texts(audits.messages(event)).equals(texts(messages))).isTrue();
    assertThatThrownBy(() -> audits.message(event)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anItemThatIsTooLargeKeepsItsReferenceAndLosesItsValues() {
    AuditEvent event = audits.event("id", Step.UPDATED, "z", "user", 1, items(1, 1_000_000), null);

    AuditEvent read = CanonicalJson.read(audits.message(event).value(), AuditEvent.class);

    assertThat(read.items().get(0).record()).isEqualTo("z|user|0");
    assertThat(read.items().get(0).changes()).isEmpty();
    assertThat(read.items().get(0).reason()).contains("too long");
  }

  private static List<String> texts(List<Message> messages) {
    return messages.stream().map(m -> new String(m.value(), StandardCharsets.UTF_8)).toList();
  }

  private static List<AuditItem> items(int count, int length) {
    String value = "x".repeat(length);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new AuditItem(
                    null,
                    "z|user|" + i,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(new FieldChange("note", null, value, false, List.of()))))
        .toList();
  }
}
