package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pod's whole state as JSON: rows with their stamps and versions, settings, tokens. */
final class FusionState {

  private FusionState() {}

  static ObjectNode save(FusionData data, FusionSettings settings, IssuedTokens tokens) {
    ObjectNode all = SandboxJson.object();
    all.set("settings", SandboxJson.MAPPER.valueToTree(settings));
    all.set("tokens", tokens.save());
    all.set("notes", data.notebooks.save());
    all.set("attachments", data.attachments.save());
    all.set("finance", data.finance.save());
    ObjectNode tables = all.putObject("tables");
    for (FusionTable table : data.tables()) {
      ArrayNode rows = tables.putArray(table.type().name());
      table.all().forEach(row -> rows.add(write(row)));
    }
    return all;
  }

  static FusionSettings settings(JsonNode saved) {
    try {
      return SandboxJson.MAPPER.treeToValue(saved.path("settings"), FusionSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the saved settings of fusion cannot be read", e);
    }
  }

  static void restore(JsonNode saved, FusionData data, IssuedTokens tokens) {
    data.notebooks.restore(saved.path("notes"));
    data.attachments.restore(saved.path("attachments"));
    tokens.restore(saved.path("tokens"));
    data.finance.restore(saved.path("finance"));
    for (FusionTable table : data.tables()) {
      List<FusionRow> rows = new ArrayList<>();
      saved
          .path("tables")
          .path(table.type().name())
          .forEach(row -> rows.add(read(table.type(), row)));
      table.replaceAll(rows);
    }
  }

  static ObjectNode write(FusionRow row) {
    ObjectNode json = SandboxJson.object();
    json.put("key", row.key());
    json.put("stamp", row.lastUpdate().toString());
    json.put("version", row.version());
    ObjectNode values = json.putObject("values");
    row.values()
        .forEach(
            (name, value) ->
                values.set(
                    name,
                    value instanceof Instant || value instanceof LocalDate
                        ? values.textNode(value.toString())
                        : SandboxJson.MAPPER.valueToTree(value)));
    return json;
  }

  static FusionRow read(ResourceType type, JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.path("values")
        .fields()
        .forEachRemaining(
            value -> values.put(value.getKey(), value(type, value.getKey(), value.getValue())));
    return new FusionRow(
        json.path("key").asText(),
        Instant.parse(json.path("stamp").asText()),
        values,
        json.path("version").asLong());
  }

  /** A poisoned value does not fit its type and stays what it is. */
  private static Object value(ResourceType type, String name, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isContainerNode()) {
      return value;
    }
    try {
      return Values.parse(type.attributes().get(name).type(), value.asText());
    } catch (IllegalArgumentException | DateTimeException e) {
      return value.asText();
    }
  }
}
