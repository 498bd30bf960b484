package io.mlconnector.mapping.adapter;

/** An adapter answered that it will not: the connection or the object is not there, or worse. */
public final class AdapterRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  public AdapterRefused(String system, int status, String why) {
    super("The %s adapter says: %s".formatted(system, why), null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
