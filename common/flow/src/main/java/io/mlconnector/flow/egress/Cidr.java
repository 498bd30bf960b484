package io.mlconnector.flow.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A network, such as {@code 10.1.0.0/16} or {@code fd12::/64}. */
public record Cidr(InetAddress network, int prefix) {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern FOUR = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
  private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /**
   * Reads a network; an address alone is a network of one.
   *
   * @throws IllegalArgumentException saying what it must look like
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!isUsualFour(address) && !isSix(address)) {
      throw malformed(text);
    }
    try {
      InetAddress network = InetAddress.getByName(address);
      int bits = network.getAddress().length * 8;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > bits) {
        throw malformed(text);
      }
      return new Cidr(network, prefix);
    } catch (UnknownHostException | NumberFormatException e) {
      throw malformed(text);
    }
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'%s' is no network: write an address and a prefix length, such as 10.1.0.0/16"
            .formatted(text));
  }

  /** Whether it is an IPv4 address of four decimal numbers, which everybody reads the same way. */
  static boolean isUsualFour(String text) {
    return FOUR.matcher(text).matches();
  }

  /** Whether it can only be an IPv6 address, and has no zone. */
  static boolean isSix(String text) {
    return SIX.matcher(text).matches();
  }

  /** Whether all of the other network lies in it. */
  boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.network);
  }

  /** Whether the address lies in it. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = prefix % 8;
    int mask = 0xff << (8 - rest);
    return rest == 0 || (mine[whole] & mask) == (other[whole] & mask);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
