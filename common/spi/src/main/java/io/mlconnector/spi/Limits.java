package io.mlconnector.spi;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The vendor's documented budgets. The platform spends its share of each and never more.
 *
 * @param budgets every budget that a call must fit into, where its method and path match
 * @param remainingHeaders reply headers that tell how many calls the account has left; heeded when
 *     others use up the account
 * @param jobs how many jobs the account may have running; 0 for no limit
 * @param concurrency how many calls at a time the vendor bears by default
 */
public record Limits(
    List<Budget> budgets, List<RemainingHeader> remainingHeaders, int jobs, int concurrency) {

  /**
   * The name of a header that is never sent: a typed client's method says by a parameter of it how
   * much of the budgets a call takes, where that is more than one.
   */
  public static final String COST = "x-mlconnector-cost";

  /**
   * So many calls in so long.
   *
   * @param calls {@code "METHOD /path"} from its beginning; where it has a group, each value of the
   *     group has a budget of its own
   */
  public record Budget(String name, Pattern calls, int permits, Duration per) {}

  /** A header with a count; {@code reset} names the one with the seconds to the next count. */
  public record RemainingHeader(String remaining, String reset) {}

  public Limits {
    budgets = List.copyOf(budgets);
    remainingHeaders = List.copyOf(remainingHeaders);
  }

  public static Limits none(int concurrency) {
    return new Limits(List.of(), List.of(), 0, concurrency);
  }
}
