package io.mlconnector.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What was found of each rule: all is looked at, also behind one that does not hold. */
final class Verdicts {

  private static final int SHOWN = 10;

  private final List<String> kept = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /** Holds where nothing was found. */
  void rule(int number, String what, Collection<?> found) {
    List<?> some = found.stream().limit(SHOWN).toList();
    that(number, what, found.isEmpty(), found.size() + " found: " + some);
  }

  void that(int number, String what, boolean holds, String otherwise) {
    String name = "rule " + number + ", " + what;
    if (holds) {
      kept.add(name);
    } else {
      broken.add(name + ": " + otherwise);
    }
  }

  /** Those that do not hold, and what shows it. */
  List<String> broken() {
    return broken;
  }

  @Override
  public String toString() {
    return "kept: " + kept + "\nbroken: " + String.join("\n        ", broken);
  }
}
