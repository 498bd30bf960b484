package io.mlconnector.platform.connection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * The keys that credentials are encrypted with: a Tink JSON keyset in a file that only its owner
 * can read. The newest key encrypts, all of them decrypt.
 */
public final class Keysets {

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Keysets() {}

  /**
   * Makes a keyset with one fresh key, complete or not at all.
   *
   * @throws KeysetProblem where the file exists already, or cannot be written
   */
  public static void create(Path file) {
    try {
      KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      Path fresh = writeBeside(file, keys);
      try {
        Files.createLink(file, fresh);
      } finally {
        Files.delete(fresh);
      }
    } catch (FileAlreadyExistsException e) {
      throw new KeysetProblem(
          "%s exists already; add a key to it with --rotate, or name another file".formatted(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new KeysetProblem("%s cannot be written: %s".formatted(file, words(e)));
    }
  }

  /**
   * Adds a fresh key, which encrypts from then on; the earlier ones still decrypt.
   *
   * @throws KeysetProblem where the file cannot be read or written
   */
  public static void rotate(Path file) {
    KeysetHandle keys = load(file);
    try {
      KeysetHandle more =
          KeysetHandle.newBuilder(keys)
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      Files.move(
          writeBeside(file, more),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeysetProblem("%s cannot be written: %s".formatted(file, words(e)));
    }
  }

  /** The cipher of a keyset file. */
  static Aead aead(Path file) {
    try {
      return load(file).getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw broken(file);
    }
  }

  private static KeysetHandle load(Path file) {
    String json;
    try {
      json = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new KeysetProblem("The keyset file %s does not exist".formatted(file));
    } catch (IOException e) {
      throw new KeysetProblem(
          "The keyset file %s cannot be read (%s): give this process the right to read it"
              .formatted(file, words(e)));
    }
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw broken(file);
    }
  }

  private static KeysetProblem broken(Path file) {
    return new KeysetProblem(
        "The keyset file %s is no Tink JSON keyset for AEAD: restore it from its copy"
            .formatted(file));
  }

  private static Path writeBeside(Path file, KeysetHandle keys)
      throws IOException, GeneralSecurityException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh =
        Files.createTempFile(
            folder,
            ".keyset",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        fresh, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    return fresh;
  }

  private static String words(Exception e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "access denied"
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
