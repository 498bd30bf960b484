package io.mlconnector.platform.tls;

import io.mlconnector.spi.Secret;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What a connection says of TLS, read and found to fit together.
 *
 * @param authorities who vouches for the vendor; empty for whom this service trusts anyway
 * @param publicToo whether those whom this service trusts anyway do beside them
 * @param own what we show; null for nothing
 */
public record TlsMaterial(
    List<X509Certificate> authorities, boolean publicToo, ClientCertificate own) {

  public static final TlsMaterial NONE = new TlsMaterial(List.of(), true, null);

  public TlsMaterial {
    authorities = List.copyOf(authorities);
  }

  /**
   * The texts that it is read from; null for what is not given.
   *
   * @param ca PEM certificates
   * @param certificate PEM certificates, ours first
   * @param key PEM
   */
  public record Texts(String ca, String certificate, Secret key, Secret keyPassword) {}

  /**
   * Reads it.
   *
   * @param now refuses certificates that do not hold then; null for whether they hold or not
   * @param problems is given the field below {@code tls:} and a sentence for each thing that is
   *     wrong
   * @return null where anything is
   */
  public static TlsMaterial read(
      Texts texts, boolean publicToo, Instant now, BiConsumer<String, String> problems) {
    boolean[] wrong = new boolean[1];
    BiConsumer<String, String> noting =
        (field, problem) -> {
          wrong[0] = true;
          problems.accept(field, problem);
        };
    List<X509Certificate> authorities =
        texts.ca() == null
            ? List.of()
            : attempt(() -> certificates("ca", texts.ca(), now), List.of(), noting);
    List<X509Certificate> chain =
        texts.certificate() == null
            ? null
            : attempt(() -> certificates("certificate", texts.certificate(), now), null, noting);
    ClientCertificate own =
        texts.key() == null ? null : attempt(() -> own(chain, texts), null, noting);
    return wrong[0] ? null : new TlsMaterial(authorities, publicToo, own);
  }

  private static List<X509Certificate> certificates(String field, String text, Instant now) {
    List<X509Certificate> certificates = PemCertificates.read(field, text);
    if (now != null) {
      PemCertificates.checkTime(field, certificates, now);
    }
    return certificates;
  }

  private static ClientCertificate own(List<X509Certificate> chain, Texts texts) {
    var key =
        PemKey.in(texts.key().reveal())
            .read(texts.keyPassword() == null ? null : texts.keyPassword().reveal().toCharArray());
    return chain == null ? null : ClientCertificate.of(chain, key);
  }

  /** Whether a key needs a password; false also where it cannot be read. */
  public static boolean encrypted(Secret key) {
    return attempt(() -> PemKey.in(key.reveal()).encrypted(), false, (field, problem) -> {});
  }

  /** The certificates of a text; none where it cannot be read. */
  public static List<X509Certificate> certificates(String text) {
    return attempt(() -> PemCertificates.read("", text), List.of(), (field, problem) -> {});
  }

  private static <T> T attempt(Supplier<T> read, T otherwise, BiConsumer<String, String> problems) {
    try {
      return read.get();
    } catch (Wrong e) {
      problems.accept(e.field(), e.getMessage());
      return otherwise;
    }
  }
}
