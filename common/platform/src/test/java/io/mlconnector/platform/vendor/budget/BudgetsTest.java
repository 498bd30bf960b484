package io.mlconnector.platform.vendor.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Limits.Budget;
import io.mlconnector.spi.Limits.RemainingHeader;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A budget that lets too much pass leaves some of these waiting for ever, hence the limit. */
@Timeout(30)
class BudgetsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Limits ACCOUNT =
      limits(new Budget("account", Pattern.compile(".*"), 100, MINUTE));

  private final FakeTime time = new FakeTime();
  private final FakePauses pauses = new FakePauses();
  private final Map<String, Duration> waits = new TreeMap<>();

  @ParameterizedTest
  @CsvSource({
    "100,0.6,60",
    "700,0.6,420",
    "5,0.6,3",
    "10,0.6,6",
    "1,1.0,1",
    "1,0.6,1",
    "3,0.5,1",
    "2500,1,2500"
  })
  void noWindowHasMoreCallsThanOurShare(int permits, double share, int ours) {
    Limits limits = limits(new Budget("b", Pattern.compile(".*"), permits, MINUTE));
    List<Long> calls = new ArrayList<>();
    for (int owner = 0; owner < 3; owner++) {
      Duration idle = Duration.ofSeconds(7L * owner);
      time.sleep(idle);
      Budgets budgets = budgets(limits, share, 1, idle);
      time.sleep(Duration.ofSeconds(owner == 0 ? 300 : 0));
      calls.addAll(calls(budgets, owner == 0 ? ours / 2 + 1 : 3 * ours));
    }

    assertThat(most(calls, MINUTE)).isLessThanOrEqualTo(ours);
  }

  @Test
  void whatNobodySpentBeforeMayBeSpentAtOnce() {
    long start = time.nanos();

    calls(budgets(ACCOUNT, 0.6, 1, Duration.ofNanos(Long.MAX_VALUE)), 3);

    assertThat(time.nanos()).isEqualTo(start);
    calls(budgets(ACCOUNT, 0.6, 1, Duration.ZERO), 1);
    assertThat(time.nanos()).isGreaterThan(start);
  }

  @Test
  void ourShareIsUsedUp() {
    Budgets budgets = budgets(ACCOUNT, 0.6, 1);
    long start = time.nanos();

    calls(budgets, 600);

    assertThat(Duration.ofNanos(time.nanos() - start)).isBetween(minutes(9.9), minutes(11));
  }

  @Test
  void whatWasUsedOfAWindowIsToldAndForgottenAfterIt() {
    Budgets budgets = budgets(ACCOUNT, 0.6, 1, Duration.ofNanos(Long.MAX_VALUE));

    calls(budgets, 3);

    assertThat(budgets.usage("account")).contains(new Budgets.Usage(3, 60, MINUTE));
    time.sleep(Duration.ofSeconds(50));
    calls(budgets, 1);
    assertThat(budgets.usage("account").orElseThrow().used()).isEqualTo(4);
    time.sleep(Duration.ofSeconds(15));
    assertThat(budgets.usage("account").orElseThrow().used()).isEqualTo(1);
    time.sleep(MINUTE.multipliedBy(10));
    assertThat(budgets.usage("account").orElseThrow().used()).isZero();
    assertThat(budgets.usage("another")).isEmpty();
  }

  @Test
  void eachValueOfAGroupHasABudgetOfItsOwn() {
    Limits limits =
        limits(
            new Budget(
                "organization", Pattern.compile("PUT /api/v2/organizations/(\\d+)"), 5, MINUTE));
    Budgets budgets = budgets(limits, 0.6, 1);
    time.sleep(MINUTE);
    long start = time.nanos();

    for (int id = 0; id < 500; id++) {
      budgets.enter("PUT /api/v2/organizations/" + id + ".json").close();
      budgets.enter("GET /api/v2/organizations/1").close();
    }
    assertThat(time.nanos()).isEqualTo(start);
    budgets.enter("PUT /api/v2/organizations/7").close();

    assertThat(time.nanos() - start).isBetween(20_000_000_000L, 20_000_000_001L);
    assertThat(waits).containsOnlyKeys("organization");
  }

  @Test
  void aCallHasToFitIntoEveryBudgetThatItMatches() {
    Limits limits =
        limits(
            new Budget("account", Pattern.compile(".*"), 600, MINUTE),
            new Budget("users", Pattern.compile("PUT /users"), 60, MINUTE));
    Budgets budgets = budgets(limits, 1, 1);
    time.sleep(MINUTE);

    for (int i = 0; i < 10; i++) {
      budgets.enter("PUT /users/" + i).close();
    }

    assertThat(waits).containsOnlyKeys("users");
  }

  @Test
  void aCallThatCostsMoreTakesMoreAndNeverMoreThanThereIsAtATime() {
    Limits limits = limits(new Budget("credits", Pattern.compile(".*"), 600, MINUTE));
    Budgets budgets = budgets(limits, 1, 1);
    time.sleep(MINUTE);
    long start = time.nanos();

    for (int i = 0; i < 3; i++) {
      budgets.enter("POST /upsert", 10).close();
    }
    assertThat(time.nanos()).isEqualTo(start);
    budgets.enter("POST /upsert", 10).close();
    assertThat(time.nanos() - start).isBetween(1_000_000_000L, 1_100_000_000L);
    budgets.enter("POST /upsert", 1_000).close();

    assertThat(time.nanos() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void aWaitBeyondTheBoundIsRefusedAtOnce() {
    Limits limits = limits(new Budget("tiny", Pattern.compile(".*"), 1, Duration.ofHours(1)));
    Budgets budgets = budgets(limits, 0.5, 1);

    VendorFailure failure = failure(() -> budgets.enter("GET /"));

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.status()).isZero();
    assertThat(failure.sent()).isFalse();
    assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
    assertThat(failure).hasMessageContaining("tiny");
    assertThat(time.nanos()).isZero();
  }

  @Test
  void aRefusedCallGivesItsPlaceBack() {
    Limits limits = limits(new Budget("tiny", Pattern.compile("PUT"), 1, Duration.ofHours(1)));
    Budgets budgets = budgets(limits, 0.5, 1);

    for (int i = 0; i < 3; i++) {
      failure(() -> budgets.enter("PUT /"));
    }

    budgets.enter("GET /").close();
  }

  @Test
  void aVendorThatAsksToWaitIsLeftAloneByAllCalls() {
    Budgets budgets = budgets(Limits.none(4), 1, 4);
    budgets.throttled(VendorFailure.throttled(429, Duration.ofSeconds(20), "slow down"));

    budgets.enter("GET /other").close();

    assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(20).toNanos());
    assertThat(waits).containsKey("pause");
  }

  @Test
  void aLongPauseIsToldInsteadOfWaitedOut() {
    Budgets budgets = budgets(Limits.none(4), 1, 4);
    budgets.throttled(VendorFailure.throttled(429, Duration.ofMinutes(10), "slow down"));

    VendorFailure failure = failure(() -> budgets.enter("GET /"));

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(failure).hasMessageContaining("slow down");
  }

  @Test
  void theNextOwnerHeedsThePauseToo() {
    budgets(Limits.none(4), 1, 4)
        .throttled(VendorFailure.throttled(429, Duration.ofMinutes(10), "slow down"));
    time.sleep(MINUTE);

    VendorFailure failure = failure(() -> budgets(Limits.none(4), 1, 4).enter("GET /"));

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(9));
  }

  @Test
  void aShorterPauseDoesNotEndALongerOne() {
    Budgets budgets = budgets(Limits.none(4), 1, 4);
    budgets.throttled(VendorFailure.throttled(429, Duration.ofMinutes(10), "long"));
    budgets.throttled(VendorFailure.throttled(429, Duration.ofSeconds(1), "short"));

    assertThat(failure(() -> budgets.enter("GET /")).retryAfter())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void withoutAWordPausesGrowUntilAnAnswerComes() {
    Budgets budgets = budgets(Limits.none(1), 1, 1);
    VendorFailure silent = VendorFailure.throttled(429, null, "no words");

    List<Duration> guesses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      guesses.add(budgets.throttled(silent).retryAfter());
    }
    budgets.answered("GET /", answer(Map.of()));
    guesses.add(budgets.throttled(silent).retryAfter());

    assertThat(guesses)
        .startsWith(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8))
        .contains(Duration.ofMinutes(5))
        .endsWith(Duration.ofSeconds(2));
  }

  @Test
  void anAccountThatOthersUsedUpIsLeftAloneUntilItsReset() {
    Budgets budgets = budgets(withHeader(), 1, 2);
    time.sleep(MINUTE);

    budgets.enter("GET /").close();
    budgets.answered("GET /", answer(Map.of("left", List.of("0"), "reset", List.of("17"))));
    long start = time.nanos();
    budgets.enter("GET /").close();

    assertThat(time.nanos() - start).isEqualTo(Duration.ofSeconds(17).toNanos());
  }

  @Test
  void aResetMayBeAnInstantToo() {
    Budgets budgets = budgets(withHeader(), 1, 2);
    time.sleep(MINUTE);
    String reset = String.valueOf(time.instant().plusSeconds(11).getEpochSecond());

    budgets.answered("GET /", answer(Map.of("left", List.of("0"), "reset", List.of(reset))));
    long start = time.nanos();
    budgets.enter("GET /").close();

    assertThat(time.nanos() - start).isEqualTo(Duration.ofSeconds(11).toNanos());
  }

  @Test
  void aBucketShrinksToWhatTheVendorHasLeft() {
    Budgets budgets = budgets(withHeader(), 1, 1);
    time.sleep(MINUTE);
    long before = budgets.left("account");

    budgets.answered("GET /", answer(Map.of("left", List.of("2"))));

    assertThat(before).isEqualTo(5);
    assertThat(budgets.left("account")).isEqualTo(2);
  }

  @Test
  void aHeaderThatIsNoNumberIsLeftAlone() {
    Budgets budgets = budgets(withHeader(), 1, 1);

    budgets.answered("GET /", answer(Map.of("left", List.of("many"))));
    budgets.answered("GET /", answer(Map.of("left", List.of())));

    assertThat(pauses.load()).isEmpty();
  }

  @Test
  void noMoreCallsThanAllowedAreUnderWay() throws Exception {
    Budgets budgets = budgets(Limits.none(3), 1, 3);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(3);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(
            threads.submit(
                () -> {
                  try (Budgets.Slot slot = budgets.enter("GET /")) {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    started.countDown();
                    started.await();
                    now.decrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(most).hasValue(3);
  }

  @Test
  void jobSlotsAreOurShareOfTheVendorsJobs() {
    JobSlots slots = JobSlots.of(30, 0.6);

    assertThat(slots.left()).isEqualTo(18);
    slots.running(17);
    assertThat(slots.left()).isEqualTo(1);
    slots.running(20);
    assertThat(slots.left()).isZero();
    assertThat(JobSlots.of(0, 0.6).left()).isEqualTo(Integer.MAX_VALUE);
    assertThat(JobSlots.of(1, 0.1).left()).isEqualTo(1);
  }

  private Budgets budgets(Limits limits, double share, int concurrency) {
    return budgets(limits, share, concurrency, Duration.ZERO);
  }

  private Budgets budgets(Limits limits, double share, int concurrency, Duration idle) {
    return new Budgets(
        new Budgets.Terms(limits, share, concurrency, Duration.ofMinutes(2), idle),
        pauses,
        time,
        time,
        (reason, wait) -> waits.merge(reason, wait, Duration::plus));
  }

  private List<Long> calls(Budgets budgets, int count) {
    List<Long> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      budgets.enter("GET /").close();
      calls.add(time.nanos());
    }
    return calls;
  }

  private static int most(List<Long> calls, Duration window) {
    int most = 0;
    for (int first = 0; first < calls.size(); first++) {
      int last = first;
      while (last < calls.size() && calls.get(last) - calls.get(first) < window.toNanos()) {
        last++;
      }
      most = Math.max(most, last - first);
    }
    return most;
  }

  private static VendorFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(VendorFailure.class, call);
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis((long) (minutes * 60_000));
  }

  private static Limits limits(Budget... budgets) {
    return new Limits(List.of(budgets), List.of(), 0, 4);
  }

  private static Limits withHeader() {
    return new Limits(ACCOUNT.budgets(), List.of(new RemainingHeader("Left", "Reset")), 0, 4);
  }

  private static Answer answer(Map<String, List<String>> headers) {
    return new Answer(200, headers, new byte[0]);
  }
}
