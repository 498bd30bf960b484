package io.mlconnector.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.lease.LeaseLost;
import io.mlconnector.platform.connection.Keysets;
import io.mlconnector.platform.connection.StoreFixture;
import io.mlconnector.platform.owner.FakeLease;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.testsystem.TestHook;
import io.mlconnector.platform.webhook.WaitingCalls.WaitingCall;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.TableNotice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxDrainTest {

  private final List<String> read = new ArrayList<>();
  private final List<TableNotice> tables = new ArrayList<>();
  private final FakeLease lease = new FakeLease("connection/acme");
  private RuntimeException failure;
  private boolean paused;
  private StoreFixture fixture;

  @BeforeEach
  void open(@TempDir Path folder) {
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("inbox_drain", keyset);
    fixture.put(
        """
        id: acme
        system: test-system
        baseUrl: https://acme.test-system.com
        auth: { mode: basic, user: robot, password: p }
        """);
  }

  @Test
  void everyNamedRecordIsReadAgainInOrder() {
    add("d1:a,b");
    add("d2:c");

    drain(0);

    assertThat(read).containsExactly("customers [a, b]", "customers [c]");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aCallThatCannotBeUnderstoodStopsOnlyItself() {
    add("d1");
    add("d2:c");

    drain(0);

    assertThat(read).containsExactly("customers [c]");
    assertThat(waiting()).extracting(WaitingCall::problem).containsExactly("body: has no keys");
    assertThat(waiting().get(0).next()).isNull();
  }

  @Test
  void aCallThatFailsForAWhileIsTriedAgainLaterAndLater() {
    add("d1:a");
    failure = VendorFailure.unavailable(503, null, true, "down");

    drain(0);
    assertThat(waiting().get(0).next()).isEqualTo(StoreFixture.NOW.plusSeconds(1));
    drain(0);
    assertThat(waiting().get(0).tries()).isEqualTo(1);
    drain(1);
    assertThat(waiting().get(0).next()).isEqualTo(StoreFixture.NOW.plusSeconds(3));

    failure = null;
    drain(3);
    assertThat(read).containsExactly("customers [a]");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whileItsConnectionIsPausedACallWaitsWithoutATry() {
    add("d1:a");
    paused = true;
    drain(0);
    assertThat(read).isEmpty();
    assertThat(waiting()).extracting(WaitingCall::tries).containsExactly(0);

    paused = false;
    drain(0);

    assertThat(read).containsExactly("customers [a]");
  }

  @Test
  void aFormerOwnerRemovesNothing() {
    add("d1:a");
    lease.lose();

    assertThatThrownBy(() -> drain(0)).isInstanceOf(LeaseLost.class);
    assertThat(waiting()).hasSize(1);
  }

  @Test
  void deliveriesAreRememberedForAWhileOnly() {
    assertThat(add("d1:a")).isTrue();
    assertThat(add("d1:a")).isFalse();

    inbox(Duration.ofDays(3).toSeconds() + 1).forget(Duration.ofDays(3));

    assertThat(add("d1:a")).isTrue();
  }

  private boolean add(String body) {
    Call call = new Call(Map.of("x", "y"), body.getBytes(StandardCharsets.UTF_8));
    return fixture.transactions.inTransaction(
        sql -> inbox(0).add(sql, "acme", "changed", body.split(":")[0], "journey", call));
  }

  @Test
  void aCallThatTellsOfATableIsLookedInto() {
    add("d1:table luid-1");

    drain(0);

    assertThat(tables).containsExactly(new TableNotice("data-source", "luid-1", "failed"));
    assertThat(read).isEmpty();
  }

  private void drain(long seconds) {
    Owned owned = new Owned(lease, fixture.store.find("acme").orElseThrow().document(), null, null);
    try (InboxDrain drain =
        new InboxDrain(
            owned,
            List.of(new TestHook()),
            inbox(seconds),
            (one, stream, keys, journey) -> reread(stream, keys),
            (one, notice) -> tables.add(notice),
            fixture.vault,
            () -> paused,
            at(seconds))) {
      drain.drain();
    }
  }

  private void reread(String stream, List<String> keys) {
    if (failure != null) {
      throw failure;
    }
    read.add(stream + " " + keys);
  }

  private List<WaitingCall> waiting() {
    return new WaitingCalls(fixture.transactions, at(0)).of("acme", 0, 10);
  }

  private WebhookInbox inbox(long seconds) {
    return new WebhookInbox(fixture.transactions, fixture.vault, at(seconds));
  }

  private static Clock at(long seconds) {
    return Clock.fixed(StoreFixture.NOW.plusSeconds(seconds), ZoneOffset.UTC);
  }
}
