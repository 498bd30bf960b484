package io.mlconnector.flow.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.hostile.HostileAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {

  private static final HostRule RULE = new HostRule(new AddressRule(false, List.of()));

  @ParameterizedTest
  @MethodSource("io.mlconnector.hostile.HostileAddresses#hosts")
  void everySpellingOfAHostInsideIsRefused(String host) {
    assertThat(RULE.refusal(host)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.zendesk.com",
        "EXAMPLE.Zendesk.com.",
        "fa-abcd-test.fa.ocs.oraclecloud.com",
        "psft",
        "jde_ais.corp.example",
        "xn--bcher-kva.example",
        "8.8.8.8",
        "[2600::1]",
        "2600::1",
        "1.com",
        "0x7f.example"
      })
  void hostsOutsideArePassed(String host) {
    assertThat(RULE.refusal(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "a.localhost", "127.0.0.1", "[::1]", "LOCALHOST."})
  void theLocalRunReachesItself(String host) {
    assertThat(new HostRule(new AddressRule(true, List.of())).refusal(host)).isEmpty();
  }

  @Test
  void whatAConnectionAllowsIsPassedInItsUsualSpellingOnly() {
    HostRule rule = new HostRule(new AddressRule(false, List.of(Cidr.parse("10.1.0.0/16"))));

    assertThat(rule.refusal("10.1.2.3")).isEmpty();
    assertThat(rule.refusal("10.2.2.3").orElseThrow()).startsWith("is not public");
    assertThat(rule.refusal("012.1.2.3").orElseThrow()).contains("usual spelling");
    assertThat(rule.refusal("10.1.2.3.").orElseThrow()).contains("usual spelling");
  }

  @ParameterizedTest
  @MethodSource("io.mlconnector.hostile.HostileAddresses#metadata")
  void noConfigurationAllowsWhereMachinesGetCredentials(String address)
      throws UnknownHostException {
    AddressRule widest =
        new AddressRule(true, List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")));

    assertThat(widest.allows(InetAddress.getByName(address))).isFalse();
    assertThat(new HostRule(widest).refusal(address)).isPresent();
    assertThat(AddressRule.neverAllows(Cidr.parse(address))).isTrue();
  }

  @Test
  void aNetworkIsNeverAllowedOnlyWhereAllOfItIs() {
    assertThat(AddressRule.neverAllows(Cidr.parse("169.254.0.0/16"))).isTrue();
    assertThat(AddressRule.neverAllows(Cidr.parse("169.254.169.0/24"))).isTrue();
    assertThat(AddressRule.neverAllows(Cidr.parse("169.0.0.0/8"))).isFalse();
    assertThat(AddressRule.neverAllows(Cidr.parse("10.0.0.0/8"))).isFalse();
    assertThat(HostileAddresses.metadata()).isNotEmpty();
  }
}
