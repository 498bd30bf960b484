package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One module: its fields and its records, which can be found by the value of any field. */
final class CrmModule {

  private final String name;
  private final String singular;
  private final String systemDuplicateField;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final TreeMap<Long, CrmRecord> records = new TreeMap<>();
  private final Map<String, Map<String, NavigableSet<Long>>> indexes = new HashMap<>();

  CrmModule(String name, String singular, String systemDuplicateField, List<Field> fields) {
    this.name = name;
    this.singular = singular;
    this.systemDuplicateField = systemDuplicateField;
    fields.forEach(field -> this.fields.put(field.apiName(), field));
  }

  String name() {
    return name;
  }

  String singular() {
    return singular;
  }

  /** The field by which the vendor itself looks for duplicates (sheet B2). */
  String systemDuplicateField() {
    return systemDuplicateField;
  }

  /** What people call a record by. */
  String display(CrmRecord record) {
    if (!name.equals(Org.CONTACTS)) {
      return record.value(systemDuplicateField).asText("");
    }
    return (record.value("First_Name").asText("") + " " + record.value("Last_Name").asText(""))
        .strip();
  }

  Collection<Field> fields() {
    return fields.values();
  }

  Optional<Field> field(String apiName) {
    return Optional.ofNullable(fields.get(apiName));
  }

  void put(Field field) {
    fields.put(field.apiName(), field);
    indexes.remove(field.apiName());
  }

  void removeField(String apiName) {
    fields.remove(apiName);
    indexes.remove(apiName);
    records.values().forEach(record -> record.values.remove(apiName));
  }

  Collection<CrmRecord> records() {
    return records.values();
  }

  Optional<CrmRecord> record(String id) {
    return id != null && id.matches("\\d{1,18}")
        ? Optional.ofNullable(records.get(Long.parseLong(id)))
        : Optional.empty();
  }

  /** The records with that value, letter case and blanks around it aside; oldest first. */
  List<CrmRecord> with(String field, JsonNode value) {
    Map<String, NavigableSet<Long>> index = indexes.computeIfAbsent(field, this::index);
    List<CrmRecord> found = new ArrayList<>();
    index.getOrDefault(normal(value), new TreeSet<>()).forEach(id -> found.add(records.get(id)));
    return found;
  }

  private Map<String, NavigableSet<Long>> index(String field) {
    Map<String, NavigableSet<Long>> index = new HashMap<>();
    records.values().forEach(record -> add(index, field, record));
    return index;
  }

  private static void add(Map<String, NavigableSet<Long>> index, String field, CrmRecord record) {
    String value = normal(record.value(field));
    if (!value.isEmpty()) {
      index.computeIfAbsent(value, unseen -> new TreeSet<>()).add(record.id);
    }
  }

  static String normal(JsonNode value) {
    return value == null ? "" : value.asText("").strip().toLowerCase(Locale.ROOT);
  }

  /** Adds a record, or takes note of what {@link #forget} was told to expect. */
  void keep(CrmRecord record) {
    records.put(record.id, record);
    indexes.forEach((field, index) -> add(index, field, record));
  }

  /** To be called before a record's values change; {@link #keep} comes after. */
  void forget(CrmRecord record) {
    records.remove(record.id);
    indexes.forEach(
        (field, index) -> {
          NavigableSet<Long> ids = index.get(normal(record.value(field)));
          if (ids != null) {
            ids.remove(record.id);
          }
        });
  }

  void clear() {
    records.clear();
    indexes.clear();
  }
}
