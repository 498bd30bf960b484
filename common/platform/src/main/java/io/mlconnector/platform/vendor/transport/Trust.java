package io.mlconnector.platform.vendor.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Trusts what the JVM trusts, and the certificates of a file. */
public final class Trust {

  private Trust() {}

  /**
   * A trust manager.
   *
   * @throws IllegalStateException where the file holds no certificates, naming it
   */
  public static TrustManager with(Path pem) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (X509Certificate known : trusted(null).getAcceptedIssuers()) {
        store.setCertificateEntry("jvm-" + index++, known);
      }
      Collection<? extends Certificate> own = read(pem);
      if (own.isEmpty()) {
        throw new IllegalStateException("mlconnector.vendor.ca-file: no certificate in " + pem);
      }
      for (Certificate certificate : own) {
        store.setCertificateEntry("own-" + index++, certificate);
      }
      return trusted(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "mlconnector.vendor.ca-file: %s cannot be read as PEM certificates".formatted(pem), e);
    }
  }

  private static Collection<? extends Certificate> read(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream file = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(file);
    }
  }

  private static X509TrustManager trusted(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("This JVM has no X.509 trust manager");
  }
}
