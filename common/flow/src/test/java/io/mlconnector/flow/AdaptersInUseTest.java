package io.mlconnector.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptersInUseTest {

  private static final URL DEFAULTS =
      AdaptersInUseTest.class.getResource("/META-INF/microprofile-config.properties");

  private static FlowConfig config(Map<String, String> environment) throws IOException {
    return new SmallRyeConfigBuilder()
        .withMapping(FlowConfig.class)
        .withSources(new PropertiesConfigSource(DEFAULTS, 100))
        .withSources(new EnvConfigSource(environment, 300))
        .withDefaultValue("quarkus.application.name", "test")
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .build()
        .getConfigMapping(FlowConfig.class);
  }

  @Test
  void noSystemIsInUseThatWasGivenNoAddress() throws IOException {
    FlowConfig config = config(Map.of());

    assertThat(config.adapters()).hasSize(7);
    assertThat(AdaptersInUse.of(config)).isEmpty();
  }

  @Test
  void anAddressGivenByAnEnvironmentVariablePutsItsSystemInUse() throws IOException {
    Map<String, String> environment =
        Map.of(
            "MLCONNECTOR_ADAPTERS__ORACLE_FUSION__URL", "http://fusion:8081",
            "MLCONNECTOR_ADAPTERS_DYNAMICS365_URL", "http://dynamics:8083");

    assertThat(AdaptersInUse.of(config(environment)))
        .containsExactly(
            Map.entry("dynamics365", URI.create("http://dynamics:8083")),
            Map.entry("oracle-fusion", URI.create("http://fusion:8081")));
  }
}
