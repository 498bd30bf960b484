package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The customer's own record of who has a support login, behind the component interface
 * MLC_SUPPORT_LOGIN: one row for each EMPLID, changed by Updatedata; guarded by the database's
 * monitor.
 */
final class SupportLogins {

  static final String INTERFACE = "MLC_SUPPORT_LOGIN";
  static final String STATUS = "MLC_LOGIN_STATUS";
  static final String STAMP = "MLC_STATUS_DTTM";
  static final Set<String> FIELDS = Set.of("EMPLID", STATUS, STAMP);

  private final Database database;
  private final Map<String, Row> rows = new TreeMap<>();
  private final List<Row> history = new ArrayList<>();

  SupportLogins(Database database) {
    this.database = database;
  }

  /** The row of a person, with nothing but the key before anything was recorded. */
  Row get(String emplid) {
    if (!database.has(emplid)) {
      throw Refusal.query("No rows exist for the specified keys. {" + INTERFACE + "}");
    }
    return rows.getOrDefault(emplid, Row.of("EMPLID", emplid));
  }

  /**
   * Carries out an Updatedata.
   *
   * @return what is wrong, in the words of the component's edits; null when it was saved
   */
  String update(Map<String, String> given) {
    for (String field : given.keySet()) {
      if (!FIELDS.contains(field)) {
        return "Property " + field + " does not exist in {" + INTERFACE + "}";
      }
    }
    String emplid = given.getOrDefault("EMPLID", "");
    if (!database.has(emplid)) {
      return "No rows exist for the specified keys. {" + INTERFACE + "}";
    }
    Row row = get(emplid).copy();
    String status = given.getOrDefault(STATUS, row.text(STATUS));
    if (!Set.of("A", "I").contains(status)) {
      return "Invalid value for field " + STATUS + ": one of A, I";
    }
    row.set(STATUS, status);
    if (given.containsKey(STAMP)) {
      try {
        row.set(STAMP, LocalDateTime.parse(given.get(STAMP)));
      } catch (DateTimeParseException e) {
        return "Invalid date or time in field " + STAMP;
      }
    }
    rows.put(emplid, row);
    history.add(row);
    database.changed();
    return null;
  }

  /** Where each person is now, and every save in its order. */
  ObjectNode json() {
    ObjectNode all = SandboxJson.object();
    ObjectNode now = all.putObject("now");
    rows.forEach((emplid, row) -> now.set(emplid, row.json()));
    ArrayNode saves = all.putArray("history");
    history.forEach(row -> saves.add(row.json()));
    return all;
  }

  void restore(JsonNode saved) {
    rows.clear();
    history.clear();
    saved.path("now").fields().forEachRemaining(e -> rows.put(e.getKey(), Row.of(e.getValue())));
    saved.path("history").forEach(row -> history.add(Row.of(row)));
  }
}
