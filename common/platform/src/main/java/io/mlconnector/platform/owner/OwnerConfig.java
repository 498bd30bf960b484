package io.mlconnector.platform.owner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How replicas of one service work together. */
@ConfigMapping(prefix = "mlconnector.owner")
public interface OwnerConfig {

  /** How long a request that was forwarded to the owner may take there, all in all. */
  @WithDefault("60s")
  Duration forwardTimeout();
}
