package io.mlconnector.platform.vendor;

import io.mlconnector.platform.connection.ConnectionDocument;
import io.mlconnector.platform.connection.ConnectionDocument.Tls;
import io.mlconnector.platform.connection.CredentialUnavailable;
import io.mlconnector.platform.connection.Credentials;
import io.mlconnector.platform.tls.TlsMaterial;
import io.mlconnector.platform.vendor.transport.ClientTls;
import io.mlconnector.platform.vendor.transport.Trust;
import io.mlconnector.spi.Secret;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509TrustManager;

/** How a connection speaks TLS, by its document and its secrets as they are now. */
public final class ConnectionTls {

  static final String KEY = "tls.key";
  private static final String CA = "tls.ca";
  private static final String CERTIFICATE = "tls.certificate";
  private static final String PASSWORD = "tls.keyPassword";

  private ConnectionTls() {}

  /**
   * Puts it together. Whether certificates hold today is left to the hosts that see them.
   *
   * @param usual whom this service trusts where the document says nothing; null for whom the JVM
   *     trusts
   * @throws CredentialUnavailable where what files hold now does not fit together, with the fields
   */
  static ClientTls of(
      ConnectionDocument document, Credentials credentials, X509TrustManager usual) {
    Tls tls = document.tls();
    if (tls == null) {
      return new ClientTls(usual, null, Map.of());
    }
    List<String> problems = new ArrayList<>();
    TlsMaterial material =
        TlsMaterial.read(
            new TlsMaterial.Texts(
                text(CA, tls.ca(), credentials),
                text(CERTIFICATE, tls.certificate(), credentials),
                tls.certificate() == null ? null : credentials.secret(KEY),
                secret(PASSWORD, credentials)),
            Boolean.TRUE.equals(tls.publicToo()),
            null,
            (field, problem) -> problems.add("tls.%s: %s".formatted(field, problem)));
    if (material == null) {
      throw new CredentialUnavailable(String.join("; ", problems));
    }
    return new ClientTls(
        trust(material, usual),
        material.own(),
        tls.serverName() == null
            ? Map.of()
            : Map.of(document.baseUrl().getHost(), tls.serverName()));
  }

  private static X509TrustManager trust(TlsMaterial material, X509TrustManager usual) {
    if (material.authorities().isEmpty()) {
      return usual;
    }
    return material.publicToo()
        ? Trust.also(material.authorities(), usual)
        : Trust.only(material.authorities());
  }

  private static Secret secret(String field, Credentials credentials) {
    return credentials.fields().contains(field) ? credentials.secret(field) : null;
  }

  /** What the document has, or what it refers to. */
  private static String text(String field, String written, Credentials credentials) {
    Secret referred = secret(field, credentials);
    return referred == null ? written : referred.reveal();
  }

  /** Our certificate and those that vouch for it; none where they cannot be read now. */
  public static List<X509Certificate> certificates(
      ConnectionDocument document, Credentials credentials) {
    return document.tls() == null
        ? List.of()
        : readable(CERTIFICATE, document.tls().certificate(), credentials);
  }

  /** The authorities of the connection's own; none where they cannot be read now. */
  public static List<X509Certificate> authorities(
      ConnectionDocument document, Credentials credentials) {
    return document.tls() == null ? List.of() : readable(CA, document.tls().ca(), credentials);
  }

  private static List<X509Certificate> readable(
      String field, String written, Credentials credentials) {
    try {
      String text = written == null ? null : text(field, written, credentials);
      return text == null ? List.of() : TlsMaterial.certificates(text);
    } catch (CredentialUnavailable e) {
      // The connection calls for a person because of it; there is no end to be told.
      return List.of();
    }
  }
}
