package io.mlconnector.flow.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says of a host, as a URL names it, what is wrong with it before anybody resolves it. Through a
 * proxy this is all that we can know. An address is taken in its one usual spelling only, since
 * {@code 0177.0.0.1}, {@code 127.1} and {@code 0x7f000001} are read differently by each resolver.
 */
public final class HostRule {

  private static final int LONGEST = 253;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

  /** By what names the metadata of clouds is reached, beside their addresses. */
  private static final List<String> METADATA =
      List.of(
          "metadata",
          "metadata.goog",
          "metadata.google.internal",
          "instance-data",
          "instance-data.ec2.internal",
          "metadata.tencentyun.com");

  private final AddressRule addresses;

  /** A rule by which an address in a URL is judged as one that a name leads to. */
  public HostRule(AddressRule addresses) {
    this.addresses = addresses;
  }

  /**
   * What is wrong with a host; empty where nothing is.
   *
   * @param host IPv6 addresses with or without brackets
   */
  public Optional<String> refusal(String host) {
    String name = withoutDot(host.toLowerCase(Locale.ROOT));
    if (name.contains(":")) {
      return six(name.replaceFirst("^\\[(.*)]$", "$1"));
    }
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      return Optional.of("is no host name of ASCII letters, digits, dots and dashes");
    }
    if (NUMBER.matcher(name).matches()) {
      return Cidr.isUsualFour(host) ? address(name) : unusual();
    }
    if (METADATA.contains(name)) {
      return Optional.of("hands out credentials of machines");
    }
    boolean here = name.equals("localhost") || name.endsWith(".localhost");
    return (here || name.equals("localhost.localdomain")) && !addresses.isLocal()
        ? Optional.of("is this machine")
        : Optional.empty();
  }

  /** A name may end with the dot of the root. */
  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private Optional<String> six(String text) {
    return Cidr.isSix(text) ? address(text) : unusual();
  }

  private Optional<String> address(String literal) {
    try {
      return addresses.allows(InetAddress.getByName(literal))
          ? Optional.empty()
          : Optional.of("is not public; if it is meant, allow its network under 'egress'");
    } catch (UnknownHostException e) {
      return unusual();
    }
  }

  private static Optional<String> unusual() {
    return Optional.of("is no address in its usual spelling, such as 192.0.2.1");
  }
}
