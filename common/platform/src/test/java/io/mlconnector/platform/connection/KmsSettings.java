package io.mlconnector.platform.connection;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings of a key management service, as variables would give them. */
final class KmsSettings {

  private KmsSettings() {}

  static KeysetConfig.Kms none() {
    return of();
  }

  static KeysetConfig.Kms of(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("mlconnector.keyset.kms." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(KeysetConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(KeysetConfig.class)
        .kms();
  }
}
