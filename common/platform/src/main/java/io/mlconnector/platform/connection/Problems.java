package io.mlconnector.platform.connection;

import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong with a document, so that people see all of it at once. */
final class Problems {

  private final List<FieldProblem> found = new ArrayList<>();

  void add(String field, String problem) {
    found.add(new FieldProblem(field, problem));
  }

  boolean noted(String field) {
    return found.stream().anyMatch(problem -> problem.field().equals(field));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidDocument(found);
    }
  }
}
