package io.mlconnector.flow.audit;

import io.mlconnector.flow.FlowConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands for personal values in the audit trail: equal values have equal hashes, and without the
 * key nothing else can be told, not even by trying all names of a phone book.
 */
@Startup
@Singleton
public class KeyedHash {

  private static final String KEY = "mlconnector.audit.hash-key-file";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  /**
   * Reads the key; the local run makes one where there is none.
   *
   * @throws IllegalStateException where there is no usable key, saying how to make one
   */
  @Inject
  public KeyedHash(FlowConfig config) {
    Path file = config.audit().hashKeyFile().orElse(null);
    if (file == null && !config.local()) {
      throw new IllegalStateException(
          "%s is missing: make a key by `openssl rand -base64 32 > FILE`, give the same file to every service"
              .formatted(KEY));
    }
    byte[] bytes = file == null ? random() : read(file, config.local());
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  private KeyedHash(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * By the key of a file.
   *
   * @throws IllegalStateException where there is no usable key, saying how to make one
   */
  public static KeyedHash byKeyIn(Path file) {
    return new KeyedHash(read(file, false));
  }

  /** The value's hash: 32 hex digits; null for null. */
  public String of(String value) {
    if (value == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of()
          .formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 0, BYTES / 2);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file, boolean make) {
    try {
      if (make && Files.notExists(file)) {
        make(file);
      }
      byte[] bytes = Base64.getMimeDecoder().decode(Files.readString(file).strip());
      if (bytes.length < BYTES) {
        throw new IllegalStateException(
            "%s: %s holds %d bytes, needed are %d in base64 (`openssl rand -base64 32`)"
                .formatted(KEY, file, bytes.length, BYTES));
      }
      return bytes;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s: %s cannot be read as base64: %s".formatted(KEY, file, e.getMessage()), e);
    }
  }

  /** Written aside and then given its name, so that of several services all read one whole key. */
  private static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, "hash-key", ".new");
    try {
      if (Files.getFileStore(aside).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
      }
      String text = Base64.getEncoder().encodeToString(random()) + "\n";
      Files.writeString(aside, text, StandardOpenOption.TRUNCATE_EXISTING);
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException anotherWasFirst) {
      if (Files.notExists(file)) {
        throw new UncheckedIOException(anotherWasFirst);
      }
    } finally {
      Files.delete(aside);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
