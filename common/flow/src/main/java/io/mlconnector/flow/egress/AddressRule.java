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
 * <p>Special networks are those of the IANA special-purpose address registries (RFC 6890); of IPv6
 * only what is global unicast (2000::/3) can be public. Where machines ask for their credentials,
 * nothing is sent, whatever the configuration allows.
 */
public final class AddressRule {

  private static final List<Cidr> SPECIAL =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
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
          "2001::/23",
          "2001:db8::/32",
          "3fff::/20");

  /**
   * Link-local, where almost every cloud has its metadata, and where others have it: Azure's host
   * agent, Alibaba, Oracle, and by IPv6 AWS, Google and Oracle.
   */
  private static final List<Cidr> NEVER =
      networks(
          "169.254.0.0/16",
          "168.63.129.16",
          "100.100.100.200",
          "192.0.0.192",
          "fe80::/10",
          "fd00:ec2::/64",
          "fd20:ce::254",
          "fd00:c1::a9fe:a9fe");

  private static final Cidr GLOBAL = Cidr.parse("2000::/3");
  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

  private static final int IPV6_BYTES = 16;

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
    InetAddress inner = embedded(address);
    if (isIn(NEVER, address) || isIn(NEVER, inner)) {
      return false;
    }
    if (isIn(allowed, address)) {
      return true;
    }
    boolean four = inner.getAddress().length < IPV6_BYTES;
    return (four || GLOBAL.contains(inner)) && !isIn(SPECIAL, inner);
  }

  /** Whether nothing of that network can be allowed, since machines get credentials there. */
  public static boolean neverAllows(Cidr network) {
    return NEVER.stream().anyMatch(never -> never.contains(network));
  }

  boolean isLocal() {
    return local;
  }

  private static boolean isIn(List<Cidr> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** The IPv4 address that a translator or tunnel would make of an IPv6 one. */
  private static InetAddress embedded(InetAddress address) {
    if (NAT64.contains(address) || isIsatap(address.getAddress())) {
      return four(address, 12);
    }
    return SIX_TO_FOUR.contains(address) ? four(address, 2) : address;
  }

  /** RFC 5214: behind any prefix, 0000:5efe or 0200:5efe and an IPv4 address. */
  private static boolean isIsatap(byte[] address) {
    return address.length == IPV6_BYTES
        && (address[8] & ~0x02) == 0
        && address[9] == 0
        && address[10] == 0x5e
        && address[11] == (byte) 0xfe;
  }

  private static InetAddress four(InetAddress address, int offset) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
