package io.mlconnector.mapping.expression;

import java.time.Duration;

/**
 * How far one expression may go on one record.
 *
 * @param time from start to end; looked at between the nodes of the expression
 * @param depth how deeply evaluation may nest; what a recursive function runs into
 * @param characters of text that any value may hold, all its parts together
 * @param elements that any value may hold, all levels together, shared parts counted every time
 */
public record Limits(Duration time, int depth, int characters, int elements) {

  /** Far above what a field needs, far below what hurts the service. */
  public static final Limits DEFAULT = new Limits(Duration.ofMillis(250), 300, 2_000_000, 100_000);

  public Limits withTime(Duration other) {
    return new Limits(other, depth, characters, elements);
  }
}
