package io.mlconnector.platform.connection;

import io.mlconnector.spi.Secret;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Changes keyset files in clear as the command does. */
public final class TestKeysets {

  private TestKeysets() {}

  public static void rotate(Path file) {
    change(file, ring -> ring.add().useLast());
  }

  /** As the service seals with the keyset of a file. */
  public static byte[] seal(Path file, String clear, String connection, String field) {
    return new KeysetVault(file).seal(new Secret(clear), connection, field);
  }

  static void change(Path file, UnaryOperator<KeyRing> change) {
    new Keysets(null).change(file, change);
  }

  /** A copy of the file's keys, changed. */
  static Path changed(Path file, Path copy, UnaryOperator<KeyRing> change) {
    Keysets keysets = new Keysets(null);
    keysets.write(copy, change.apply(keysets.read(file)));
    return copy;
  }
}
