package io.mlconnector.platform.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch, RFC 7396, on trees of maps, lists, texts and nulls. */
final class MergePatch {

  private MergePatch() {}

  /** The target with the patch's fields in it; null removes, maps merge, all else replaces. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> apply(Map<String, Object> target, Map<String, Object> patch) {
    Map<String, Object> merged = new LinkedHashMap<>(target);
    patch.forEach(
        (name, value) -> {
          if (value == null) {
            merged.remove(name);
          } else if (value instanceof Map<?, ?> inner) {
            Map<String, Object> before =
                merged.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
            merged.put(name, apply(before, (Map<String, Object>) inner));
          } else {
            merged.put(name, value);
          }
        });
    return merged;
  }
}
