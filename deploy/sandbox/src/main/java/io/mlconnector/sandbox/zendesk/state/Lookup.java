package io.mlconnector.sandbox.zendesk.state;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds ids by a text, ignoring case; keeps several ids per text, since races make duplicates. */
final class Lookup {

  private final Map<String, SortedSet<Long>> ids = new HashMap<>();

  void add(String text, long id) {
    ids.computeIfAbsent(fold(text), absent -> new TreeSet<>()).add(id);
  }

  void remove(String text, long id) {
    ids.computeIfPresent(
        fold(text),
        (key, all) -> {
          all.remove(id);
          return all.isEmpty() ? null : all;
        });
  }

  SortedSet<Long> all(String text) {
    return ids.getOrDefault(fold(text), new TreeSet<>());
  }

  Optional<Long> first(String text) {
    SortedSet<Long> all = all(text);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.first());
  }

  void clear() {
    ids.clear();
  }

  boolean takenByOther(String text, long self) {
    return all(text).stream().anyMatch(id -> id != self);
  }

  /** The texts that more than one record has. */
  Stream<Map.Entry<String, SortedSet<Long>>> duplicates() {
    return ids.entrySet().stream().filter(entry -> entry.getValue().size() > 1);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
