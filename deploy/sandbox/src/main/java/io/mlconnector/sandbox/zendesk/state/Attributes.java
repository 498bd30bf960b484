package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The writable attributes of one kind of record, by name, and where its custom fields stand. */
final class Attributes {

  static final Attributes ORGANIZATION =
      new Attributes(
          "organization_fields",
          Map.of(
              "name", Shape.TRIMMED,
              "external_id", Shape.TEXT,
              "domain_names", Shape.DOMAINS,
              "details", Shape.TEXT,
              "notes", Shape.TEXT,
              "group_id", Shape.ID,
              "tags", Shape.TAGS,
              "shared_tickets", Shape.FLAG,
              "shared_comments", Shape.FLAG,
              "organization_fields", Shape.FIELDS));

  static final Attributes USER =
      new Attributes(
          "user_fields",
          Map.ofEntries(
              Map.entry("name", Shape.TRIMMED),
              Map.entry("email", Shape.TRIMMED),
              Map.entry("phone", Shape.TRIMMED),
              Map.entry("external_id", Shape.TEXT),
              Map.entry("role", Shape.TEXT),
              Map.entry("custom_role_id", Shape.ID),
              Map.entry("organization_id", Shape.ID),
              Map.entry("default_group_id", Shape.ID),
              Map.entry("locale_id", Shape.ID),
              Map.entry("locale", Shape.TEXT),
              Map.entry("time_zone", Shape.TEXT),
              Map.entry("alias", Shape.TEXT),
              Map.entry("signature", Shape.TEXT),
              Map.entry("details", Shape.TEXT),
              Map.entry("notes", Shape.TEXT),
              Map.entry("tags", Shape.TAGS),
              Map.entry("suspended", Shape.FLAG),
              Map.entry("verified", Shape.FLAG),
              Map.entry("moderator", Shape.FLAG),
              Map.entry("restricted_agent", Shape.FLAG),
              Map.entry("ticket_restriction", Shape.TEXT),
              Map.entry("only_private_comments", Shape.FLAG),
              Map.entry("skip_verify_email", Shape.FLAG),
              Map.entry("user_fields", Shape.FIELDS)));

  private final String fieldsKey;
  private final Map<String, Shape> shapes;

  private Attributes(String fieldsKey, Map<String, Shape> shapes) {
    this.fieldsKey = fieldsKey;
    this.shapes = shapes;
  }

  /**
   * Reads what a client sent. Unknown and read-only attributes and unknown custom fields are not
   * errors: they are listed as ignored. Wrong shapes are refused with 400; wrong custom values are
   * noted in the draft.
   */
  Draft read(ObjectNode body, CustomFields fields) {
    Draft draft = new Draft();
    body.fields()
        .forEachRemaining(
            entry -> {
              String name = entry.getKey();
              Shape shape = shapes.get(name);
              if (shape == null) {
                if (!name.equals("id")) {
                  draft.ignore(name);
                }
              } else if (name.equals(fieldsKey)) {
                readFields(entry.getValue(), fields, draft);
              } else {
                draft.put(name, shape.read(name, entry.getValue()));
              }
            });
    return draft;
  }

  private void readFields(JsonNode sent, CustomFields fields, Draft draft) {
    if (sent.isNull()) {
      return;
    }
    Shape.FIELDS
        .read(fieldsKey, sent)
        .fields()
        .forEachRemaining(
            entry ->
                fields
                    .active(entry.getKey())
                    .ifPresentOrElse(
                        field -> field.read(entry.getValue(), draft),
                        () -> draft.ignore(fieldsKey + "." + entry.getKey())));
  }
}
