package io.mlconnector.flow.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mlconnector.embedded.Backbone;
import io.mlconnector.flow.sql.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<Replica> replicas = new ArrayList<>();
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = new TestDatabase(Backbone.shared().postgres());
  }

  @AfterEach
  void close() {
    replicas.forEach(Replica::close);
    database.close();
  }

  @Test
  void aLeaseHasOneOwnerWhoSaysWhereItIs() {
    Replica a = replica("a", Set.of("one"));
    await().atMost(LONG).until(() -> a.leases.holds("one"));
    Replica b = replica("b", Set.of("one"));
    await().atMost(LONG).until(() -> b.leases.sinceLastTurn().compareTo(Duration.ofSeconds(1)) < 0);

    assertThat(b.leases.owner("one"))
        .contains(new Owner(a.leases.replica(), "http://a", a.running.get("one").fence()));
    assertThat(b.leases.owner("another")).isEmpty();
    assertThat(b.leases.holds("one")).isFalse();
    assertThat(b.started).isEmpty();
  }

  @Test
  void aDeadOwnerIsReplacedByOneWithAHigherFence() {
    Replica a = replica("a", Set.of("one"));
    await().atMost(LONG).until(() -> a.holding().contains("one"));
    Replica b = replica("b", Set.of("one"));
    Lease former = a.running.get("one");

    a.die();

    await().atMost(LONG).until(() -> b.holding().contains("one"));
    assertThat(b.running.get("one").fence()).isGreaterThan(former.fence());
    assertThat(former.holds()).isFalse();
  }

  @Test
  void aReplicaThatIsNotAbleYetTakesNothingAndLeavesAllToTheOthers() {
    Replica unable = new Replica("a", database, Set.of("one", "two"));
    unable.able = false;
    add(unable).begin();
    await().atMost(LONG).until(() -> unable.leases.answered());
    Replica b = replica("b", Set.of("one", "two"));

    await().atMost(LONG).until(() -> b.holding().size() == 2);
    assertThat(unable.started).isEmpty();

    unable.able = true;

    await().atMost(LONG).until(() -> unable.holding().size() == 1 && b.holding().size() == 1);
  }

  @Test
  void afterTheDatabaseWasSetBackAFenceIsAboveThoseThatTheLostOneGave() throws Exception {
    Replica a = replica("a", Set.of("one"));
    await().atMost(LONG).until(() -> a.holding().contains("one"));
    long lost = a.running.get("one").fence() + 3;
    a.die();
    try (var sql = database.pool().getConnection();
        var statement = sql.createStatement()) {
      statement.execute("delete from lease");
      statement.execute("alter sequence lease_fence restart");
    }
    // As long as a restore takes at the very least.
    await().atMost(LONG).until(() -> System.currentTimeMillis() / 1_000 > lost);

    Replica b = replica("b", Set.of("one"));

    await().atMost(LONG).until(() -> b.holding().contains("one"));
    assertThat(b.running.get("one").fence()).isGreaterThan(lost);
  }

  @Test
  void withTheDefaultTimesADeadOwnerIsReplacedWithinTenSeconds() {
    Replica a = add(new Replica("a", database, Set.of("one"))).begin();
    await().atMost(LONG).until(() -> a.holding().contains("one"));
    Replica b = add(new Replica("b", database, Set.of("one"))).begin();
    await().atMost(LONG).until(() -> b.leases.owner("one").isPresent());

    a.die();

    await().atMost(Duration.ofSeconds(10)).until(() -> b.holding().contains("one"));
  }

  @Test
  void aReplicaThatStopsHandsOverAtOnce() {
    Replica a =
        add(new Replica("a", database, Set.of("one"), "lease.ttl", "1h", "lease.renew", "100ms"));
    a.begin();
    await().atMost(LONG).until(() -> a.holding().contains("one"));
    Replica b = replica("b", Set.of("one"));

    a.close();

    assertThat(a.running).isEmpty();
    await().atMost(LONG).until(() -> b.holding().contains("one"));
    assertThat(TestDatabase.column(b.pool, "select id from replica"))
        .containsExactly(b.leases.replica());
  }

  @Test
  void everyReplicaTakesItsShareAndGivesUpWhatIsAboveItWhenAnotherJoins() {
    Set<String> names = names(10);
    Replica a = replica("a", names);
    await().atMost(LONG).until(() -> a.holding().equals(names));

    Replica b = replica("b", names);
    await().atMost(LONG).until(() -> shared(names, 5, a, b));

    Replica c = replica("c", names);
    await().atMost(LONG).until(() -> shared(names, 4, a, b, c));
  }

  @Test
  void withoutSharingTheFirstReplicaKeepsAll() {
    Set<String> names = names(4);
    Replica a = replica("a", names, "lease.sharing", "false");
    await().atMost(LONG).until(() -> a.holding().equals(names));
    Replica b = replica("b", names, "lease.sharing", "false");

    assertThatThrownBy(
            () -> await().atMost(Duration.ofSeconds(2)).until(() -> shared(names, 2, a, b)))
        .isInstanceOf(ConditionTimeoutException.class);
    assertThat(a.holding()).isEqualTo(names);
  }

  @Test
  void theLeasesOfADeadReplicaAreSharedByTheOthers() {
    Set<String> names = names(9);
    Replica a = replica("a", names);
    Replica b = replica("b", names);
    Replica c = replica("c", names);
    await().atMost(LONG).until(() -> shared(names, 3, a, b, c));

    a.die();

    await().atMost(LONG).until(() -> shared(names, 5, b, c));
  }

  @Test
  void whatIsNoLongerWantedIsClosedAndReleased() {
    Replica a = replica("a", Set.of("one", "two"));
    await().atMost(LONG).until(() -> a.holding().size() == 2);

    a.wanted = Set.of("two");

    await().atMost(LONG).until(() -> a.running.keySet().equals(Set.of("two")));
    await().atMost(LONG).until(() -> a.leases.owner("one").isEmpty());
    assertThat(a.leases.owner("two")).isPresent();
  }

  @Test
  void workThatDoesNotStartLeavesTheLeaseToAnotherReplica() {
    Replica a = new Replica("a", database, Set.of("one"), "lease.renew", "100ms");
    a.refusal = new IllegalStateException("refused by the test");
    add(a).begin();
    await().atMost(LONG).until(() -> a.meters.counter("mlconnector.lease.takeovers").count() > 0);

    Replica b = replica("b", Set.of("one"));

    await().atMost(LONG).until(() -> b.holding().contains("one"));
  }

  @Test
  void whatSavedUpWhileNobodyHadItCanBeClaimedOnce() {
    Replica a = add(replica("a", Set.of("one")));
    await().atMost(LONG).until(() -> a.holding().contains("one"));
    Lease first = a.running.get("one");

    assertThat(first.claimIdle()).isGreaterThan(Duration.ofDays(1_000));
    assertThat(first.claimIdle()).isZero();

    a.wanted = Set.of();
    await().atMost(LONG).until(() -> a.holding().isEmpty());
    a.wanted = Set.of("one");
    await().atMost(LONG).until(() -> a.holding().contains("one"));

    assertThat(a.running.get("one").claimIdle()).isLessThan(LONG);
  }

  @Test
  void workThatDoesNotCloseLosesItsLeaseToAnotherReplica() {
    Replica a =
        new Replica("a", database, Set.of("one"), "lease.ttl", "1s", "lease.renew", "100ms");
    CountDownLatch closing = new CountDownLatch(1);
    a.closing = closing;
    add(a).begin();
    await().atMost(LONG).until(() -> a.holding().contains("one"));

    a.wanted = Set.of();
    Replica b = replica("b", Set.of("one"));

    await().atMost(LONG).until(() -> b.holding().contains("one"));
    assertThat(a.running).containsKey("one");
    closing.countDown();
    await().atMost(LONG).until(() -> a.running.isEmpty());
  }

  @Test
  void everyTurnIsOneStatementWhateverTheNumberOfLeases() {
    Set<String> names = names(200);
    Replica a = replica("a", names);
    await().atMost(LONG).until(() -> a.holding().equals(names));

    String before = TestDatabase.column(a.pool, "select max(expires) from lease").get(0);
    await()
        .atMost(LONG)
        .until(
            () ->
                TestDatabase.column(
                        a.pool,
                        "select count(distinct expires) from lease where expires > '"
                            + before
                            + "'")
                    .equals(List.of("1")));
  }

  @Test
  void theMetricsSayWhatIsHeld() {
    Replica a = replica("a", Set.of("one"));
    await().atMost(LONG).until(() -> a.holding().contains("one"));

    assertThat(a.meters.get("mlconnector.lease.held").tag("name", "one").gauge().value())
        .isEqualTo(1);
    a.wanted = Set.of();
    await().atMost(LONG).until(() -> a.meters.find("mlconnector.lease.held").gauge() == null);
  }

  private static boolean shared(Set<String> names, int most, Replica... replicas) {
    Set<String> all = new HashSet<>();
    int count = 0;
    for (Replica replica : replicas) {
      Set<String> holding = replica.holding();
      if (holding.size() > most) {
        return false;
      }
      count += holding.size();
      all.addAll(holding);
    }
    return count == names.size() && all.equals(names);
  }

  private static Set<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).collect(Collectors.toSet());
  }

  private Replica replica(String name, Set<String> wanted, String... config) {
    List<String> all = new ArrayList<>(List.of("lease.ttl", "2s", "lease.renew", "100ms"));
    all.addAll(List.of(config));
    return add(new Replica(name, database, wanted, all.toArray(String[]::new))).begin();
  }

  private Replica add(Replica replica) {
    replicas.add(replica);
    return replica;
  }
}
