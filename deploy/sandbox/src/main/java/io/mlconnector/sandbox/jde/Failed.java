package io.mlconnector.sandbox.jde;

/** An orchestration that ended in an exception, with the field that was wrong or null. */
final class Failed extends RuntimeException {

  final String control;

  Failed(String control, String message) {
    super(message, null, false, false);
    this.control = control;
  }
}
