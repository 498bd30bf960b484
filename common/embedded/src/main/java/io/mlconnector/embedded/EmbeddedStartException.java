package io.mlconnector.embedded;

/** Kafka or PostgreSQL could not start; the message is a sentence for the person who started it. */
public final class EmbeddedStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
