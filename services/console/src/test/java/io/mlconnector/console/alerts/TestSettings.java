package io.mlconnector.console.alerts;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The settings of alerts, as they are where a test does not say otherwise. */
public final class TestSettings {

  private TestSettings() {}

  /** Keys without {@code mlconnector.alerts.}, each followed by its value. */
  public static AlertsConfig of(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("mlconnector.alerts." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return over(new PropertiesConfigSource(values, "test", 100));
  }

  public static AlertsConfig over(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .withMapping(AlertsConfig.class)
        .withSources(source)
        .withConverter(Duration.class, 100, new DurationConverter())
        .build()
        .getConfigMapping(AlertsConfig.class);
  }
}
