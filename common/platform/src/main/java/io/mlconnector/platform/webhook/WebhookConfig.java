package io.mlconnector.platform.webhook;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Calls that vendors make to us. */
@ConfigMapping(prefix = "mlconnector.webhooks")
public interface WebhookConfig {

  /** How large a call's body may be; a larger one is answered 413. At most 10M. */
  @WithDefault("256K")
  MemorySize maxBody();

  /** Whether hooks are set up at the vendor by themselves, where its interface allows that. */
  @WithDefault("manual")
  Register register();

  /** How often an owner looks whether a hook is to be set up or renewed. */
  @WithDefault("30s")
  Duration look();

  /** Who sets hooks up at the vendor. */
  enum Register {
    AUTO,
    MANUAL
  }

  /** How long an accepted delivery is remembered; longer than the sender repeats it. */
  @WithDefault("3d")
  Duration remember();
}
