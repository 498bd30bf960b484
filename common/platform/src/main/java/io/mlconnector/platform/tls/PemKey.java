package io.mlconnector.platform.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key in PEM form: PKCS#8 (RFC 5208), with a password or without. */
final class PemKey {

  static final String KEY = "key";
  static final String PASSWORD = "keyPassword";

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final String CONVERT =
      "openssl pkcs8 -topk8 -in old.pem -out new.pem (with -nocrypt for one without password)";

  private final Pem block;

  private PemKey(Pem block) {
    this.block = block;
  }

  /**
   * Finds the key of a text.
   *
   * @throws Wrong where there is none, several, or one of another form
   */
  static PemKey in(String text) {
    List<Pem> blocks = Pem.blocks(KEY, text);
    List<Pem> keys = blocks.stream().filter(Pem::key).toList();
    if (keys.isEmpty()) {
      throw new Wrong(
          KEY,
          "holds no private key in PEM form: give the text from -----BEGIN PRIVATE KEY----- to"
              + " -----END PRIVATE KEY-----, or ${file:…} of such a file");
    }
    if (keys.size() > 1) {
      throw new Wrong(
          KEY, "holds %d keys: leave only the one of tls.certificate".formatted(keys.size()));
    }
    if (blocks.size() > 1) {
      throw new Wrong(
          KEY,
          "holds something beside the key (%s): leave only the key here; certificates go to"
                  .formatted(blocks.stream().filter(block -> !block.key()).findFirst().get())
              + " tls.certificate");
    }
    PemKey key = new PemKey(keys.get(0));
    if (!key.encrypted() && !key.block.label().equals("PRIVATE KEY")) {
      throw new Wrong(
          KEY,
          "is a key of the form %s, which is not taken: convert it to PKCS#8 by %s"
              .formatted(key.block.label(), CONVERT));
    }
    return key;
  }

  /** Whether a password is needed to read it. */
  boolean encrypted() {
    return block.label().equals("ENCRYPTED PRIVATE KEY");
  }

  /**
   * Reads it.
   *
   * @param password null for none
   * @throws Wrong where the password is missing, too much or wrong, or the key cannot be read
   */
  PrivateKey read(char[] password) {
    if (!encrypted()) {
      if (password != null) {
        throw new Wrong(PASSWORD, "is given, and the key is not encrypted: leave it out");
      }
      return plain(new PKCS8EncodedKeySpec(block.der(KEY)));
    }
    if (password == null) {
      throw new Wrong(
          PASSWORD, "is missing: the key is encrypted; give the password here or as ${file:…}");
    }
    return plain(decrypted(block.der(KEY), password));
  }

  private static PKCS8EncodedKeySpec decrypted(byte[] der, char[] password) {
    EncryptedPrivateKeyInfo info;
    AlgorithmParameters parameters;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      parameters = info.getAlgParameters();
    } catch (IOException e) {
      throw strange();
    }
    // The name of PBES2 is in its parameters only, such as PBEWithHmacSHA256AndAES_256.
    String algorithm =
        parameters != null && parameters.getAlgorithm().equals("PBES2")
            ? parameters.toString()
            : info.getAlgName();
    Cipher cipher;
    SecretKey secret;
    try {
      secret = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
      cipher = Cipher.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw strange();
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
      return info.getKeySpec(cipher);
    } catch (GeneralSecurityException e) {
      throw new Wrong(PASSWORD, "does not open the key: correct it");
    }
  }

  private static PrivateKey plain(PKCS8EncodedKeySpec spec) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // one of another kind, or none
        continue;
      }
    }
    throw unreadable();
  }

  private static Wrong strange() {
    return new Wrong(
        KEY, "is encrypted in a way that is not taken, or damaged: encrypt it anew by " + CONVERT);
  }

  private static Wrong unreadable() {
    return new Wrong(KEY, "cannot be read as a key of RSA, EC or EdDSA: copy it anew");
  }
}
