package io.mlconnector.platform.connection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;

/**
 * Keyset files: a Tink JSON keyset in a file that only its owner can read, in clear or wrapped by a
 * key of a key management service. One key encrypts, all of them decrypt.
 */
public final class Keysets {

  private static final String WRAPPED = "\"encryptedKeyset\"";
  private static final byte[] NOTHING = {};

  static {
    KeyRing.register();
  }

  /** Null where keysets are in clear. */
  private final Aead kms;

  /**
   * @param kms wraps and unwraps keysets; null where they are in clear
   */
  Keysets(Aead kms) {
    this.kms = kms;
  }

  /**
   * Makes a keyset in clear with one fresh key, complete or not at all.
   *
   * @throws KeysetProblem where the file exists already, or cannot be written
   */
  public static void create(Path file) {
    new Keysets(null).make(file);
  }

  /**
   * Makes a keyset with one fresh key, complete or not at all.
   *
   * @throws KeysetProblem where the file exists already, or cannot be written
   */
  void make(Path file) {
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
          "%s exists already; add a key to it with --add or --rotate, or name another file"
              .formatted(file));
    } catch (IOException | GeneralSecurityException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * Replaces the keys of a file, complete or not at all.
   *
   * @throws KeysetProblem where the file cannot be read or written
   */
  void change(Path file, UnaryOperator<KeyRing> change) {
    write(file, change.apply(read(file)));
  }

  /**
   * @throws KeysetProblem where the file cannot be written
   */
  void write(Path file, KeyRing ring) {
    try {
      Files.move(
          writeBeside(file, ring.handle()),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | GeneralSecurityException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * The keys of a file.
   *
   * @throws KeysetProblem where it is no keyset, or not of the kind that was configured
   * @throws KeysetWaits where the key management service is away, or refuses
   */
  KeyRing read(Path file) {
    String json = text(file);
    boolean wrapped = json.contains(WRAPPED);
    if (wrapped && kms == null) {
      throw new KeysetProblem(
          "The keyset file %s is wrapped by a key management service: name that in mlconnector.keyset.kms.url"
              .formatted(file));
    }
    if (!wrapped && kms != null) {
      throw new KeysetProblem(
          "The keyset file %s is in clear, although mlconnector.keyset.kms.url names a key management service: wrap it by KeysetCommand --wrap"
              .formatted(file));
    }
    try {
      return KeyRing.of(
          wrapped
              ? TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, kms, NOTHING)
              : TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
    } catch (KeysetProblem e) {
      throw e;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new KeysetProblem(
          "The keyset file %s is no Tink JSON keyset for AEAD: restore it from its copy"
              .formatted(file));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new KeysetProblem("The keyset file %s does not exist".formatted(file));
    } catch (IOException e) {
      throw new KeysetProblem(
          "The keyset file %s cannot be read (%s): give this process the right to read it"
              .formatted(file, words(e)));
    }
  }

  private Path writeBeside(Path file, KeysetHandle keys)
      throws IOException, GeneralSecurityException {
    String json =
        kms == null
            ? TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get())
            : TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keys, kms, NOTHING);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh =
        Files.createTempFile(
            folder,
            ".keyset",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, json);
    return fresh;
  }

  private static KeysetProblem cannotWrite(Path file, Exception e) {
    return new KeysetProblem("%s cannot be written: %s".formatted(file, words(e)));
  }

  private static String words(Exception e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "access denied"
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
