package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment's rows, versions and settings as JSON, as a restarted sandbox needs them. */
final class DynamicsState {

  private DynamicsState() {}

  static ObjectNode save(Store store, DynamicsSettings settings) {
    ObjectNode all = SandboxJson.object();
    all.set("settings", SandboxJson.MAPPER.valueToTree(settings));
    all.put("lastRecId", store.lastRecId());
    ObjectNode parties = all.putObject("parties");
    store.parties.forEach((number, party) -> parties.set(number, write(party)));
    ObjectNode tables = all.putObject("tables");
    for (String name : store.tableNames()) {
      ArrayNode rows = tables.putArray(name);
      store.table(name).values().forEach(row -> rows.add(write(row)));
    }
    return all;
  }

  static DynamicsSettings settings(JsonNode saved) {
    try {
      return SandboxJson.MAPPER.treeToValue(saved.path("settings"), DynamicsSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the saved settings of dynamics365 cannot be read", e);
    }
  }

  static EventState events(JsonNode saved) {
    try {
      return SandboxJson.MAPPER.treeToValue(saved, EventState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the saved events of dynamics365 cannot be read", e);
    }
  }

  static void restore(JsonNode saved, Store store, DynamicsSettings settings) {
    store.restart(saved.path("lastRecId").asLong());
    saved
        .path("parties")
        .fields()
        .forEachRemaining(party -> store.changeParty(party.getKey(), read(null, party.getValue())));
    for (EntityType base : Entities.ALL) {
      if (base.set().equals(Entities.table(base.set()))) {
        EntityType type = Entities.withCustom(base, settings);
        saved.path("tables").path(base.set()).forEach(row -> store.replace(type, read(type, row)));
      }
    }
  }

  private static ObjectNode write(Row row) {
    ObjectNode json = SandboxJson.object();
    json.put("recId", row.recId()).put("version", row.version());
    ObjectNode values = json.putObject("values");
    row.values().forEach((name, value) -> Values.write(values, name, value));
    return json;
  }

  private static Row read(EntityType type, JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    json.path("values")
        .fields()
        .forEachRemaining(
            value -> {
              Property property = type == null ? null : type.properties().get(value.getKey());
              values.put(
                  value.getKey(),
                  property == null
                      ? plain(value.getValue())
                      : Values.value(property, value.getValue()));
            });
    return new Row(json.path("recId").asLong(), json.path("version").asLong(), values);
  }

  /** A value of a field that was there once. */
  private static Object plain(JsonNode value) {
    return value.isIntegralNumber() ? (Object) value.longValue() : value.asText();
  }
}
