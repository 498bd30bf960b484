package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The notes, or the attachments, of each account and contact: vendor sheet F5. */
public final class Children {

  private final ResourceType type;
  private final Clock clock;
  private final long firstId;
  private final Map<String, FusionTable> byParent = new TreeMap<>();
  private long lastId;

  Children(ResourceType type, Clock clock, long firstId) {
    this.type = type;
    this.clock = clock;
    this.firstId = firstId;
    this.lastId = firstId;
  }

  /** Those of one record, such as {@code accounts} 10001; none for one without. */
  public synchronized List<Map<String, Object>> of(String resource, String key) {
    FusionTable rows = byParent.get(parent(resource, key));
    if (rows == null) {
      return List.of();
    }
    List<Map<String, Object>> values = new ArrayList<>();
    rows.all().forEach(row -> values.add(new LinkedHashMap<>(row.values())));
    return values;
  }

  synchronized FusionTable table(String resource, String key) {
    return byParent.computeIfAbsent(
        parent(resource, key),
        absent -> new FusionTable(type, clock, values -> values, (row, attributes) -> {}));
  }

  synchronized String newId() {
    lastId += 7;
    return Long.toString(lastId);
  }

  synchronized long changes() {
    return byParent.values().stream().mapToLong(FusionTable::changes).sum();
  }

  synchronized ObjectNode save() {
    ObjectNode all = SandboxJson.object().put("lastId", lastId);
    ObjectNode parents = all.putObject("parents");
    byParent.forEach(
        (parent, table) -> {
          ArrayNode rows = parents.putArray(parent);
          table.all().forEach(row -> rows.add(FusionState.write(row)));
        });
    return all;
  }

  synchronized void restore(JsonNode saved) {
    byParent.clear();
    lastId = saved.path("lastId").asLong(firstId);
    saved
        .path("parents")
        .properties()
        .forEach(
            parent -> {
              List<FusionRow> rows = new ArrayList<>();
              parent.getValue().forEach(row -> rows.add(FusionState.read(type, row)));
              String[] parts = parent.getKey().split(" ", 2);
              table(parts[0], parts[1]).replaceAll(rows);
            });
  }

  private static String parent(String resource, String key) {
    return resource + " " + key;
  }
}
