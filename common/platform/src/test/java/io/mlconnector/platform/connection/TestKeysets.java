package io.mlconnector.platform.connection;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Changes keyset files in clear as the command does. */
public final class TestKeysets {

  private TestKeysets() {}

  public static void rotate(Path file) {
    change(file, ring -> ring.add().useLast());
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
