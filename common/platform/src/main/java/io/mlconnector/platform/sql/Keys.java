package io.mlconnector.platform.sql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys that strangers chose, as far as tables, topics and their indexes can hold them. */
public final class Keys {

  /** Bytes of UTF-8; an entry of an index in PostgreSQL ends at 2,700. */
  public static final int LONGEST = 1_000;

  private static final int SHOWN = 100;

  private Keys() {}

  /** Why a key cannot be kept, in words that do not repeat it; empty where it can. */
  public static Optional<String> trouble(String key) {
    if (!Words.storable(key).equals(key)) {
      return Optional.of("the key holds the character 0 or half a character");
    }
    return key.getBytes(StandardCharsets.UTF_8).length > LONGEST
        ? Optional.of("the key is longer than %d bytes".formatted(LONGEST))
        : Optional.empty();
  }

  /**
   * What stands for a key that cannot be kept: its beginning, and a mark that tells it from others.
   */
  public static String instead(String key) {
    String plain = Words.storable(key);
    return "%s… %08x"
        .formatted(plain.substring(0, Math.min(SHOWN, plain.length())), key.hashCode());
  }
}
