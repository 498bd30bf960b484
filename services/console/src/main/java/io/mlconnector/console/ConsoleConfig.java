package io.mlconnector.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the console can be told. */
@ConfigMapping(prefix = "mlconnector.console")
public interface ConsoleConfig {

  /** How long the ledger is kept; whole days. */
  @WithDefault("90d")
  Duration retention();

  /** How long a call to another service may take before its part of a page says so. */
  @WithDefault("2s")
  Duration patience();
}
