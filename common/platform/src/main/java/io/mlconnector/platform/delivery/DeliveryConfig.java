package io.mlconnector.platform.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deliveries are made; all keys begin with {@code mlconnector.delivery.}. */
@ConfigMapping(prefix = "mlconnector.delivery")
public interface DeliveryConfig {

  /**
   * How long one write may take where the connection does not say; a dead owner is replaced after
   * at most this or the lease's time, whichever is longer.
   */
  @WithDefault("8s")
  Duration writeTimeout();

  /** How long after its deadline a write of unknown outcome may still take effect. */
  @WithDefault("10s")
  Duration grace();

  /** For how long nothing new must come before a batch leaves that is not full. */
  @WithDefault("50ms")
  Duration linger();

  /** For how long at most the first of a batch waits while more keep coming. */
  @WithDefault("2s")
  Duration patience();

  /** How many deliveries of one connection are loaded at a time, without their bodies. */
  @WithDefault("20000")
  int window();

  /** How long a delivery waits for its parent before it is parked. */
  @WithDefault("24h")
  Duration parentWait();

  /** How long a job of the vendor may take before its deliveries are parked. */
  @WithDefault("1h")
  Duration jobLimit();

  /** How long repeats of appended and dismissed deliveries are recognised. */
  @WithDefault("7d")
  Duration repeatWindow();

  /** How often the inbox is looked at without a notification. */
  @WithDefault("1s")
  Duration poll();

  /** How often waiting deliveries are looked through for those that waited too long. */
  @WithDefault("10s")
  Duration sweep();

  Backoff backoff();

  MassChange massChange();

  /** How long a connection rests after failures that say nothing of the delivery. */
  interface Backoff {
    /** After the first failure; doubled by each further one, less up to half by chance. */
    @WithDefault("1s")
    Duration first();

    /** At most. */
    @WithDefault("2m")
    Duration most();

    /** After the vendor refused our credentials, before they are tried again. */
    @WithDefault("1m")
    Duration unauthorized();
  }

  /** When deactivations stop and ask a person; the larger of both is the limit. */
  interface MassChange {
    /** Percent of the object's linked records. */
    @WithDefault("5")
    double percent();

    /** Number of records. */
    @WithDefault("20")
    int atLeast();

    /** Deactivations that are closer together than this count as one cycle. */
    @WithDefault("1h")
    Duration cycle();

    /** For how long no further deactivation must come before the first one may be written. */
    @WithDefault("5s")
    Duration settle();
  }
}
