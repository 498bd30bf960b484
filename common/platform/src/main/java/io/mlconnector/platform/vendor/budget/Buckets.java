package io.mlconnector.platform.vendor.budget;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.mlconnector.platform.vendor.budget.Budgets.Usage;
import io.mlconnector.spi.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;

/** The buckets of one connection: one per budget, or per value of the group that a budget names. */
final class Buckets {

  private static final int MOST = 20_000;

  private final List<Budget> budgets = new ArrayList<>();
  private final Map<Key, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true);
  private final TimeMeter meter;
  private final Waiting time;
  private final long opened;
  private final Duration idle;

  /** A budget and our part of it. */
  private record Budget(Limits.Budget limit, Allowance allowance, Spent spent) {}

  private record Key(String budget, String group) {}

  /**
   * @param idle for how long nobody made any of these calls
   */
  Buckets(Limits limits, double share, Waiting time, Duration idle) {
    this.idle = idle;
    this.time = time;
    this.opened = time.nanos();
    this.meter =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return time.nanos();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    for (Limits.Budget limit : limits.budgets()) {
      Allowance allowance = new Allowance(limit.permits(), limit.per(), share);
      budgets.add(new Budget(limit, allowance, new Spent(allowance.per(), opened)));
    }
  }

  /** What a call found: the budget that it has to wait for longest. */
  record Shortage(String budget, Duration until) {}

  /** Takes the cost from every budget that the call must fit into, or none and says why not. */
  synchronized Shortage take(String call, int cost) {
    List<Runnable> needed = new ArrayList<>();
    Shortage longest = null;
    for (Budget budget : budgets) {
      Matcher matcher = budget.limit().calls().matcher(call);
      if (!matcher.lookingAt()) {
        continue;
      }
      Bucket bucket = bucket(budget, matcher.groupCount() == 0 ? "" : matcher.group(1));
      // More than is ever there at a time would have to wait for ever.
      long tokens = Math.min(cost, budget.allowance().burst());
      needed.add(
          () -> {
            bucket.tryConsume(tokens);
            budget.spent().add(tokens, time.nanos());
          });
      EstimationProbe probe = bucket.estimateAbilityToConsume(tokens);
      // Whole nanoseconds may fall short of the token by a fraction.
      Duration until = Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
      if (!probe.canBeConsumed() && (longest == null || until.compareTo(longest.until()) > 0)) {
        longest = new Shortage(budget.limit().name(), until);
      }
    }
    if (longest == null) {
      needed.forEach(Runnable::run);
      forgetOldest();
    }
    return longest;
  }

  private Bucket bucket(Budget budget, String group) {
    return buckets.computeIfAbsent(
        new Key(budget.limit().name(), String.valueOf(group)),
        key -> budget.allowance().bucket(meter, unused()));
  }

  private Duration unused() {
    long open = time.nanos() - opened;
    return idle.toNanos() > Long.MAX_VALUE - open ? idle : idle.plusNanos(open);
  }

  /** A bucket that was not used for longest is full again; that of a whole connection stays. */
  private void forgetOldest() {
    if (buckets.size() <= MOST) {
      return;
    }
    var oldest = buckets.entrySet().iterator();
    for (int i = 0; i < MOST / 10 && oldest.hasNext(); i++) {
      Map.Entry<Key, Bucket> entry = oldest.next();
      if (!entry.getKey().group().isEmpty() && full(entry)) {
        oldest.remove();
      }
    }
  }

  private boolean full(Map.Entry<Key, Bucket> entry) {
    return budgets.stream()
        .filter(budget -> budget.limit().name().equals(entry.getKey().budget()))
        .allMatch(budget -> entry.getValue().getAvailableTokens() >= budget.allowance().burst());
  }

  /** Leaves no more in the connection's buckets than the vendor says that it still takes. */
  synchronized void shrink(String call, long left) {
    for (Budget budget : budgets) {
      Matcher matcher = budget.limit().calls().matcher(call);
      if (matcher.lookingAt() && matcher.groupCount() == 0) {
        Bucket bucket = bucket(budget, "");
        long excess = bucket.getAvailableTokens() - left;
        if (excess > 0) {
          bucket.tryConsumeAsMuchAsPossible(excess);
        }
      }
    }
  }

  /** How much of a budget without groups was spent in its window just past, and of how much. */
  synchronized Optional<Usage> usage(String name) {
    return budgets.stream()
        .filter(budget -> budget.limit().name().equals(name))
        .filter(budget -> budget.limit().calls().matcher("").groupCount() == 0)
        .map(
            budget ->
                new Usage(
                    budget.spent().sum(time.nanos()),
                    budget.allowance().whole(),
                    budget.allowance().per()))
        .findFirst();
  }

  /** How many calls a budget without groups would let pass now. */
  synchronized OptionalLong left(String name) {
    return budgets.stream()
        .filter(budget -> budget.limit().name().equals(name))
        .filter(budget -> budget.limit().calls().matcher("").groupCount() == 0)
        .mapToLong(budget -> bucket(budget, "").getAvailableTokens())
        .findFirst();
  }
}
