package io.mlconnector.flow.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mlconnector.canonical.event.Sequence;
import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.flow.sql.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<Replica> replicas = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = new TestDatabase(Backbone.shared().postgres());
  }

  @AfterEach
  void close() {
    Backbone.shared().postgres().start();
    replicas.forEach(Replica::close);
    database.close();
  }

  @Test
  void aStalledOwnerFindsItsLeaseLostWhenItWakesUp() {
    Replica a = replica("a", "2s");
    Lease lease = leaseOf(a);

    a.clockAhead.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(lease.holds()).isFalse();
    assertThat(lease.remaining()).isZero();
    assertThatThrownBy(() -> a.transactions.run(lease::guard)).isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> lease.ensure(Duration.ofMillis(1))).isInstanceOf(LeaseLost.class);
  }

  @Test
  void aLeaseThatWasSeenToBeLostDoesNotComeBackButIsTakenAnew() {
    Replica a = replica("a", "2s");
    Lease former = leaseOf(a);

    a.clockAhead.addAndGet(Duration.ofSeconds(2).toNanos());

    await().atMost(LONG).until(() -> a.started.size() == 2 && a.holding().contains("one"));
    assertThat(former.holds()).isFalse();
    assertThat(a.running.get("one").fence()).isGreaterThan(former.fence());
  }

  @Test
  void theCommitOfAFormerOwnerIsRefusedEvenIfItsClockStoodStill() throws Exception {
    Replica a = replica("a", "1h");
    Lease lease = leaseOf(a);
    try (Connection sql = database.pool().getConnection()) {
      sql.createStatement().execute("update lease set fence = fence + 1, replica = 'other'");
    }

    assertThatThrownBy(() -> a.transactions.run(lease::guard)).isInstanceOf(LeaseLost.class);
    assertThat(lease.holds()).isFalse();
    await().atMost(LONG).until(() -> a.running.isEmpty());
  }

  @Test
  void nobodyTakesOverInTheMiddleOfAGuardedCommitAndRenewalsGoOn() throws Exception {
    Replica a = replica("a", "2s");
    Lease lease = leaseOf(a);
    Replica b = replica("b", "2s");
    try (Connection sql = a.pool.getConnection()) {
      sql.setAutoCommit(false);
      lease.guard(sql);
      String before = expires(b);
      await().atMost(LONG).until(() -> expires(b).compareTo(before) > 0);

      a.leases.stop();
      try (Connection other = b.pool.getConnection()) {
        other.createStatement().execute("update lease set expires = now() - interval '1 hour'");
      }
      await().during(Duration.ofSeconds(1)).atMost(LONG).until(() -> b.started.isEmpty());
      sql.commit();
    }
    await().atMost(LONG).until(() -> b.holding().contains("one"));
  }

  @Test
  void aTransactionLeftOpenByAStalledOwnerDoesNotKeepItsSuccessorWaiting() throws Exception {
    Replica a = replica("a", "2s");
    Lease lease = leaseOf(a);
    Connection stalled = a.pool.getConnection();
    stalled.setAutoCommit(false);
    stalled.createStatement().execute("set idle_in_transaction_session_timeout = '1s'");
    lease.guard(stalled);
    a.wanted = Set.of();
    await().atMost(LONG).until(() -> a.running.isEmpty());

    Replica b = replica("b", "2s");

    await().atMost(LONG).until(() -> b.holding().contains("one"));
    assertThatThrownBy(stalled::commit).isInstanceOf(java.sql.SQLException.class);
  }

  @Test
  void aLeaseIsExtendedForACallThatTakesLonger() {
    Replica a = replica("a", "2s");
    Lease lease = leaseOf(a);

    lease.ensure(Duration.ofMinutes(1));

    assertThat(lease.remaining()).isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    assertThat(TestDatabase.column(a.pool, "select expires > now() + interval '1 min' from lease"))
        .containsExactly("t");
    String before = TestDatabase.column(a.pool, "select expires from replica").get(0);
    await()
        .atMost(LONG)
        .until(
            () ->
                TestDatabase.column(a.pool, "select expires from replica").get(0).compareTo(before)
                    > 0);
    assertThat(lease.remaining()).isGreaterThan(Duration.ofSeconds(30));
  }

  @Test
  void aLeaseThatHoldsLongEnoughIsNotRenewed() {
    Replica a = replica("a", "1h");
    Lease lease = leaseOf(a);
    Backbone.shared().postgres().stop();

    lease.ensure(Duration.ofMinutes(1));

    assertThatThrownBy(() -> lease.ensure(Duration.ofHours(2)))
        .isInstanceOf(DatabaseUnavailable.class);
    assertThat(lease.holds()).isTrue();
  }

  @Test
  void numbersRiseUnderAFenceAndOverTakeovers() {
    Replica a = replica("a", "2s");
    Lease first = leaseOf(a);
    Sequence one = first.next();
    Sequence two = first.next();
    a.clockAhead.addAndGet(Duration.ofSeconds(2).toNanos());
    await().atMost(LONG).until(() -> a.started.size() == 2);

    Sequence three = a.started.get(1).next();

    assertThat(two.isAfter(one)).isTrue();
    assertThat(three.isAfter(two)).isTrue();
  }

  @Test
  void aShortRestartOfTheDatabaseTakesNothingAway() {
    Replica a = replica("a", "1m");
    Lease lease = leaseOf(a);

    Backbone.shared().postgres().restart();

    String before = expires(a);
    await().atMost(LONG).until(() -> expires(a).compareTo(before) > 0);
    assertThat(lease.holds()).isTrue();
    assertThat(a.started).containsExactly(lease);
  }

  @Test
  void whenTheDatabaseIsAwayForLongWorkEndsAndStartsAgainUnderANewFence() {
    Replica a = replica("a", "2s");
    Lease former = leaseOf(a);
    LeasesReady ready = new LeasesReady(a.leases);
    LeasesAlive alive = new LeasesAlive(a.leases);

    Backbone.shared().postgres().stop();

    await().atMost(LONG).until(() -> a.running.isEmpty());
    assertThat(former.holds()).isFalse();
    assertThat(ready.call().getStatus().name()).isEqualTo("DOWN");
    assertThat(alive.call().getStatus().name()).isEqualTo("UP");

    Backbone.shared().postgres().start();

    await().atMost(LONG).until(() -> a.holding().contains("one"));
    assertThat(a.running.get("one").fence()).isGreaterThan(former.fence());
    assertThat(ready.call().getStatus().name()).isEqualTo("UP");
  }

  private static String expires(Replica replica) {
    return TestDatabase.column(replica.pool, "select expires from lease").get(0);
  }

  private static Lease leaseOf(Replica replica) {
    await().atMost(LONG).until(() -> replica.holding().contains("one"));
    return replica.running.get("one");
  }

  private Replica replica(String name, String ttl) {
    Replica replica =
        new Replica(name, database, Set.of("one"), "lease.ttl", ttl, "lease.renew", "100ms");
    replicas.add(replica);
    return replica.begin();
  }
}
