package io.mlconnector.platform.delivery;

import io.mlconnector.canonical.event.Sequence;

/**
 * Which target record is a ref's counterpart.
 *
 * @param shared whether the target key belongs to another ref, which alone writes the record
 * @param sequence of the newest delivery that came to a good end, as {@code order} and {@code
 *     delivery} are
 */
record Link(String key, boolean shared, Sequence sequence, long order, String delivery) {

  /** Whether a delivery is the one that this link already tells of. */
  boolean isFrom(Item item) {
    return delivery.equals(item.delivery());
  }

  /** Whether a delivery is older than what this link tells of. */
  boolean isNewerThan(Item item) {
    int bySequence = sequence.compareTo(item.sequence());
    return bySequence > 0 || (bySequence == 0 && order > item.order());
  }
}
