package io.mlconnector.platform.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Reads certificates from PEM, and says of them what people need to know. */
public final class PemCertificates {

  private static final int MOST = 100;

  private PemCertificates() {}

  /**
   * The certificates of a text, in its order.
   *
   * @throws Wrong at {@code field} where there are none, too many, or something else
   */
  static List<X509Certificate> read(String field, String text) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Pem block : Pem.blocks(field, text)) {
      if (block.key()) {
        throw new Wrong(
            field,
            "holds a private key beside certificates: leave only certificates here, and give the"
                + " key as tls.key, which is encrypted");
      }
      if (!block.certificate()) {
        throw new Wrong(
            field,
            "holds a PEM block %s, which is no certificate: leave it out".formatted(block.label()));
      }
      certificates.add(one(field, block, certificates.size() + 1));
    }
    if (certificates.isEmpty()) {
      throw new Wrong(
          field,
          "holds no certificate in PEM form: give the text from -----BEGIN CERTIFICATE----- to"
              + " -----END CERTIFICATE-----, or ${file:…} of such a file");
    }
    if (certificates.size() > MOST) {
      throw new Wrong(field, "holds more than %d certificates: leave some out".formatted(MOST));
    }
    return certificates;
  }

  private static X509Certificate one(String field, Pem block, int number) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.der(field)));
    } catch (CertificateException e) {
      throw new Wrong(
          field,
          "its certificate %d cannot be read as X.509: copy it anew from the file"
              .formatted(number));
    }
  }

  /** Which one it is, for people: its common name, or all of its name where it has none. */
  public static String name(X509Certificate certificate) {
    String whole = certificate.getSubjectX500Principal().getName();
    try {
      return new LdapName(whole)
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()))
              .findFirst()
              .orElse(whole);
    } catch (InvalidNameException e) {
      return whole;
    }
  }

  /** When it ends. */
  public static Instant ends(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  /**
   * Refuses those that do not hold now.
   *
   * @throws Wrong at {@code field} for the first one
   */
  static void checkTime(String field, List<X509Certificate> certificates, Instant now) {
    for (X509Certificate each : certificates) {
      Instant begins = each.getNotBefore().toInstant();
      if (ends(each).isBefore(now)) {
        throw new Wrong(
            field,
            "the certificate of %s ended on %s: give the one that followed it"
                .formatted(name(each), day(ends(each))));
      }
      if (begins.isAfter(now)) {
        throw new Wrong(
            field,
            "the certificate of %s holds only from %s on: give the one that holds now"
                .formatted(name(each), begins));
      }
    }
  }

  /** The day of a moment, in UTC. */
  public static String day(Instant moment) {
    return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
