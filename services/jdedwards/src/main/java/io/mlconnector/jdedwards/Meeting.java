package io.mlconnector.jdedwards;

import io.mlconnector.jdedwards.OrchestratedSink.Sought;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Found.Ambiguous;
import io.mlconnector.spi.Found.Present;
import io.mlconnector.spi.Found.Refused;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the address numbers that writes mean. */
final class Meeting {

  private final AddressBook book;
  private final EntryFields fields;

  Meeting(AddressBook book, EntryFields fields) {
    this.book = book;
    this.fields = fields;
  }

  /** By their numbers, and by our key where a number is not known or not there; by delivery. */
  Map<String, Found> known(List<Sought> sought) {
    Map<String, Entry> byNumber =
        entries(
            sought.stream()
                .map(Sought::key)
                .filter(key -> key != null)
                .collect(Collectors.toSet()));
    Map<String, Found> found = new HashMap<>();
    Map<String, List<Write>> byKey = new LinkedHashMap<>();
    for (Sought one : sought) {
      Entry entry = one.key() == null ? null : byNumber.get(one.key());
      String key = one.write().text(EntryFields.EXTERNAL_ID);
      if (entry != null) {
        found.put(one.write().delivery(), present(entry));
      } else if (key != null && !key.isBlank()) {
        byKey.computeIfAbsent(key.strip(), any -> new ArrayList<>()).add(one.write());
      }
    }
    if (!byKey.isEmpty()) {
      found.putAll(byOurKey(byKey));
    }
    return found;
  }

  private Map<String, Found> byOurKey(Map<String, List<Write>> wanted) {
    Map<String, List<String>> numbers = book.byKey(wanted.keySet());
    Map<String, Entry> entries =
        entries(numbers.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
    Map<String, Found> found = new HashMap<>();
    wanted.forEach(
        (key, writes) -> {
          List<Entry> mine =
              numbers.getOrDefault(key, List.of()).stream()
                  .map(entries::get)
                  .filter(entry -> entry != null)
                  .toList();
          if (!mine.isEmpty()) {
            Found one = one(mine, EntryFields.EXTERNAL_ID);
            writes.forEach(write -> found.put(write.delivery(), one));
          }
        });
    return found;
  }

  private Map<String, Entry> entries(Collection<String> numbers) {
    Map<String, Entry> entries = new HashMap<>();
    if (!numbers.isEmpty()) {
      book.entriesOfAnyType(Numbers.of(numbers)).forEach(entry -> entries.put(entry.an8(), entry));
    }
    return entries;
  }

  /**
   * By what both sides know, the match keys one after the other: the first by which anything is
   * alike decides.
   */
  Map<String, Found> first(Alike alike, List<Write> strangers) {
    Map<String, Found> found = new HashMap<>();
    Set<String> keys = new LinkedHashSet<>();
    strangers.forEach(write -> keys.addAll(write.match()));
    keys.remove(EntryFields.EXTERNAL_ID);
    for (String key : keys) {
      Map<String, List<Write>> byForm = new HashMap<>();
      for (Write write : strangers) {
        String form = Alike.form(write.text(key));
        if (write.match().contains(key)
            && !form.isEmpty()
            && !found.containsKey(write.delivery())) {
          byForm.computeIfAbsent(form, any -> new ArrayList<>()).add(write);
        }
      }
      found.putAll(by(key, alike.find(key, byForm.keySet()), byForm));
    }
    return found;
  }

  private Map<String, Found> by(
      String key, Map<String, Set<String>> numbers, Map<String, List<Write>> byForm) {
    Set<String> all = new LinkedHashSet<>();
    numbers.values().forEach(all::addAll);
    Map<String, Entry> entries = new HashMap<>();
    if (!all.isEmpty()) {
      book.entries(all).forEach(entry -> entries.put(entry.an8(), entry));
    }
    Map<String, Found> found = new HashMap<>();
    byForm.forEach(
        (form, writes) -> {
          List<Entry> candidates =
              numbers.getOrDefault(form, Set.of()).stream()
                  .map(entries::get)
                  .filter(entry -> entry != null)
                  .toList();
          if (!candidates.isEmpty()) {
            Found one = one(candidates, key);
            writes.forEach(write -> found.put(write.delivery(), one));
          }
        });
    return found;
  }

  private Found one(List<Entry> candidates, String by) {
    return candidates.size() == 1
        ? present(candidates.get(0))
        : new Ambiguous(candidates.stream().map(Entry::an8).toList(), by);
  }

  /** One that shows something that cannot be right is left to people. */
  private Found present(Entry entry) {
    try {
      return new Present(entry.an8(), fields.current(entry));
    } catch (Untranslatable e) {
      return new Refused("Address number %s: %s".formatted(entry.an8(), e.getMessage()));
    }
  }
}
