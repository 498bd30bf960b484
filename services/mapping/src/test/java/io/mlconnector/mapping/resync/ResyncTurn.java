package io.mlconnector.mapping.resync;

/** A turn of the resync's timer. */
public final class ResyncTurn {

  private ResyncTurn() {}

  public static void of(Resync resync) {
    resync.goOn();
  }
}
