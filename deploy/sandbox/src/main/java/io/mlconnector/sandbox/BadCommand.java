package io.mlconnector.sandbox;

/** A control command that cannot be carried out; the message names the field and what is wrong. */
public final class BadCommand extends RuntimeException {
  public BadCommand(String message) {
    super(message);
  }
}
