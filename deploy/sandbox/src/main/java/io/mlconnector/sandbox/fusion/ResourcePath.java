package io.mlconnector.sandbox.fusion;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The parts of a path below a context root; those that are not there are null. */
record ResourcePath(
    String version, String resource, String key, String child, String childKey, String enclosure) {

  private static final int VERSION = 3;
  private static final int CHILD = 7;
  private static final int ENCLOSURE = 10;

  /**
   * Splits {@code /root/resources/version/resource/key/child/name/key/enclosure/name}; a longer
   * path is a 404.
   */
  static ResourcePath parse(String path) {
    String[] parts = path.split("/");
    boolean childMissing = parts.length == CHILD;
    boolean childMisnamed = parts.length > CHILD && !parts[CHILD - 1].equals("child");
    boolean enclosureMisnamed =
        parts.length > CHILD + 2
            && (parts.length != ENCLOSURE + 1 || !parts[ENCLOSURE - 1].equals("enclosure"));
    if (childMissing || childMisnamed || enclosureMisnamed) {
      throw Refusal.notFound("there is nothing at this path");
    }
    return new ResourcePath(
        part(parts, VERSION),
        part(parts, VERSION + 1),
        part(parts, VERSION + 2),
        part(parts, CHILD),
        part(parts, CHILD + 1),
        part(parts, ENCLOSURE));
  }

  private static String part(String[] parts, int index) {
    if (index >= parts.length) {
      return null;
    }
    try {
      return URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the path is not well encoded");
    }
  }
}
