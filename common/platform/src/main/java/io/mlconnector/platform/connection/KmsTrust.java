package io.mlconnector.platform.connection;

import io.mlconnector.platform.tls.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the authorities of one PEM file, and in no other. */
final class KmsTrust {

  private KmsTrust() {}

  /**
   * @throws KeysetProblem where the file holds no certificate
   */
  static SSLContext in(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate one : TlsMaterial.certificates(Files.readString(file))) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
      if (store.size() == 0) {
        throw none(file, "it is none, or not in PEM form");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw none(file, e.getClass().getSimpleName());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java trusts by certificates", e);
    }
  }

  private static KeysetProblem none(Path file, String why) {
    return new KeysetProblem(
        "mlconnector.keyset.kms.ca-file %s holds no certificate (%s)".formatted(file, why));
  }
}
