package io.mlconnector.platform.connection;

import java.util.List;
import java.util.stream.Collectors;

/** A document cannot be used; all that is wrong with it at once, without any value of a secret. */
public final class InvalidDocument extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldProblem> problems;

  public InvalidDocument(List<FieldProblem> problems) {
    super(
        problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.problems = List.copyOf(problems);
  }

  static InvalidDocument whole(String problem) {
    return new InvalidDocument(List.of(new FieldProblem("", problem)));
  }

  public List<FieldProblem> problems() {
    return problems;
  }
}
