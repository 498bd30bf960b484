package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.event.Sequence;

/**
 * A delivery in the inbox as its owner keeps it in memory: everything that order needs, without the
 * body.
 *
 * @param id of the inbox row; raised in the order in which rows became visible
 * @param ref the ref in its text form
 * @param tries how often it was parked before
 * @param risky whether it deactivates or flags a record, so that the mass-change guard counts it
 * @param approved whether a person let it pass that guard
 */
record Item(
    long id,
    String delivery,
    String ref,
    String object,
    Mode mode,
    Sequence sequence,
    long order,
    int tries,
    boolean risky,
    boolean approved) {

  /** Whether this one makes the other needless; see {@code Delivery.supersedes}. */
  boolean supersedes(Item other) {
    return mode != Mode.APPEND && other.mode != Mode.APPEND && !isBefore(other);
  }

  private boolean isBefore(Item other) {
    int bySequence = sequence.compareTo(other.sequence);
    return bySequence < 0 || (bySequence == 0 && order < other.order);
  }
}
