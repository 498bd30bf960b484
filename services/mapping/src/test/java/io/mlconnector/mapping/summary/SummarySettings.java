package io.mlconnector.mapping.summary;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings as the service reads them. */
public final class SummarySettings {

  private SummarySettings() {}

  /** Names and values in turn, without the prefix; all others have their defaults. */
  public static SummaryConfig of(String... namesAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put("mlconnector.support-summary." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withMapping(SummaryConfig.class)
        .withSources(new PropertiesConfigSource(values, "test", 500))
        .withConverter(Duration.class, 100, new DurationConverter())
        .build()
        .getConfigMapping(SummaryConfig.class);
  }
}
