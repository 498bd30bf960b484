package io.mlconnector.mapping.mirror;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.route.Side;

/** A pair as it is stored. */
final class PairRow {

  /** How far two records have come. */
  enum Phase {
    /** Waits to be met. */
    NEW,
    /** Its first delivery is under way. */
    MEETING,
    /** A counterpart was found; whether it finds this record too is being asked. */
    CONFIRMING,
    PAIRED,
    /** It came to no counterpart, and waits for a change or a person. */
    PARKED
  }

  final long id;
  final String mirror;
  Ref left;
  Ref right;
  Phase phase;
  final Pair pair;
  Ref found;
  Long openNo;
  long waits;

  PairRow(
      long id,
      String mirror,
      Ref left,
      Ref right,
      Phase phase,
      Pair pair,
      Ref found,
      Long openNo,
      long waits) {
    this.id = id;
    this.mirror = mirror;
    this.left = left;
    this.right = right;
    this.phase = phase;
    this.pair = pair;
    this.found = found;
    this.openNo = openNo;
    this.waits = waits;
  }

  Ref ref(Side side) {
    return side == Side.LEFT ? left : right;
  }

  void ref(Side side, Ref ref) {
    if (side == Side.LEFT) {
      left = ref;
    } else {
      right = ref;
    }
  }

  /** The side of a record that has no counterpart yet. */
  Side only() {
    return left != null ? Side.LEFT : Side.RIGHT;
  }

  /** The key of that side's record, at its own system. */
  String key(Side side) {
    return ref(side).source().key();
  }

  boolean paired() {
    return phase == Phase.PAIRED;
  }
}
