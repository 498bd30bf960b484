package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** The custom fields of organizations, or those of users. */
public final class CustomFields {

  private final String kind;
  private final Ids ids;
  private final InstantSource clock;
  private final BiPredicate<String, String> exists;
  private final TreeMap<Long, CustomField> byId = new TreeMap<>();
  private final Map<String, CustomField> byKey = new LinkedHashMap<>();
  private Consumer<CustomField> optionsChanged = field -> {};

  /**
   * @param kind {@code organization} or {@code user}
   * @param exists tells whether a record of a kind such as {@code zen:user} has an id
   */
  CustomFields(String kind, Ids ids, InstantSource clock, BiPredicate<String, String> exists) {
    this.kind = kind;
    this.ids = ids;
    this.clock = clock;
    this.exists = exists;
  }

  void onOptionsChanged(Consumer<CustomField> listener) {
    optionsChanged = listener;
  }

  public String kind() {
    return kind;
  }

  public Collection<CustomField> all() {
    return byId.values();
  }

  public Optional<CustomField> byId(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<CustomField> byKey(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  Optional<CustomField> active(String key) {
    return byKey(key).filter(field -> field.active);
  }

  /** Adds a field; refuses unknown types, used or malformed keys, and choices without options. */
  public CustomField create(ObjectNode body) {
    Violations violations = new Violations();
    String key = body.path("key").asText("");
    Optional<FieldType> type = FieldType.ofWireName(body.path("type").asText(""));
    if (type.isEmpty()) {
      violations.invalid("type", "Type: " + body.path("type").asText() + " is not a field type");
    }
    if (!key.matches("[A-Za-z0-9_-]+") || key.matches("\\d+")) {
      violations.invalid(
          "key", "Key: only letters, numbers, underscores and hyphens; not a number");
    } else if (byKey.containsKey(key)) {
      violations.duplicate("key", "Key: " + key + " has already been taken");
    }
    violations.refuseIfAny();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    CustomField field = blank(ids.next(), key, type.get(), now);
    field.position = byId.size();
    new FieldDefinition(ids, body).applyTo(field, true);
    byId.put(field.id, field);
    byKey.put(key, field);
    return field;
  }

  /** A field that is not part of the account yet. */
  CustomField blank(long id, String key, FieldType type, Instant createdAt) {
    return new CustomField(id, key, type, createdAt, exists);
  }

  void replaceAll(List<CustomField> fields) {
    byId.clear();
    byKey.clear();
    for (CustomField field : fields) {
      byId.put(field.id, field);
      byKey.put(field.key, field);
    }
  }

  /** Changes a field. Options are replaced whole: records lose the values of those left out. */
  public CustomField update(long id, ObjectNode body) {
    CustomField field = byId(id).orElseThrow(Refusals::notFound);
    new FieldDefinition(ids, body).applyTo(field, false);
    field.updatedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    optionsChanged.accept(field);
    return field;
  }

  public void delete(long id) {
    CustomField field = byId(id).orElseThrow(Refusals::notFound);
    byId.remove(field.id);
    byKey.remove(field.key);
  }

  /** Every active field with the record's value, or with what stands for none. */
  ObjectNode values(Entity entity) {
    ObjectNode json = SandboxJson.object();
    for (CustomField field : byId.values()) {
      if (field.active) {
        JsonNode value = entity.custom.get(field.key);
        json.set(field.key, value == null ? field.type.nothing() : value);
      }
    }
    return json;
  }
}
