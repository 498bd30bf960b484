package io.mlconnector.platform.connection;

/** A secret that a connection needs cannot be had; the message says what to do, for people. */
public final class CredentialUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CredentialUnavailable(String sentence) {
    super(sentence, null, false, false);
  }
}
