package io.mlconnector.sandbox.dynamics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path below {@code /data/} addresses.
 *
 * @param set empty for the service document
 * @param keys null for the whole set; the one key of {@code Set('x')} has an empty name
 */
record ODataPath(String set, Map<String, Literal> keys) {

  private static final Pattern PATH = Pattern.compile("(\\w*)(?:\\((.*)\\))?/?", Pattern.DOTALL);
  private static final Pattern KEY =
      Pattern.compile("\\s*(?:(\\w+)\\s*=\\s*)?((?:[\\w.]+)?'(?:[^']|'')*'|[\\w.:+-]+)\\s*(?:,|$)");

  /** Reads the rest of a path, still encoded; throws 404 where it addresses nothing. */
  static ODataPath parse(String rest) {
    String decoded;
    try {
      decoded = URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badQuery("The path is not well encoded.");
    }
    Matcher path = PATH.matcher(decoded);
    if (!path.matches() || (path.group(1).isEmpty() && path.group(2) != null)) {
      throw Refusal.noResource(decoded);
    }
    return new ODataPath(path.group(1), path.group(2) == null ? null : keys(path.group(2)));
  }

  private static Map<String, Literal> keys(String text) {
    Map<String, Literal> keys = new LinkedHashMap<>();
    Matcher key = KEY.matcher(text);
    int at = 0;
    while (at < text.length()) {
      key.region(at, text.length());
      Literal literal = key.lookingAt() ? Literal.of(key.group(2)) : null;
      String name = literal == null || key.group(1) == null ? "" : key.group(1);
      if (literal == null || keys.put(name, literal) != null) {
        throw Refusal.badQuery("Bad Request - Error in query syntax: '(" + text + ")'.");
      }
      at = key.end();
    }
    return keys;
  }

  /** The key values in the order of the type's keys; all are needed, and no others. */
  Object[] values(EntityType type) {
    boolean single = keys.size() == 1 && keys.containsKey("") && type.keys().size() == 1;
    if (!single && !keys.keySet().equals(java.util.Set.copyOf(type.keys()))) {
      throw Refusal.badQuery(
          "The keys %s do not match the keys %s of '%s'."
              .formatted(keys.keySet(), type.keys(), type.name()));
    }
    return type.keyProperties().stream()
        .map(property -> value(property, keys.get(single ? "" : property.name())))
        .toArray();
  }

  private static Object value(Property property, Literal literal) {
    if (literal.kind() == null || !literal.fits(property)) {
      throw Refusal.badQuery(
          "The key '%s' has a value of type '%s'.".formatted(property.name(), literal.kindName()));
    }
    return literal.value();
  }
}
