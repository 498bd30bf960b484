package io.mlconnector.hostile;

import java.util.List;

/** Addresses that nobody may make us call, as they are and in every spelling that is known. */
public final class HostileAddresses {

  private HostileAddresses() {}

  /**
   * Where clouds hand out credentials to whoever asks from inside: AWS, Azure and most others; AWS
   * for containers; Alibaba; Azure's host agent; Oracle; Tencent; AWS, Google and Oracle by IPv6.
   */
  public static List<String> metadata() {
    return List.of(
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.0.23",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "fd00:c1::a9fe:a9fe");
  }

  /** Addresses that are not public, in usual spelling: what a name may resolve to. */
  public static List<String> inside() {
    return List.of(
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.1.1",
        "192.0.2.1",
        "198.19.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        // the IPv4 address inside: mapped, compatible, translated, NAT64 (both), 6to4, Teredo,
        // ISATAP
        "::ffff:10.0.0.1",
        "::ffff:7f00:1",
        "::127.0.0.1",
        "::a9fe:a9fe",
        "::ffff:0:127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2600::5efe:10.0.0.1",
        "2600::200:5efe:10.0.0.1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "4000::1");
  }

  /** Public addresses: what must go on working. */
  public static List<String> outside() {
    return List.of(
        "8.8.8.8",
        "172.15.0.1",
        "172.32.0.1",
        "11.0.0.1",
        "100.128.0.1",
        "168.63.129.17",
        "2600::1",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "2002:808:808::1");
  }

  /**
   * Hosts of a URL that lead inside, as a resolver, a proxy or a library may read them: decimal,
   * octal and hexadecimal, short, padded, with dots behind, by other digits, by IPv6, by name.
   */
  public static List<String> hosts() {
    return List.of(
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "0177.1",
        "127.0.0.01",
        "127.000.000.001",
        "0x7f000001",
        "0X7F000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "127.0x0.0.1",
        "127.0.0.1.",
        "127.0.0.1..",
        "127.0.0.256",
        "4294967295",
        "0",
        "0.0.0.0",
        "0x0",
        "10.0.0.1",
        "012.0.0.1",
        "169.254.169.254",
        "169.254.169.254.",
        "2852039166",
        "0xa9fea9fe",
        "0251.0376.0251.0376",
        "169.254.43518",
        "100.100.100.200",
        "168.63.129.16",
        "[::]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:169.254.169.254]",
        "[::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::]",
        "[fd00:ec2::254]",
        "[FD00:EC2::254]",
        "[fe80::1%25eth0]",
        "[fe80::1%eth0]",
        "[::1%25lo]",
        "localhost",
        "LOCALHOST",
        "LocalHost.",
        "localhost..",
        "a.localhost",
        "localhost.localdomain",
        "metadata",
        "metadata.google.internal",
        "METADATA.google.internal.",
        "metadata.goog",
        "instance-data",
        "instance-data.ec2.internal",
        "metadata.tencentyun.com",
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
        "lоcalhost",
        "");
  }

  /** Authorities that show one host and mean another. */
  public static List<String> authorities() {
    return List.of(
        "vendor.example@127.0.0.1",
        "vendor.example:443@127.0.0.1",
        "127.0.0.1#@vendor.example",
        "127.0.0.1?@vendor.example",
        "vendor.example\\@127.0.0.1",
        "127.0.0.1\\.vendor.example",
        "vendor.example%00.127.0.0.1",
        "vendor.example%2f127.0.0.1",
        "vendor.example\r\nHost: 127.0.0.1",
        "vendor.example:80:80",
        "vendor.example:-1",
        "vendor.example:99999",
        " 127.0.0.1",
        "127.0.0.1 ");
  }
}
