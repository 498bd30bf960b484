package io.mlconnector.platform.delivery;

import java.time.Duration;

/** Remembers when the vendor last answered a write: then one without an answer stands alone. */
final class Pulse {

  private volatile long last;
  private volatile boolean any;

  void beat() {
    last = System.nanoTime();
    any = true;
  }

  boolean within(Duration time) {
    return any && System.nanoTime() - last < time.toNanos();
  }
}
