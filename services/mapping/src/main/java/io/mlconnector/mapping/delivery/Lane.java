package io.mlconnector.mapping.delivery;

/** The outbox lane of mapping, which is also the name of the lease under which it is sent. */
public final class Lane {

  public static final String NAME = "mapping/outbox";

  private Lane() {}
}
