package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Insert, update and upsert: one result per record in the order of the request, whatever became of
 * the others (sheet B2). Account names and unique fields are guarded in each of them.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/upsert-records.html">upsert</a>
 */
final class RecordWrites {

  private static final String DONE = "SUCCESS";

  /** One record of the request and where it stands. */
  private record Item(ObjectNode given, String path, WriteBody body) {}

  private final Org org;
  private final Supplier<ZohoSettings> settings;
  private final Rendering rendering;
  private final Draft draft;
  private final Duplicates duplicates;
  private final Automations automations;

  RecordWrites(
      Org org,
      Supplier<ZohoSettings> settings,
      Rendering rendering,
      Duplicates duplicates,
      Automations automations) {
    this.org = org;
    this.settings = settings;
    this.rendering = rendering;
    this.draft = new Draft(org, settings);
    this.duplicates = duplicates;
    this.automations = automations;
  }

  Reply insert(CrmModule module, WriteBody body) {
    return each(body, 201, item -> insert(module, item));
  }

  Reply update(CrmModule module, WriteBody body) {
    return each(body, 200, item -> update(module, item));
  }

  Reply upsert(CrmModule module, WriteBody body) {
    List<Field> checked = duplicates.checked(module, body.duplicateFields());
    return each(body, 200, item -> upsert(module, item, checked));
  }

  private Reply each(WriteBody body, int good, Function<Item, ObjectNode> write) {
    ObjectNode answer = SandboxJson.object();
    ArrayNode results = answer.putArray("data");
    int failed = 0;
    for (ObjectNode given : body.data()) {
      try {
        results.add(write.apply(new Item(given, "$.data[" + results.size() + "]", body)));
      } catch (Refusal refusal) {
        failed++;
        results.add(refusal.json());
        if (refusal.status == 412 && body.data().size() == 1) {
          return Reply.json(412, answer);
        }
      }
    }
    int status = failed == 0 ? good : settings.get().partlyFailedStatus();
    return Reply.json(failed == results.size() ? settings.get().allFailedStatus() : status, answer);
  }

  private ObjectNode insert(CrmModule module, Item item) {
    if (item.given.has("id")) {
      throw Refusal.field("INVALID_DATA", "id", item.path + ".id", "the id cannot be chosen");
    }
    ObjectNode values = draft.read(module, item.given, item.path, true, item.body.externals());
    duplicates.refuse(module, values, null, item.path);
    CrmRecord record = org.create(module, values, Org.API_USER);
    automate(module, record, item);
    return done("record added", record);
  }

  private ObjectNode update(CrmModule module, Item item) {
    String id = item.given.path("id").asText("");
    if (id.isEmpty()) {
      throw Refusal.field(
          "MANDATORY_NOT_FOUND", "id", item.path + ".id", "required field not found");
    }
    CrmRecord record =
        RecordNames.find(module, id, item.body.externals())
            .orElseThrow(
                () -> {
                  Refusal refusal =
                      Refusal.field(
                          "INVALID_DATA",
                          "id",
                          item.path + ".id",
                          "the id given seems to be invalid");
                  refusal.details.put("id", id);
                  return refusal;
                });
    write(module, record, item);
    return done("record updated", record);
  }

  private ObjectNode upsert(CrmModule module, Item item, List<Field> checked) {
    if (item.given.has("id")) {
      return update(module, item).put("action", "update").putNull("duplicate_field");
    }
    // What the record says is checked before a record is looked for by it.
    draft.read(module, item.given, item.path, false, item.body.externals());
    Optional<Duplicates.Match> match = duplicates.match(module, item.given, checked, item.path);
    if (match.isEmpty()) {
      return insert(module, item).put("action", "insert").putNull("duplicate_field");
    }
    write(module, match.get().record(), item);
    return done("record updated", match.get().record())
        .put("action", "update")
        .put("duplicate_field", match.get().field());
  }

  private void write(CrmModule module, CrmRecord record, Item item) {
    if (record.locked) {
      throw blocked("RECORD_LOCKED", "the record is locked", record);
    }
    if (record.inBlueprint) {
      throw blocked("RECORD_IN_BLUEPRINT", "the record is in a blueprint", record);
    }
    if (item.body.unmodifiedSince().filter(record.modified::isAfter).isPresent()) {
      throw new Refusal(
          412,
          "ALREADY_MODIFIED",
          "the record was modified since",
          SandboxJson.object().put("id", record.key()));
    }
    ObjectNode values = draft.read(module, item.given, item.path, false, item.body.externals());
    duplicates.refuse(module, values, record, item.path);
    org.update(module, record, values, Org.API_USER);
    automate(module, record, item);
  }

  private static Refusal blocked(String code, String message, CrmRecord record) {
    return new Refusal(400, code, message, SandboxJson.object().put("id", record.key()));
  }

  private void automate(CrmModule module, CrmRecord record, Item item) {
    if (item.body.automates()) {
      automations.ran(module.name(), record.key());
    }
  }

  private ObjectNode done(String message, CrmRecord record) {
    ObjectNode result = SandboxJson.object().put("code", DONE);
    ObjectNode details = result.putObject("details");
    details.put("Modified_Time", rendering.time(record.modified));
    details.set("Modified_By", Rendering.author(record.modifiedBy));
    details.put("Created_Time", rendering.time(record.created));
    details.put("id", record.key());
    details.set("Created_By", Rendering.author(record.createdBy));
    return result.put("message", message).put("status", "success");
  }
}
