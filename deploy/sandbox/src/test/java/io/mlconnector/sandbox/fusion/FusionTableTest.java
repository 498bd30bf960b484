package io.mlconnector.sandbox.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.sandbox.SandboxClock;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FusionTableTest {

  private static final SandboxClock CLOCK = new SandboxClock();
  private final FusionTable table = table();

  static FusionTable table() {
    return new FusionTable(ResourceType.ACCOUNTS, CLOCK, values -> values, (key, changed) -> {});
  }

  @Test
  void aCreatedRowHasEveryAttributeAndBothStamps() {
    table.create("K1", Map.of("OrganizationName", "One"));

    Map<String, Object> row = table.get("K1").orElseThrow();
    assertThat(row.keySet()).isEqualTo(ResourceType.ACCOUNTS.attributes().keySet());
    assertThat(row.get("PartyNumber")).isEqualTo("K1");
    assertThat((Instant) row.get("LastUpdateDate")).isNotNull();
    assertThat((Instant) row.get("CreationDate")).isNotNull();
  }

  @Test
  void valuesAreKeptInTheirAttributesType() {
    table.create("K1", Map.of("PartyId", "300000990123456789", "CreditLimit_c", "12.50"));

    Map<String, Object> row = table.get("K1").orElseThrow();
    assertThat(row.get("PartyId")).isEqualTo(new BigInteger("300000990123456789"));
    assertThat(row.get("CreditLimit_c")).isEqualTo(new BigDecimal("12.50"));
  }

  @Test
  void anEditMovesTheStampAndNothingElse() {
    table.create("K1", Map.of("OrganizationName", "One", "City", "Bonn"));
    Instant before = stamp("K1");
    CLOCK.advance(Duration.ofSeconds(5));

    table.set("K1", Map.of("City", "Ulm"));

    assertThat(stamp("K1")).isAfterOrEqualTo(before.plusSeconds(5));
    assertThat(table.get("K1").orElseThrow())
        .containsEntry("City", "Ulm")
        .containsEntry("OrganizationName", "One");
  }

  @Test
  void aLateCommitLiesBackInTime() {
    table.create("K1", Map.of("OrganizationName", "One"));

    table.commitLate("K1", Map.of("City", "Ulm"), Duration.ofMinutes(7));
    table.commitLate("K2", Map.of("OrganizationName", "Two"), Duration.ofMinutes(9));

    assertThat(stamp("K1")).isBefore(CLOCK.instant().minus(Duration.ofMinutes(6)));
    assertThat(stamp("K2")).isBefore(stamp("K1"));
    assertThat(table.stamped(null, null)).extracting(FusionRow::key).containsExactly("K2", "K1");
  }

  @Test
  void theRangeOfStampsIncludesBothEnds() {
    Instant one = Instant.parse("2026-01-01T00:00:00Z");
    Instant two = Instant.parse("2026-01-02T00:00:00Z");
    table.insert("K1", Map.of(), one);
    table.insert("K2", Map.of(), two);

    assertThat(table.stamped(one, two)).hasSize(2);
    assertThat(table.stamped(one.plusMillis(1), two))
        .extracting(FusionRow::key)
        .containsExactly("K2");
    assertThat(table.stamped(null, two.minusMillis(1)))
        .extracting(FusionRow::key)
        .containsExactly("K1");
  }

  @Test
  void anOrderFollowsEveryEdit() {
    Ordering byCity =
        new Ordering(
            java.util.List.of(
                new Ordering.Term("City", true), new Ordering.Term("PartyNumber", true)));
    table.create("K1", Map.of("City", "Bonn"));
    table.create("K2", Map.of("City", "Aachen"));
    assertThat(table.inOrder(byCity)).extracting(FusionRow::key).containsExactly("K2", "K1");

    table.set("K2", Map.of("City", "Celle"));
    assertThat(table.inOrder(byCity)).extracting(FusionRow::key).containsExactly("K1", "K2");

    table.delete("K1");
    assertThat(table.inOrder(byCity)).extracting(FusionRow::key).containsExactly("K2");
  }

  @Test
  void aDeletedRowIsGoneFromBothIndexes() {
    table.create("K1", Map.of());

    assertThat(table.delete("K1")).isTrue();
    assertThat(table.delete("K1")).isFalse();
    assertThat(table.size()).isZero();
    assertThat(table.stamped(null, null)).isEmpty();
  }

  @Test
  void wrongEditsAreRefusedByName() {
    table.create("K1", Map.of());

    assertThatThrownBy(() -> table.set("K1", Map.of("Colour", "red")))
        .hasMessageStartingWith("Colour:");
    assertThatThrownBy(() -> table.set("K1", Map.of("PartyId", "many")))
        .hasMessageStartingWith("PartyId:");
    assertThatThrownBy(() -> table.set("K9", Map.of())).hasMessageContaining("K9");
    assertThatThrownBy(() -> table.create("K1", Map.of())).hasMessageContaining("exists");
  }

  private Instant stamp(String key) {
    return (Instant) table.get(key).orElseThrow().get("LastUpdateDate");
  }
}
