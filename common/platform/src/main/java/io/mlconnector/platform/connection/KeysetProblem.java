package io.mlconnector.platform.connection;

/** The keyset file cannot be used; the message says what to do, for people. */
public class KeysetProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public KeysetProblem(String sentence) {
    super(sentence, null, false, false);
  }
}
