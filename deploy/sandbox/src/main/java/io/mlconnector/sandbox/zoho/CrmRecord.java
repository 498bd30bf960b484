package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;

/**
 * A record as it is kept: lookups and owners are ids as texts, times are ISO texts in UTC, a member
 * that is missing is empty. {@link Rendering} writes it the vendor's way.
 */
final class CrmRecord {

  final long id;
  final ObjectNode values;
  Instant created;
  Instant modified;
  String createdBy;
  String modifiedBy;
  boolean locked;
  boolean inBlueprint;

  CrmRecord(long id, ObjectNode values, Instant now, String by) {
    this.id = id;
    this.values = values;
    this.created = now;
    this.modified = now;
    this.createdBy = by;
    this.modifiedBy = by;
  }

  String key() {
    return Long.toString(id);
  }

  /** The value of a field, kept or the vendor's own; a missing node for none. */
  JsonNode value(String field) {
    return switch (field) {
      case "id" -> SandboxJson.MAPPER.getNodeFactory().textNode(key());
      case StandardFields.CREATED -> text(created.toString());
      case StandardFields.MODIFIED -> text(modified.toString());
      case "Created_By" -> text(createdBy);
      case "Modified_By" -> text(modifiedBy);
      case "Locked__s" -> SandboxJson.MAPPER.getNodeFactory().booleanNode(locked);
      default -> values.has(field) ? values.get(field) : MissingNode.getInstance();
    };
  }

  private static JsonNode text(String text) {
    return SandboxJson.MAPPER.getNodeFactory().textNode(text);
  }

  /** The same as it is now, for whoever shall see it so later. */
  CrmRecord copy() {
    CrmRecord copy = new CrmRecord(id, values.deepCopy(), created, createdBy);
    copy.modified = modified;
    copy.modifiedBy = modifiedBy;
    copy.locked = locked;
    copy.inBlueprint = inBlueprint;
    return copy;
  }

  ObjectNode save() {
    ObjectNode all = SandboxJson.object().put("id", key());
    all.set("values", values.deepCopy());
    all.put("created", created.toString()).put("modified", modified.toString());
    all.put("createdBy", createdBy).put("modifiedBy", modifiedBy);
    return all.put("locked", locked).put("inBlueprint", inBlueprint);
  }

  static CrmRecord restore(JsonNode saved) {
    CrmRecord record =
        new CrmRecord(
            Long.parseLong(saved.path("id").asText()),
            (ObjectNode) saved.get("values"),
            Instant.parse(saved.path("created").asText()),
            saved.path("createdBy").asText());
    record.modified = Instant.parse(saved.path("modified").asText());
    record.modifiedBy = saved.path("modifiedBy").asText();
    record.locked = saved.path("locked").asBoolean();
    record.inBlueprint = saved.path("inBlueprint").asBoolean();
    return record;
  }
}
