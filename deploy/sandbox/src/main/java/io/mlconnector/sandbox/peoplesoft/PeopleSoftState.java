package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.List;

/** Everything that a restarted sandbox must find again, as JSON. */
final class PeopleSoftState {

  private PeopleSoftState() {}

  static ObjectNode save(Database database, PeopleSoftSettings settings, QueryCatalog catalog) {
    ObjectNode all = SandboxJson.object();
    all.set("settings", SandboxJson.MAPPER.valueToTree(settings));
    all.set("queries", SandboxJson.MAPPER.valueToTree(catalog.all()));
    ArrayNode people = all.putArray("people");
    database.people().forEach(person -> people.add(person.json()));
    ArrayNode vendors = all.putArray("vendors");
    database.vendors().forEach(vendor -> vendors.add(vendor.json()));
    return all;
  }

  static void restore(JsonNode saved, Database database, QueryCatalog catalog) {
    database.clear();
    saved.path("people").forEach(person -> database.put(Person.of(person)));
    saved.path("vendors").forEach(vendor -> database.put(Row.of(vendor)));
    List<QueryDefinition> queries = new ArrayList<>();
    saved.path("queries").forEach(query -> queries.add(read(query, QueryDefinition.class)));
    catalog.restore(queries);
  }

  static <T> T read(JsonNode json, Class<T> type) {
    try {
      return SandboxJson.MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the saved state of peoplesoft cannot be read", e);
    }
  }
}
