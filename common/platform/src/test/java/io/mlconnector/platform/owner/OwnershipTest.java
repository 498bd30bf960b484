package io.mlconnector.platform.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.connection.Keysets;
import io.mlconnector.platform.connection.StoreFixture;
import io.mlconnector.platform.testsystem.TestConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {

  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path folder;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final OwnedConnections owned = new OwnedConnections();
  private final FakeLease lease = new FakeLease("connection/acme");
  private RuntimeException failure;
  private StoreFixture fixture;
  private AutoCloseable running;

  @BeforeEach
  void open() {
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("ownership", keyset);
    fixture.put(document("hunter2"));
  }

  @AfterEach
  void close() throws Exception {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void everythingStartsInOrderAndEndsInReverse() throws Exception {
    start(NEVER);
    assertThat(owned.find("acme")).isPresent();

    running.close();

    assertThat(owned.find("acme")).isEmpty();
    assertThat(seen)
        .containsExactly(
            "producer",
            "relay",
            "poll",
            "deliver",
            "no deliver",
            "no poll",
            "no relay",
            "no producer");
    assertThat(TestConnection.OPEN).hasValue(0);
  }

  @Test
  void whatStartedIsEndedWhenTheRestDoesNotStart() {
    failure = new IllegalStateException("no room");

    start(NEVER);

    assertThat(seen)
        .containsExactly("producer", "relay", "poll", "no poll", "no relay", "no producer");
    assertThat(owned.find("acme")).isEmpty();
    assertThat(fixture.states.of("acme").attention()).isEqualTo("Cannot be started: no room");
  }

  @Test
  void aFailedStartIsTriedAgainAndItsCallForAttentionTakenBack() {
    failure = new IllegalStateException("no room");
    start(Duration.ofMillis(20));

    failure = null;

    await().until(() -> owned.find("acme").isPresent());
    assertThat(fixture.states.of("acme").attention()).isNull();
  }

  @Test
  void aDatabaseThatIsAwayLeavesTheStartToOthers() {
    failure = new DatabaseUnavailable(new SQLException("gone"));

    assertThatThrownBy(() -> start(NEVER)).isInstanceOf(DatabaseUnavailable.class);
    assertThat(seen).endsWith("no producer");
  }

  @Test
  void aChangedDocumentStartsTheWorkAnewUnderTheSameLease() {
    start(Duration.ofMillis(20));
    Owned before = owned.find("acme").orElseThrow();

    fixture.put(document("hunter2") + "displayName: Another\n");

    await().until(() -> owned.find("acme").filter(now -> now != before).isPresent());
    Owned after = owned.find("acme").orElseThrow();
    assertThat(after.document().displayName()).isEqualTo("Another");
    assertThat(after.lease()).isSameAs(before.lease());
    assertThat(seen).filteredOn("no producer"::equals).hasSize(1);
  }

  @Test
  void aChangedSecretFileStartsTheWorkAnew() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "first");
    fixture.put(document("'${file:" + file + "}'"));
    start(Duration.ofMillis(20));
    Owned before = owned.find("acme").orElseThrow();

    Files.writeString(file, "second");

    await().until(() -> owned.find("acme").filter(now -> now != before).isPresent());
  }

  @Test
  void nothingStartsOnceTheLeaseIsLost() {
    start(Duration.ofMillis(20));
    lease.lose();
    int before = seen.size();

    fixture.put(document("hunter3"));

    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    assertThat(seen).hasSize(before);
    assertThat(owned.find("acme")).isEmpty();
  }

  private void start(Duration check) {
    OwnerParts parts =
        new OwnerParts(
            fixture.store,
            fixture.connections,
            fixture.states,
            (document, credentials, held) ->
                new TestConnection(document, credentials, Clock.systemUTC()),
            this::producer,
            (held, producer) -> noted("relay"),
            List.of(one -> noted("poll"), one -> failing("deliver")),
            owned);
    running = new ConnectionOwner(parts, check).start(lease);
  }

  private AutoCloseable failing(String what) {
    if (failure != null) {
      throw failure;
    }
    return noted(what);
  }

  private AutoCloseable noted(String what) {
    seen.add(what);
    return () -> seen.add("no " + what);
  }

  private FencedProducer producer(Lease held) {
    seen.add("producer");
    return new FencedProducer() {
      @Override
      public void publish(List<Message> messages) {
        throw new AssertionError("owning a connection publishes nothing");
      }

      @Override
      public void close() {
        seen.add("no producer");
      }
    };
  }

  private static String document(String password) {
    return """
    id: acme
    system: test-system
    baseUrl: https://acme.test-system.com
    auth: { mode: basic, user: robot, password: %s }
    """
        .formatted(password);
  }
}
