package io.mlconnector.platform.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What we show to a vendor that asks who we are: our certificate, then those that vouch for it, and
 * the key that only we have.
 *
 * @param chain each signed by the next one
 */
public record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {

  private static final String FIELD = "certificate";
  private static final byte[] SAMPLE =
      "ml-connector".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  public ClientCertificate {
    chain = List.copyOf(chain);
  }

  /**
   * A certificate with its key.
   *
   * @throws Wrong where they do not belong together, or the chain is in another order
   */
  static ClientCertificate of(List<X509Certificate> chain, PrivateKey key) {
    if (!fit(key, chain.get(0).getPublicKey())) {
      for (int i = 1; i < chain.size(); i++) {
        if (fit(key, chain.get(i).getPublicKey())) {
          throw new Wrong(
              FIELD,
              "is a chain in the wrong order: put our own certificate (%s) first, then the one that"
                      .formatted(PemCertificates.name(chain.get(i)))
                  + " signed it, and so on");
        }
      }
      throw new Wrong(
          PemKey.KEY,
          "is not the key of tls.certificate (%s): give the two that were made together"
              .formatted(PemCertificates.name(chain.get(0))));
    }
    ordered(chain);
    return new ClientCertificate(chain, key);
  }

  private static void ordered(List<X509Certificate> chain) {
    for (int i = 1; i < chain.size(); i++) {
      try {
        chain.get(i - 1).verify(chain.get(i).getPublicKey());
      } catch (GeneralSecurityException e) {
        throw new Wrong(
            FIELD,
            "is a chain in the wrong order: %s did not sign %s; put our own certificate first, then"
                    .formatted(
                        PemCertificates.name(chain.get(i)), PemCertificates.name(chain.get(i - 1)))
                + " the one that signed it, and so on, and leave out all others");
      }
    }
  }

  /** Whether what one signs the other one verifies. */
  private static boolean fit(PrivateKey secret, PublicKey open) {
    try {
      Signature signature = Signature.getInstance(algorithm(secret));
      signature.initSign(secret);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "ClientCertificate[" + PemCertificates.name(chain.get(0)) + "]";
  }
}
