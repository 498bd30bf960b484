package io.mlconnector.flow;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Configuration as the services read it, from the given keys. */
public final class TestConfig {

  private TestConfig() {}

  /** Names and values in turn, without the prefix {@code mlconnector.}. */
  public static FlowConfig of(String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put("mlconnector.service", "test");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put("mlconnector." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withMapping(FlowConfig.class)
        .withConverters(new org.eclipse.microprofile.config.spi.Converter<?>[] {})
        .withSources(new PropertiesConfigSource(values, "test", 500))
        .addDiscoveredConverters()
        .build()
        .getConfigMapping(FlowConfig.class);
  }
}
