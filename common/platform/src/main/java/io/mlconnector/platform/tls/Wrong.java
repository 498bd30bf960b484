package io.mlconnector.platform.tls;

/** What is wrong with one field below {@code tls:} and what to do; never with a key's content. */
final class Wrong extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  Wrong(String field, String problem) {
    super(problem, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }
}
