package io.mlconnector.mapping.adapter;

/** An adapter did not answer, or not as it should; nothing is known of what it would have said. */
public final class AdapterUnreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AdapterUnreachable(String system, String why) {
    super("The %s adapter does not answer: %s".formatted(system, why), null, false, false);
  }
}
