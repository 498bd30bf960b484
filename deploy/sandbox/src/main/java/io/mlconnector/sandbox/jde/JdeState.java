package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that a restarted sandbox must find again, as JSON. */
final class JdeState {

  private static final String PLACE = "*place";

  private JdeState() {}

  static ObjectNode save(Database database, JdeSettings settings, List<Session> sessions) {
    ObjectNode all = SandboxJson.object();
    all.set("settings", SandboxJson.MAPPER.valueToTree(settings));
    all.put("lastNumber", database.lastNumber());
    ArrayNode live = all.putArray("sessions");
    for (Session session : sessions) {
      live.addObject()
          .put("token", session.token())
          .put("device", session.device())
          .put("named", session.named())
          .put("since", session.since().toString())
          .put("lastUsed", session.lastUsed().toString());
    }
    ObjectNode tables = all.putObject("tables");
    for (TableType type : Tables.ALL.values()) {
      ArrayNode rows = tables.putArray(type.name());
      database.rows(type).forEach(row -> rows.add(Values.plain(row).put(PLACE, row.place())));
    }
    return all;
  }

  static JdeSettings settings(JsonNode saved) {
    return read(saved.path("settings"), JdeSettings.class);
  }

  static List<Hook> hooks(JsonNode saved) {
    List<Hook> hooks = new ArrayList<>();
    saved.path("hooks").forEach(hook -> hooks.add(read(hook, Hook.class)));
    return hooks;
  }

  static List<Session> sessions(JsonNode saved) {
    List<Session> sessions = new ArrayList<>();
    for (JsonNode each : saved.path("sessions")) {
      sessions.add(
          new Session(
              each.path("token").asText(),
              JdeAccounts.USER,
              JdeAccounts.ENVIRONMENT,
              JdeAccounts.ROLE,
              JdeAccounts.JAS_SERVER,
              each.path("device").asText(),
              each.path("named").asBoolean(),
              Instant.parse(each.path("since").asText()),
              Instant.parse(each.path("lastUsed").asText())));
    }
    return sessions;
  }

  static void restore(JsonNode saved, Database database) {
    database.clear();
    for (TableType type : Tables.ALL.values()) {
      for (JsonNode each : saved.path("tables").path(type.name())) {
        Map<String, Object> values = new HashMap<>();
        type.columns()
            .forEach(
                (alias, column) -> {
                  if (each.has(alias)) {
                    values.put(alias, Values.read(column, each.path(alias)));
                  }
                });
        values.values().removeIf(value -> value == null);
        database.restore(new Row(type, values, each.path(PLACE).asInt()));
      }
    }
    database.numbersUpTo(saved.path("lastNumber").asLong());
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    try {
      return SandboxJson.MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the saved state of jdedwards cannot be read", e);
    }
  }
}
