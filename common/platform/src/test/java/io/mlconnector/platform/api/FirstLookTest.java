package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.platform.connection.Keysets;
import io.mlconnector.platform.connection.StoreFixture;
import io.mlconnector.platform.connection.StoredConnection;
import io.mlconnector.platform.owner.FakeLease;
import io.mlconnector.platform.owner.Owned;
import io.mlconnector.platform.testsystem.TestSystem;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLookTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private StoreFixture fixture;
  private StoredConnection stored;

  @BeforeEach
  void save() {
    Path keyset = folder.resolve("keyset.json");
    Keysets.create(keyset);
    fixture = new StoreFixture("first_look", keyset);
    stored =
        fixture.put(
            """
            id: acme-prod
            system: test-system
            baseUrl: https://acme.test-system.com
            timeZone: Europe/Berlin
            auth: { mode: basic, user: robot, password: hunter2 }
            """);
  }

  @Test
  void aSavedConnectionIsLookedAtOnce() throws Exception {
    answer.countDown();

    try (AutoCloseable look = look()) {
      await().atMost(LONG).until(() -> fixture.states.of("acme-prod").ping() != null);
      assertThat(look).isNotNull();
    }

    assertThat(fixture.states.of("acme-prod").ping().path("ok").asBoolean()).isTrue();
  }

  @Test
  void aLookEndsWithTheOwnershipAndSaysNothing() throws Exception {
    AutoCloseable look = look();
    begun.await();

    look.close();

    // A thread whose work is over is still seen for a moment.
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("first-look-acme-prod"));
    assertThat(fixture.states.of("acme-prod").ping()).isNull();
  }

  @Test
  void whatLapsesUnlessItIsUsedIsLookedAtOnceItsLastPingIsOld() throws Exception {
    answer.countDown();
    Duration day = Duration.ofDays(1);
    Instant old = StoreFixture.NOW.minus(day).minusSeconds(1);
    fixture.states.pinged("acme-prod", pinged(old));

    try (AutoCloseable look = look(false, day)) {
      await().atMost(LONG).until(() -> !lastPing().equals(old));
      assertThat(look).isNotNull();
    }

    assertThat(lastPing()).isEqualTo(StoreFixture.NOW);
  }

  @Test
  void whatWasLookedAtWithinThatTimeIsLeftAlone() throws Exception {
    fixture.states.pinged("acme-prod", pinged(StoreFixture.NOW.minusSeconds(60)));

    try (AutoCloseable look = look(false, Duration.ofDays(1))) {
      assertThat(begun.await(300, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(look).isNotNull();
    }
  }

  private static PingResult pinged(Instant at) {
    return new PingResult(true, "robot", List.of(), null, null, 1, at, List.of());
  }

  private Instant lastPing() {
    return Instant.parse(fixture.states.of("acme-prod").ping().path("at").asText());
  }

  private AutoCloseable look() {
    return look(true, null);
  }

  private AutoCloseable look(boolean whenSaved, Duration every) {
    TestSystem slow =
        new TestSystem() {
          @Override
          public boolean checkedWhenSaved() {
            return whenSaved;
          }

          @Override
          public Duration checkedEvery() {
            return every;
          }

          @Override
          public Check check(Connection connection) {
            begun.countDown();
            try {
              answer.await();
            } catch (InterruptedException e) {
              throw VendorFailure.unavailable(0, null, false, "interrupted");
            }
            return new Check("robot", List.of());
          }
        };
    Clock clock = Clock.fixed(StoreFixture.NOW, ZoneOffset.UTC);
    Pings pings = new Pings(slow, fixture.states, clock);
    return new FirstLook(slow, fixture.store, fixture.states, pings, clock)
        .start(new Owned(new FakeLease("connection/acme-prod"), stored.document(), null, null));
  }
}
