package io.mlconnector.mapping.record;

import io.mlconnector.flow.problem.Problem;

/** Which entries of a list are wanted. */
enum Shown {
  OPEN(" is null"),
  TICKED(" is not null"),
  ALL(null);

  private final String test;

  Shown(String test) {
    this.test = test;
  }

  /** As people write it. */
  static Shown of(String text) {
    return switch (text) {
      case "open" -> OPEN;
      case "ticked" -> TICKED;
      case "all" -> ALL;
      default -> throw Problem.badRequest("state: must be open, ticked or all");
    };
  }

  /** A condition on a column that is null where nobody ticked an entry off. */
  String condition(String column) {
    return test == null ? "true" : column + test;
  }
}
