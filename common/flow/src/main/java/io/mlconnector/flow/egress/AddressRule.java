package io.mlconnector.flow.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Says which addresses we may call: public ones, those that the configuration allows, and loopback
 * in the local run. It is asked about the address that a connection really reached, so a name that
 * resolves differently the second time gains nothing.
 *
 * <p>Special networks are those of the IANA special-purpose address registries (RFC 6890).
 */
public final class AddressRule {

  private static final List<Cidr> SPECIAL =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/127",
          "100::/64",
          "2001::/23",
          "2001:db8::/32",
          "fc00::/7",
          "fe80::/9",
          "ff00::/8");

  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

  private final boolean local;
  private final List<Cidr> allowed;

  /**
   * A rule.
   *
   * @param local whether this is the local run, whose counterparts are on loopback
   * @param allowed networks that are allowed beside public addresses
   */
  public AddressRule(boolean local, List<Cidr> allowed) {
    this.local = local;
    this.allowed = List.copyOf(allowed);
  }

  private static List<Cidr> networks(String... texts) {
    return Arrays.stream(texts).map(Cidr::parse).toList();
  }

  /** Whether a request may be sent there. */
  public boolean allows(InetAddress address) {
    if (local && address.isLoopbackAddress()) {
      return true;
    }
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return true;
    }
    InetAddress inner = embedded(address);
    return SPECIAL.stream().noneMatch(network -> network.contains(inner));
  }

  /** The IPv4 address that a translator or tunnel would make of an IPv6 one. */
  private static InetAddress embedded(InetAddress address) {
    if (NAT64.contains(address)) {
      return four(address, 12);
    }
    return SIX_TO_FOUR.contains(address) ? four(address, 2) : address;
  }

  private static InetAddress four(InetAddress address, int offset) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
