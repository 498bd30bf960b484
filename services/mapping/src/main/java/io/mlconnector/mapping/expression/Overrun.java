package io.mlconnector.mapping.expression;

/** An expression went beyond its bounds of time, depth or size and was stopped. */
final class Overrun extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Overrun(String message) {
    super(message, null, false, false);
  }
}
