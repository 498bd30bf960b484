package io.mlconnector.mapping.expression;

/** An expression gave something that is no JSON value. */
final class NoJson extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoJson(String message) {
    super(message, null, false, false);
  }
}
