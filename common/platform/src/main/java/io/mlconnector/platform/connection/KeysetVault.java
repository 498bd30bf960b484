package io.mlconnector.platform.connection;

import com.google.crypto.tink.Aead;
import io.mlconnector.flow.log.Log;
import io.mlconnector.spi.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;

/** Seals with the keyset file, and follows its changes: a broken change keeps the earlier keys. */
@ApplicationScoped
class KeysetVault implements Vault {

  private static final Log LOG = Log.of(KeysetVault.class);

  private final Path file;
  private Aead keys;
  private FileTime read;

  KeysetVault(KeysetConfig config) {
    this.file = config.file().orElse(null);
  }

  @Override
  public byte[] seal(Secret secret, String connection, String field) {
    try {
      return keys()
          .encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), context(connection, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
  }

  @Override
  public Secret open(byte[] sealed, String connection, String field) {
    try {
      byte[] clear = keys().decrypt(sealed, context(connection, field));
      return new Secret(new String(clear, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new CredentialUnavailable(
          "The stored %s of connection %s was encrypted with a key that is not in %s: restore the earlier keyset file, or give the credential again"
              .formatted(field, connection, file));
    }
  }

  /**
   * Reads the keyset, so that a problem with it shows at the start.
   *
   * @throws KeysetProblem where it cannot be used
   */
  synchronized void load() {
    if (file == null) {
      throw new KeysetProblem("mlconnector.keyset.file is not set");
    }
    FileTime changed = changed();
    keys = Keysets.aead(file);
    read = changed;
  }

  private synchronized Aead keys() {
    if (keys == null) {
      load();
    } else if (!changed().equals(read)) {
      try {
        load();
      } catch (KeysetProblem e) {
        read = changed();
        LOG.warn(e, "The keyset file is not read again, the earlier keys stay");
      }
    }
    return keys;
  }

  private FileTime changed() {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static byte[] context(String connection, String field) {
    return (connection + '\n' + field).getBytes(StandardCharsets.UTF_8);
  }
}
