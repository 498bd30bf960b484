package io.mlconnector.flow.kafka;

/** A batch is not taken for now, on purpose, and nothing is wrong: it comes again. */
public final class NotNow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotNow(String why) {
    super(why, null, false, false);
  }
}
