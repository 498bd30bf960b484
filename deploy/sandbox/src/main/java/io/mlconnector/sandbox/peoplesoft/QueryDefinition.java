package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.BadCommand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query of the catalogue.
 *
 * @param owner PUBLIC or PRIVATE
 * @param prompts role of a prompt in its record set to the query's own unique prompt name
 * @param columns unique field name to the field of the record set, in the order of the answer
 */
public record QueryDefinition(
    String name,
    String owner,
    String recordSet,
    Map<String, String> prompts,
    Map<String, String> columns) {

  private static final int LONGEST_NAME = 30;

  public QueryDefinition {
    require(
        name != null && name.matches("[A-Z0-9_]+") && name.length() <= LONGEST_NAME,
        "name: at most 30 capitals, digits and _");
    require("PUBLIC".equals(owner) || "PRIVATE".equals(owner), "owner: PUBLIC or PRIVATE");
    RecordSet set = set(recordSet);
    require(
        prompts != null && prompts.keySet().equals(set.prompts.keySet()),
        "prompts: a name for each of " + set.prompts.keySet());
    require(columns != null && !columns.isEmpty(), "columns: at least one");
    columns
        .values()
        .forEach(
            field -> require(set.fields.contains(field), "columns: " + field + " is not there"));
    Map<String, String> ordered = new LinkedHashMap<>();
    Map<String, String> given = prompts;
    set.prompts.keySet().forEach(role -> ordered.put(role, given.get(role)));
    prompts = Collections.unmodifiableMap(ordered);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  RecordSet set() {
    return set(recordSet);
  }

  private static RecordSet set(String name) {
    for (RecordSet set : RecordSet.values()) {
      if (set.name().equals(name)) {
        return set;
      }
    }
    throw new BadCommand(
        "recordSet: " + name + " is none of " + java.util.List.of(RecordSet.values()));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new BadCommand(message);
    }
  }
}
