package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A vendor in memory: records by key, and the history of every write that it applied. */
final class FakeTarget {

  /** One applied write. */
  record Applied(String object, String key, boolean created, Map<String, JsonNode> fields) {
    String text(String field) {
      return fields.containsKey(field) ? fields.get(field).asText() : null;
    }
  }

  private final Map<String, Map<String, JsonNode>> records = new TreeMap<>();
  private final Map<List<String>, TreeSet<String>> index = new HashMap<>();
  private final Map<String, List<Runnable>> jobs = new LinkedHashMap<>();
  private final List<Applied> applied = new ArrayList<>();
  private int next = 1;

  synchronized String create(String object, Map<String, JsonNode> fields) {
    String key = object + "-" + next++;
    put(object, key, fields);
    applied.add(new Applied(object, key, true, Map.copyOf(fields)));
    return key;
  }

  synchronized void update(String object, String key, Map<String, JsonNode> fields) {
    if (!records.containsKey(key)) {
      throw VendorFailure.rejected(404, "no record " + key);
    }
    put(object, key, fields);
    applied.add(new Applied(object, key, false, Map.copyOf(fields)));
  }

  /** A record that is there without our doing. */
  synchronized String foreign(String object, String field, String value) {
    String key = object + "-foreign-" + next++;
    put(object, key, Map.of(field, TextNode.valueOf(value)));
    return key;
  }

  synchronized void edit(String object, String key, String field, String value) {
    put(object, key, Map.of(field, TextNode.valueOf(value)));
  }

  private void put(String object, String key, Map<String, JsonNode> fields) {
    records.computeIfAbsent(key, any -> new LinkedHashMap<>()).putAll(fields);
    fields.forEach(
        (field, value) ->
            index
                .computeIfAbsent(List.of(object, field, value.asText()), any -> new TreeSet<>())
                .add(key));
  }

  synchronized void remove(String key) {
    records.remove(key);
  }

  synchronized Map<String, JsonNode> get(String key) {
    Map<String, JsonNode> fields = records.get(key);
    return fields == null ? null : new LinkedHashMap<>(fields);
  }

  synchronized String findBy(String object, String field, String value) {
    return value == null
        ? null
        : index.getOrDefault(List.of(object, field, value), new TreeSet<>()).stream()
            .filter(records::containsKey)
            .filter(key -> records.get(key).get(field).asText().equals(value))
            .findFirst()
            .orElse(null);
  }

  synchronized List<Applied> applied() {
    return List.copyOf(applied);
  }

  synchronized int size() {
    return records.size();
  }

  /** One field of every record, by external id. */
  synchronized Map<String, String> byExternalId(String field) {
    return records.values().stream()
        .filter(fields -> fields.containsKey("external_id"))
        .collect(
            Collectors.toMap(
                fields -> fields.get("external_id").asText(),
                fields -> fields.containsKey(field) ? fields.get(field).asText() : "",
                (a, b) -> a + " TWICE " + b,
                TreeMap::new));
  }

  synchronized String job(List<Runnable> work) {
    String id = "job-" + (jobs.size() + 1);
    jobs.put(id, work);
    return id;
  }

  synchronized List<Runnable> jobWork(String id) {
    return jobs.get(id);
  }

  synchronized int jobs() {
    return jobs.size();
  }
}
