package io.mlconnector.platform.connection;

/**
 * The keyset cannot be read for now: the key management service is away, or does not let us. It is
 * asked again by itself; the message says why, for people.
 */
public final class KeysetWaits extends KeysetProblem {

  private static final long serialVersionUID = 1L;

  public KeysetWaits(String sentence) {
    super(sentence);
  }
}
