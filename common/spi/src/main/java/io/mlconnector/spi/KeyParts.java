package io.mlconnector.spi;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Target keys of several parts, which may hold anything, as one text with slashes between. */
public final class KeyParts {

  private KeyParts() {}

  public static String join(String... parts) {
    return Arrays.stream(parts)
        .map(part -> part.replace("%", "%25").replace("/", "%2F"))
        .collect(Collectors.joining("/"));
  }

  /** What {@link #join} put together. */
  public static List<String> split(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(part -> part.replace("%2F", "/").replace("%25", "%"))
        .toList();
  }
}
