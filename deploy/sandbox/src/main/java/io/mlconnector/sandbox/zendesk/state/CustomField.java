package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** One custom field that admins added to organizations or to users. */
public final class CustomField {

  /** One choice of a dropdown: records hold its value, which is a tag; people see its name. */
  record Option(long id, String name, String value) {}

  final long id;
  final String key;
  final FieldType type;
  final Instant createdAt;
  private final BiPredicate<String, String> exists;
  Instant updatedAt;
  String title = "";
  String description = "";
  boolean active = true;
  int position;
  Pattern regexp;
  String target;
  List<Option> options = new ArrayList<>();

  CustomField(
      long id, String key, FieldType type, Instant now, BiPredicate<String, String> exists) {
    this.id = id;
    this.key = key;
    this.type = type;
    this.createdAt = now;
    this.updatedAt = now;
    this.exists = exists;
  }

  public long id() {
    return id;
  }

  public String key() {
    return key;
  }

  boolean hasOption(String value) {
    return options.stream().anyMatch(option -> option.value.equals(value));
  }

  boolean matches(String value) {
    return regexp.matcher(value).find();
  }

  boolean pointsSomewhere(String id) {
    return exists.test(target, id);
  }

  /** Puts a sent value into the draft, or notes there why this field refuses it. */
  void read(JsonNode sent, Draft draft) {
    JsonNode kept = type.read(this, sent);
    if (kept == null) {
      String what = sent.isValueNode() ? sent.asText() : "the value";
      String why = title + ": " + what + " is not valid for a " + type.wireName() + " field";
      draft.violations().invalid(key, why);
    } else {
      draft.putCustom(key, kept);
    }
  }

  /** Takes from a record the choices that are no longer among the options. */
  void forget(Entity entity) {
    JsonNode value = entity.custom.get(key);
    if (!type.hasOptions() || value == null) {
      return;
    }
    if (type == FieldType.DROPDOWN) {
      if (!hasOption(value.asText())) {
        entity.custom.remove(key);
      }
      return;
    }
    ArrayNode left = SandboxJson.array();
    value.forEach(
        each -> {
          if (hasOption(each.asText())) {
            left.add(each);
          }
        });
    entity.custom.put(key, left);
  }

  public ObjectNode render(String url) {
    ObjectNode json =
        SandboxJson.object()
            .put("url", url)
            .put("id", id)
            .put("type", type.wireName())
            .put("key", key)
            .put("title", title)
            .put("description", description)
            .put("raw_title", title)
            .put("raw_description", description)
            .put("position", position)
            .put("active", active)
            .put("system", false)
            .put("regexp_for_validation", regexp == null ? null : regexp.pattern())
            .put("created_at", createdAt.toString())
            .put("updated_at", updatedAt.toString());
    if (type.hasOptions()) {
      var all = json.putArray("custom_field_options");
      for (Option option : options) {
        all.addObject()
            .put("id", option.id)
            .put("name", option.name)
            .put("raw_name", option.name)
            .put("value", option.value);
      }
    }
    if (type == FieldType.LOOKUP) {
      json.put("relationship_target_type", target);
    }
    return json;
  }
}
