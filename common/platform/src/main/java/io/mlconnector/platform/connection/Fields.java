package io.mlconnector.platform.connection;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One map of a document while it is read: notes what is wrong under the field's whole path. */
final class Fields {

  private final Map<String, Object> values;
  private final String path;
  private final Problems problems;

  Fields(Map<String, Object> values, String path, Problems problems) {
    this.values = values;
    this.path = path;
    this.problems = problems;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  void problem(String name, String problem) {
    problems.add(path(name), problem);
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean has(String name) {
    Object value = values.get(name);
    return value != null && !(value instanceof String text && text.isBlank());
  }

  /** The text of a field; empty where it is absent, null or blank. */
  Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (values.get(name) instanceof String text) {
      return Optional.of(text.strip());
    }
    problem(name, "must be a single value, not a list or map");
    return Optional.empty();
  }

  /** A field read by a parser whose {@link IllegalArgumentException} says what is wrong. */
  <T> T parse(String name, Function<String, T> parser) {
    return text(name)
        .map(
            text -> {
              try {
                return parser.apply(text);
              } catch (IllegalArgumentException e) {
                problem(name, e.getMessage());
                return null;
              }
            })
        .orElse(null);
  }

  /** A list, which may be written as texts with commas between. */
  List<String> list(String name) {
    if (!has(name)) {
      return List.of();
    }
    Object value = values.get(name);
    if (value instanceof String text) {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      return items.stream().map(item -> String.valueOf(item).strip()).toList();
    }
    problem(name, "must be a list of texts");
    return List.of();
  }

  /** A map of texts, where it is one. */
  Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(name)
        .ifPresent(
            inner ->
                inner.names().forEach(key -> inner.text(key).ifPresent(v -> texts.put(key, v))));
    return texts;
  }

  /** The map below a field; without fields where it is absent. */
  Fields below(String name) {
    return map(name).orElseGet(() -> new Fields(Map.of(), path(name), problems));
  }

  /** The map below a field; empty where it is absent. */
  @SuppressWarnings("unchecked")
  Optional<Fields> map(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (values.get(name) instanceof Map<?, ?> map) {
      return Optional.of(new Fields((Map<String, Object>) map, path(name), problems));
    }
    problem(name, "must be a map of fields");
    return Optional.empty();
  }

  /**
   * Notes every field that is not known and has no problem yet, with the known one that was
   * probably meant.
   */
  void rejectUnknown(Collection<String> known, String what) {
    names().stream()
        .filter(name -> !known.contains(name) && !problems.noted(path(name)))
        .forEach(name -> problem(name, "unknown " + what + Closest.hint(name, known)));
  }
}
