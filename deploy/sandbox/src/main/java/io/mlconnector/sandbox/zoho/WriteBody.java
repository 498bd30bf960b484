package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The body of an insert, update or upsert (sheet B2).
 *
 * @param duplicateFields empty where the call named none
 * @param automates whether automations run for what is written: all where {@code trigger} is absent
 * @param externals by which external field records are named, per module
 * @param unmodifiedSince records that changed later are left alone
 */
record WriteBody(
    List<ObjectNode> data,
    List<String> duplicateFields,
    boolean automates,
    Map<String, String> externals,
    Optional<Instant> unmodifiedSince) {

  static final int MOST_RECORDS = 100;
  private static final int MOST_DUPLICATE_FIELDS = 10;
  private static final Set<String> KNOWN =
      Set.of(
          "data",
          "duplicate_check_fields",
          "trigger",
          "apply_feature_execution",
          "skip_feature_execution");
  private static final Set<String> TRIGGERS =
      Set.of("workflow", "approval", "blueprint", "pathfinder", "orchestration");

  static WriteBody read(ApiCall call) {
    ObjectNode body = call.json();
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw Refusal.field(
                    "INVALID_DATA", name, "$." + name, "the body has no such member");
              }
            });
    List<String> triggers = texts(body, "trigger");
    for (String trigger : triggers) {
      if (!TRIGGERS.contains(trigger)) {
        throw Refusal.invalid("trigger", "$.trigger", String.join(",", TRIGGERS));
      }
    }
    List<String> duplicateFields = texts(body, "duplicate_check_fields");
    if (duplicateFields.size() > MOST_DUPLICATE_FIELDS) {
      throw tooMany("duplicate_check_fields", MOST_DUPLICATE_FIELDS);
    }
    return new WriteBody(
        records(body.path("data")),
        duplicateFields,
        !body.has("trigger") || !triggers.isEmpty(),
        call.externals(),
        call.time("If-Unmodified-Since"));
  }

  private static List<ObjectNode> records(JsonNode data) {
    if (data.isMissingNode() || data.isArray() && data.isEmpty()) {
      throw Refusal.field("MANDATORY_NOT_FOUND", "data", "$.data", "required field not found");
    }
    if (!data.isArray()) {
      throw Refusal.invalid("data", "$.data", "jsonarray");
    }
    if (data.size() > MOST_RECORDS) {
      throw tooMany("data", MOST_RECORDS);
    }
    List<ObjectNode> records = new ArrayList<>();
    for (JsonNode each : data) {
      if (!each.isObject()) {
        throw Refusal.invalid("data", "$.data[" + records.size() + "]", "jsonobject");
      }
      records.add((ObjectNode) each);
    }
    return records;
  }

  private static List<String> texts(ObjectNode body, String name) {
    JsonNode array = body.path(name);
    if (!array.isMissingNode() && !array.isArray()) {
      throw Refusal.invalid(name, "$." + name, "jsonarray");
    }
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static Refusal tooMany(String name, int most) {
    return new Refusal(
        400,
        "INVALID_DATA",
        "invalid data",
        SandboxJson.object()
            .put("api_name", name)
            .put("json_path", "$." + name)
            .put("maximum_length", most));
  }
}
