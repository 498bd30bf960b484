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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes who is trusted of certificates of authorities. There is no way to trust everybody. */
public final class Trust {

  private Trust() {}

  /**
   * Trusts what the JVM trusts, and the certificates of a file.
   *
   * @throws IllegalStateException where the file holds no certificates, naming it
   */
  public static X509TrustManager with(Path pem) {
    try {
      Collection<? extends Certificate> own = read(pem);
      if (own.isEmpty()) {
        throw new IllegalStateException("mlconnector.vendor.ca-file: no certificate in " + pem);
      }
      return of(own, trusted(null));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "mlconnector.vendor.ca-file: %s cannot be read as PEM certificates".formatted(pem), e);
    }
  }

  /** Trusts these only. */
  public static X509TrustManager only(Collection<X509Certificate> authorities) {
    try {
      return of(authorities, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM makes no trust manager", e);
    }
  }

  /**
   * Trusts these beside whom another one trusts.
   *
   * @param beside null for what the JVM trusts
   */
  public static X509TrustManager also(
      Collection<X509Certificate> authorities, X509TrustManager beside) {
    try {
      return of(authorities, beside == null ? trusted(null) : beside);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM makes no trust manager", e);
    }
  }

  private static X509TrustManager of(Collection<? extends Certificate> own, X509TrustManager beside)
      throws GeneralSecurityException, IOException {
    List<Certificate> all = new ArrayList<>(own);
    if (beside != null) {
      all.addAll(List.of(beside.getAcceptedIssuers()));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (int i = 0; i < all.size(); i++) {
      store.setCertificateEntry("authority-" + i, all.get(i));
    }
    return trusted(store);
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
