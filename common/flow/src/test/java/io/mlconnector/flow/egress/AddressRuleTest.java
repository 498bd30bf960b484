package io.mlconnector.flow.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.192",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1"
      })
  void anAddressThatIsNotPublicIsRefused(String address) throws UnknownHostException {
    assertThat(new AddressRule(false, List.of()).allows(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "2600::1", "64:ff9b::808:808", "11.0.0.1"})
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
  @ValueSource(strings = {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8/9", "example.com/8"})
  void whatIsNoNetworkIsRefusedByName(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is no network");
  }
}
