package io.mlconnector.sandbox.fusion;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * What a row must fulfil, with the span of LastUpdateDate outside which no row can (null for an
 * open end), so that a poll of the newest rows need not look at all of them.
 */
record Condition(Predicate<FusionRow> test, Instant from, Instant to) {

  static final Condition ANY = new Condition(row -> true, null, null);
  static final Condition NONE = new Condition(row -> false, null, null);

  static Condition of(Predicate<FusionRow> test) {
    return new Condition(test, null, null);
  }

  Condition and(Condition other) {
    return new Condition(
        test.and(other.test),
        from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from,
        to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to);
  }

  Condition or(Condition other) {
    return of(test.or(other.test));
  }

  Condition not() {
    return of(test.negate());
  }
}
