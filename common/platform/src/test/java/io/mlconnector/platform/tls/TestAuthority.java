package io.mlconnector.platform.tls;

import static io.mlconnector.platform.tls.Der.bits;
import static io.mlconnector.platform.tls.Der.integer;
import static io.mlconnector.platform.tls.Der.joined;
import static io.mlconnector.platform.tls.Der.oid;
import static io.mlconnector.platform.tls.Der.sequence;
import static io.mlconnector.platform.tls.Der.tagged;
import static io.mlconnector.platform.tls.Der.text;
import static io.mlconnector.platform.tls.Der.time;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** A certificate authority in memory, whose certificates tests show and refuse. */
public final class TestAuthority {

  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final byte[] ECDSA = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  private static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};

  private final String name;
  private final KeyPair pair;
  private final String pem;

  private TestAuthority(String name, KeyPair pair, String pem) {
    this.name = name;
    this.pair = pair;
    this.pem = pem;
  }

  /** A certificate and its key, both PEM. */
  public record Issued(String certificate, String key) {}

  /** One that vouches for itself. */
  public static TestAuthority named(String name) {
    KeyPair pair = pair();
    Instant now = Instant.now();
    return new TestAuthority(
        name,
        pair,
        certificate(name, pair, name, pair, now.minusSeconds(60), now.plus(days(30)), authority()));
  }

  /** One that this one vouches for. */
  public TestAuthority below(String other) {
    KeyPair fresh = pair();
    Instant now = Instant.now();
    return new TestAuthority(
        other,
        fresh,
        certificate(
            other, fresh, name, pair, now.minusSeconds(60), now.plus(days(20)), authority()));
  }

  public String pem() {
    return pem;
  }

  /** A server's certificate for a DNS name or an IPv4 address. */
  public Issued server(String host) {
    return issued(host, Instant.now().minusSeconds(60), Instant.now().plus(days(10)), names(host));
  }

  /** A client's certificate. */
  public Issued client(String who) {
    return client(who, Instant.now().minusSeconds(60), Instant.now().plus(days(10)));
  }

  /** A client's certificate for a time. */
  public Issued client(String who, Instant from, Instant until) {
    return issued(who, from, until, new byte[0]);
  }

  /** A server's certificate for a time. */
  public Issued server(String host, Instant from, Instant until) {
    return issued(host, from, until, names(host));
  }

  private Issued issued(String who, Instant from, Instant until, byte[] extensions) {
    KeyPair fresh = pair();
    return new Issued(
        certificate(who, fresh, name, pair, from, until, extensions),
        block("PRIVATE KEY", fresh.getPrivate().getEncoded()));
  }

  private static byte[] authority() {
    return extension(oid(0x55, 0x1d, 0x13), sequence(TRUE));
  }

  private static byte[] names(String host) {
    byte[] name =
        host.matches("[0-9.]+")
            ? tagged(0x87, address(host))
            : tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    return extension(oid(0x55, 0x1d, 0x11), sequence(name));
  }

  private static byte[] address(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] extension(byte[] oid, byte[] value) {
    return sequence(oid, tagged(0x04, value));
  }

  private static byte[] called(String name) {
    return sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), text(name))));
  }

  private static String certificate(
      String subject,
      KeyPair of,
      String issuer,
      KeyPair by,
      Instant from,
      Instant until,
      byte[] extensions) {
    byte[] body =
        sequence(
            tagged(0xa0, integer(2)),
            integer(SERIAL.getAndIncrement()),
            ECDSA,
            called(issuer),
            sequence(time(from), time(until)),
            called(subject),
            of.getPublic().getEncoded(),
            extensions.length == 0 ? new byte[0] : tagged(0xa3, sequence(extensions)));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(by.getPrivate());
      signature.update(body);
      return block("CERTIFICATE", sequence(joined(body, ECDSA, bits(signature.sign()))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A PEM block. */
  public static String block(String label, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
