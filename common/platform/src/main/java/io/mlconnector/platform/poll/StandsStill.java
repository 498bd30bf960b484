package io.mlconnector.platform.poll;

/** A read is not begun because its connection is paused; what it would go on with stays. */
final class StandsStill extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StandsStill(String connection) {
    super("Connection " + connection + " is paused", null, false, false);
  }
}
