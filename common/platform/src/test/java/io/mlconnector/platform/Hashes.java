package io.mlconnector.platform;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.audit.KeyedHash;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A key of these tests' own. */
public final class Hashes {

  public static final KeyedHash KEY =
      new KeyedHash(
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .withMapping(FlowConfig.class)
              .withDefaultValues(Map.of("mlconnector.service", "test", "mlconnector.local", "true"))
              .build()
              .getConfigMapping(FlowConfig.class));

  private Hashes() {}
}
