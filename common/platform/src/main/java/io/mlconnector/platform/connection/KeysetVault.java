package io.mlconnector.platform.connection;

import com.google.crypto.tink.Aead;
import io.mlconnector.flow.log.Log;
import io.mlconnector.spi.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Seals with the keyset file, and follows its changes: a broken change keeps the earlier keys. A
 * file in clear is looked at with each use; a wrapped one by {@link KeysetWatch} only, so that the
 * key management service is never asked for a record.
 */
@ApplicationScoped
class KeysetVault implements Vault {

  private static final Log LOG = Log.of(KeysetVault.class);

  /** What is in use. */
  private record Keys(Aead aead, byte[] newest) {}

  private final Path file;
  private final Keysets keysets;
  private final boolean wrapped;
  private volatile Keys keys;
  private volatile KeysetProblem trouble;
  private FileTime read;

  @Inject
  KeysetVault(KeysetConfig config) {
    this(config.file().orElse(null), Transit.of(config.kms()));
  }

  /** In clear. */
  KeysetVault(Path file) {
    this(file, null);
  }

  KeysetVault(Path file, Aead kms) {
    this.file = file;
    this.keysets = new Keysets(kms);
    this.wrapped = kms != null;
  }

  @Override
  public byte[] seal(Secret secret, String connection, String field) {
    try {
      return keys()
          .aead()
          .encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), context(connection, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
  }

  @Override
  public Secret open(byte[] sealed, String connection, String field) {
    try {
      byte[] clear = keys().aead().decrypt(sealed, context(connection, field));
      return new Secret(new String(clear, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new CredentialUnavailable(
          "The stored %s of connection %s was encrypted with a key that is not in %s: restore the earlier keyset file, or give the credential again"
              .formatted(field, connection, file));
    }
  }

  @Override
  public byte[] newest() {
    return keys().newest().clone();
  }

  @Override
  public boolean usable() {
    return keys != null || !wrapped;
  }

  /** Why the file as it is now is not in use. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble).map(KeysetProblem::getMessage);
  }

  /** Whether the keyset is wrapped by a key management service. */
  boolean wrapped() {
    return wrapped;
  }

  /**
   * Reads the keyset, so that a problem with it shows at the start.
   *
   * @throws KeysetProblem where it cannot be used
   * @throws KeysetWaits where it cannot be unwrapped for now
   */
  synchronized void load() {
    if (file == null) {
      throw new KeysetProblem("mlconnector.keyset.file is not set");
    }
    FileTime changed = changed();
    try {
      KeyRing ring = keysets.read(file);
      keys = new Keys(ring.aead(), ring.newest());
      read = changed;
      trouble = null;
    } catch (KeysetProblem e) {
      trouble = e;
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key ring has a cipher", e);
    }
  }

  /** Reads the keyset where that is due; tells whether it is read. */
  synchronized boolean follow() {
    if (keys != null && changed().equals(read)) {
      return true;
    }
    try {
      load();
      return true;
    } catch (KeysetWaits e) {
      return false;
    } catch (KeysetProblem e) {
      read = changed();
      return false;
    }
  }

  private Keys keys() {
    return wrapped ? unwrapped() : clear();
  }

  private Keys unwrapped() {
    Keys now = keys;
    if (now == null) {
      throw trouble().map(KeysetWaits::new).orElseGet(() -> new KeysetWaits("It is not read yet"));
    }
    return now;
  }

  private synchronized Keys clear() {
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
