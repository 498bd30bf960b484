package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One action on the rows of a data source (sheet T4). What cannot be carried out fails without
 * notes.
 *
 * @param source the table of the payload; null for a delete that needs none
 * @param keys columns of the source by the column of the target that they have to equal
 * @param constants values by the column of the target
 */
record DataUpdate(
    String action,
    TableName source,
    TableName target,
    Map<String, String> keys,
    Map<String, JsonNode> constants) {

  private static final Set<String> ACTIONS =
      Set.of("insert", "update", "upsert", "delete", "replace");
  private static final Set<String> CONSTANTS =
      Set.of("boolean", "datetime", "double", "integer", "string");

  /** Reads the only action of a request; throws {@link Refusal} naming what is wrong. */
  static List<DataUpdate> parse(JsonNode body, boolean several) {
    ApiCall.onlyMembers(body, "actions");
    JsonNode actions = body.path("actions");
    if (!actions.isArray() || actions.isEmpty() || (actions.size() > 1 && !several)) {
      throw Refusal.badRequest("actions: a list of one action is expected.");
    }
    List<DataUpdate> all = new ArrayList<>();
    actions.forEach(action -> all.add(action(action)));
    return all;
  }

  private static DataUpdate action(JsonNode json) {
    ApiCall.onlyMembers(
        json,
        "action",
        "source-schema",
        "source-table",
        "target-schema",
        "target-table",
        "condition");
    String action = json.path("action").asText();
    if (!ACTIONS.contains(action)) {
      throw Refusal.badRequest("action: one of " + ACTIONS + " is expected, not '" + action + "'.");
    }
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, JsonNode> constants = new LinkedHashMap<>();
    boolean unconditional = action.equals("insert") || action.equals("replace");
    if (json.has("condition") == unconditional) {
      throw Refusal.badRequest(
          "condition: " + (unconditional ? "not known for " : "missing for ") + action + ".");
    }
    if (!unconditional) {
      condition(json.path("condition"), keys, constants);
    }
    boolean noSource = action.equals("delete") && keys.isEmpty();
    if (!action.equals("delete") && !unconditional && keys.isEmpty()) {
      throw Refusal.badRequest("condition: columns of the source are missing.");
    }
    return new DataUpdate(
        action, noSource ? null : table(json, "source"), table(json, "target"), keys, constants);
  }

  private static TableName table(JsonNode json, String side) {
    String table = json.path(side + "-table").asText();
    if (table.isEmpty()) {
      throw Refusal.badRequest(side + "-table: missing.");
    }
    return new TableName(json.path(side + "-schema").asText("Extract"), table);
  }

  private static void condition(
      JsonNode json, Map<String, String> keys, Map<String, JsonNode> constants) {
    String op = json.path("op").asText();
    if (op.equals("and")) {
      ApiCall.onlyMembers(json, "op", "args");
      if (json.path("args").size() < 2) {
        throw Refusal.badRequest("condition: 'and' takes two or more args.");
      }
      json.path("args").forEach(each -> condition(each, keys, constants));
      return;
    }
    if (!op.equals("eq")) {
      throw Refusal.badRequest("condition: op 'eq' or 'and' is expected, not '" + op + "'.");
    }
    ApiCall.onlyMembers(json, "op", "source-col", "target-col", "const");
    String target = json.path("target-col").asText();
    if (target.isEmpty() || json.has("source-col") == json.has("const")) {
      throw Refusal.badRequest("condition: target-col, and source-col or const, are expected.");
    }
    if (json.has("source-col")) {
      keys.put(target, json.path("source-col").asText());
    } else {
      ApiCall.onlyMembers(json.path("const"), "type", "v");
      if (!CONSTANTS.contains(json.path("const").path("type").asText())) {
        throw Refusal.badRequest("const.type: one of " + CONSTANTS + " is expected.");
      }
      constants.put(target, json.path("const").path("v"));
    }
  }

  /** The target's rows after this. */
  Table apply(Table there, Table payload) throws Job.Failed {
    require(
        there != null
            && constants.keySet().stream().allMatch(name -> there.place(name) >= 0)
            && keys.keySet().stream().allMatch(name -> there.place(name) >= 0));
    if (source == null) {
      return delete(there, Set.of());
    }
    require(payload != null && keys.values().stream().allMatch(name -> payload.place(name) >= 0));
    switch (action) {
      case "insert":
        return Appending.append(there, payload);
      case "replace":
        return Appending.append(new Table(there.columns(), List.of()), payload);
      case "delete":
        require(new HashSet<>(keys.values()).equals(new HashSet<>(payload.names())));
        return delete(there, bySourceKey(payload).keySet());
      default:
        require(payload.like(there) != null);
        return change(there, payload.like(there), bySourceKey(payload));
    }
  }

  private Table delete(Table there, Set<List<Object>> gone) {
    List<Object[]> rows = new ArrayList<>();
    for (Object[] row : there.rows()) {
      boolean named = source == null || gone.contains(targetKey(there, row));
      if (!named || !hasConstants(there, row)) {
        rows.add(row);
      }
    }
    return new Table(there.columns(), rows);
  }

  private Table change(Table there, Table payload, Map<List<Object>, Integer> bySource) {
    List<Object[]> rows = new ArrayList<>(there.rows().size());
    boolean[] used = new boolean[payload.rows().size()];
    for (Object[] row : there.rows()) {
      Integer from = hasConstants(there, row) ? bySource.get(targetKey(there, row)) : null;
      if (from == null) {
        rows.add(row);
      } else {
        used[from] = true;
        rows.add(payload.rows().get(from));
      }
    }
    for (int i = 0; action.equals("upsert") && i < used.length; i++) {
      if (!used[i]) {
        rows.add(payload.rows().get(i));
      }
    }
    return new Table(there.columns(), rows);
  }

  /** Rows of the payload by key, those with a null in it left out: null equals nothing. */
  private Map<List<Object>, Integer> bySourceKey(Table payload) throws Job.Failed {
    int[] places = keys.values().stream().mapToInt(payload::place).toArray();
    Map<List<Object>, Integer> all = new HashMap<>();
    for (int i = 0; i < payload.rows().size(); i++) {
      List<Object> key = key(payload.rows().get(i), places);
      // a second row for one row of the target: nobody says which of them is to win
      require(key == null || all.put(key, i) == null || action.equals("delete"));
    }
    return all;
  }

  private List<Object> targetKey(Table there, Object[] row) {
    return key(row, keys.keySet().stream().mapToInt(there::place).toArray());
  }

  private static List<Object> key(Object[] row, int[] places) {
    List<Object> key = new ArrayList<>(places.length);
    for (int place : places) {
      if (row[place] == null) {
        return null;
      }
      key.add(row[place]);
    }
    return key;
  }

  private boolean hasConstants(Table there, Object[] row) {
    for (Map.Entry<String, JsonNode> constant : constants.entrySet()) {
      int place = there.place(constant.getKey());
      Object value = row[place];
      if (value == null || !equal(there.columns().get(place).type(), value, constant.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(ColumnType type, Object value, JsonNode constant) {
    try {
      Object wanted = type.parse(constant.asText());
      return wanted instanceof java.math.BigDecimal decimal
          ? decimal.compareTo((java.math.BigDecimal) value) == 0
          : wanted.equals(value);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return false;
    }
  }

  private static void require(boolean holds) throws Job.Failed {
    if (!holds) {
      throw new Job.Failed(null);
    }
  }
}
