package io.mlconnector.flow.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

  @ParameterizedTest
  @MethodSource({
    "io.mlconnector.hostile.HostileAddresses#inside",
    "io.mlconnector.hostile.HostileAddresses#metadata"
  })
  void anAddressThatIsNotPublicIsRefused(String address) throws UnknownHostException {
    assertThat(new AddressRule(false, List.of()).allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("io.mlconnector.hostile.HostileAddresses#outside")
  void aPublicAddressIsAllowed(String address) throws UnknownHostException {
    assertThat(new AddressRule(false, List.of()).allows(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void theLocalRunReachesLoopbackButNotTheNetworkAround() throws UnknownHostException {
    AddressRule rule = new AddressRule(true, List.of());

    assertThat(rule.allows(InetAddress.getByName("127.0.0.1"))).isTrue();
    assertThat(rule.allows(InetAddress.getByName("169.254.169.254"))).isFalse();
    assertThat(rule.allows(InetAddress.getByName("10.0.0.1"))).isFalse();
  }

  @Test
  void aConnectionAllowsExactlyItsNetwork() throws UnknownHostException {
    AddressRule rule =
        new AddressRule(false, List.of(Cidr.parse("10.1.128.0/17"), Cidr.parse("fd12::/16")));

    assertThat(rule.allows(InetAddress.getByName("10.1.128.1"))).isTrue();
    assertThat(rule.allows(InetAddress.getByName("10.1.127.255"))).isFalse();
    assertThat(rule.allows(InetAddress.getByName("fd12::9"))).isTrue();
    assertThat(rule.allows(InetAddress.getByName("fd13::9"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0/8/9",
        "example.com/8",
        "10.1/16",
        "010.0.0.0/8",
        "999.0.0.0/8",
        "fe80::1%eth0/64",
        "abc/8"
      })
  void whatIsNoNetworkIsRefusedByName(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is no network");
  }
}
