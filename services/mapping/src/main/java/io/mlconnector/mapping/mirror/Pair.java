package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.mapping.route.Side;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is remembered of two records that are kept equal; changed by {@link Merge} only. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Pair {

  SideState left = new SideState();
  SideState right = new SideState();

  /** The one delivery under way; null where there is none. */
  Open open;

  /** A delivery that came to no good end, and is not made again before something changes. */
  Open stuck;

  /** Fields that a person has to decide, with the time since which. */
  Map<String, Instant> conflicts = new TreeMap<>();

  /** Fields whose change at a target may be our own, from a write that nobody read back. */
  Set<String> unsure = new TreeSet<>();

  Map<String, Verdict> verdicts = new TreeMap<>();

  /** By what a record that was made of this one says so; null where it says nothing. */
  String external;

  /** How many deliveries were made, for their ids. */
  long count;

  /** How often in a row the target was not as expected. */
  int surprises;

  SideState side(Side side) {
    return side == Side.LEFT ? left : right;
  }

  static Pair read(String text) {
    return CanonicalJson.read(text, Pair.class);
  }

  String text() {
    return CanonicalJson.text(this);
  }
}
