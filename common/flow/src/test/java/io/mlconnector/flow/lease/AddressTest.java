package io.mlconnector.flow.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.TestConfig;
import org.junit.jupiter.api.Test;

class AddressTest {

  private final FlowConfig none = TestConfig.of();

  @Test
  void theConfiguredAddressCounts() {
    FlowConfig config = TestConfig.of("address", "https://pod-1.zendesk:8443");

    assertThat(new Address(config, "0.0.0.0", 8085)).hasToString("https://pod-1.zendesk:8443");
  }

  @Test
  void otherwiseItIsWhereTheServiceListens() {
    assertThat(new Address(none, "127.0.0.1", 8085)).hasToString("http://127.0.0.1:8085");
    assertThat(new Address(none, "::1", 8085)).hasToString("http://[::1]:8085");
  }

  @Test
  void aServiceThatListensEverywhereIsReachedAtItsHost() {
    assertThat(new Address(none, "0.0.0.0", 8085).toString())
        .startsWith("http://")
        .endsWith(":8085")
        .doesNotContain("0.0.0.0");
  }

  @Test
  void aHostThatDoesNotExistIsAskedFor() {
    assertThatThrownBy(() -> new Address(none, "no such host", 8085))
        .hasMessageContaining("mlconnector.address");
  }
}
