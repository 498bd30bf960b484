package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What users and organizations carry in {@code custom}: whose link they are, and chosen fields. */
final class CustomFields {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              "userFields",
              Setting.Type.LIST,
              null,
              "Keys of custom user fields that are carried along in custom."),
          Setting.optional(
              "organizationFields",
              Setting.Type.LIST,
              null,
              "Keys of custom organization fields that are carried along in custom."));

  private CustomFields() {}

  /**
   * The {@code external_id}, which names the record of an ERP that this one was made from, and the
   * wanted ones of an object's fields by key.
   */
  static Map<String, Object> of(JsonNode row, JsonNode fields, List<String> wanted) {
    Map<String, Object> custom = new LinkedHashMap<>();
    if (row.hasNonNull("external_id")) {
      custom.put("external_id", row.path("external_id").asText());
    }
    for (String key : wanted) {
      JsonNode value = fields.path(key);
      if (value.isArray()) {
        custom.put(key, texts(value));
      } else if (!value.isMissingNode() && !value.isNull()) {
        custom.put(key, value.asText());
      }
    }
    return custom;
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
