package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.function.Supplier;

/** Writes records the vendor's way: ids as texts, times with the organization's offset. */
final class Rendering {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private final Org org;
  private final Supplier<ZohoSettings> settings;

  Rendering(Org org, Supplier<ZohoSettings> settings) {
    this.org = org;
    this.settings = settings;
  }

  String time(Instant instant) {
    return TIME.format(instant.atOffset(ZoneOffset.of(settings.get().offset())));
  }

  /** The named fields, empty ones as null, and the id. */
  ObjectNode record(CrmModule module, CrmRecord record, Collection<Field> fields) {
    ObjectNode json = SandboxJson.object();
    for (Field field : fields) {
      json.set(field.apiName(), value(field, record));
    }
    return json.put("id", record.key());
  }

  /** Everything, with the vendor's own members too. */
  ObjectNode whole(CrmModule module, CrmRecord record) {
    ObjectNode json = record(module, record, module.fields());
    json.put("$editable", !record.locked);
    json.put("$in_merge", false);
    return json.put("$approval_state", "approved");
  }

  JsonNode value(Field field, CrmRecord record) {
    JsonNode kept = record.value(field.apiName());
    if (kept.isMissingNode()) {
      boolean number = field.apiName().equals("Account_Number");
      boolean flag = field.type() == FieldType.BOOLEAN;
      return number
          ? SandboxJson.MAPPER.getNodeFactory().textNode("0")
          : flag
              ? SandboxJson.MAPPER.getNodeFactory().booleanNode(false)
              : SandboxJson.MAPPER.nullNode();
    }
    return switch (field.type()) {
      case DATETIME ->
          SandboxJson.MAPPER.getNodeFactory().textNode(time(Instant.parse(kept.asText())));
      case LOOKUP -> reference(field, kept.asText());
      case OWNERLOOKUP -> user(kept.asText());
      default -> kept;
    };
  }

  private ObjectNode reference(Field field, String id) {
    CrmModule target = org.module(field.lookup()).orElseThrow();
    ObjectNode json = SandboxJson.object();
    json.put("name", target.record(id).map(target::display).orElse(null));
    return json.put("id", id);
  }

  static ObjectNode user(String id) {
    String name = Org.USERS.getOrDefault(id, "Somebody");
    String email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@crm.example";
    return SandboxJson.object().put("name", name).put("id", id).put("email", email);
  }

  /** As answers to writes name a person. */
  static ObjectNode author(String id) {
    ObjectNode user = user(id);
    user.remove("email");
    return user;
  }
}
