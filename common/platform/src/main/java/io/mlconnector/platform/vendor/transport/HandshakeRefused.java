package io.mlconnector.platform.vendor.transport;

/** TLS with a host did not come about; the message says why and what to do, for people. */
public final class HandshakeRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HandshakeRefused(String sentence) {
    super(sentence, null, false, false);
  }
}
