package io.mlconnector.flow.lease;

/** Another replica took over: whatever was under way here must end without another effect. */
public final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LeaseLost(String name, long fence) {
    super("Lease %s with fence %d is lost".formatted(name, fence), null, false, false);
  }
}
