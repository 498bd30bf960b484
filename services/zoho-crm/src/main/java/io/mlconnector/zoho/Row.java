package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Address;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record as Zoho shows it. */
record Row(JsonNode json) {

  /** What a pick list shows that nothing was picked from. */
  private static final String NONE = "-None-";

  String key() {
    return json.path("id").asText();
  }

  /** The text of a field; null where it is absent, blank, or nothing was picked. */
  String text(String field) {
    String text = new JsonRow(json).text(field);
    return NONE.equals(text) ? null : text;
  }

  String required(String field) {
    return new JsonRow(json).required(field);
  }

  BigDecimal decimal(String field) {
    return new JsonRow(json).decimal(field);
  }

  /** The id of the record that a lookup points to; null where it points to none. */
  String lookup(String field) {
    JsonNode value = json.path(field);
    String id = value.isObject() ? value.path("id").asText("") : value.asText("");
    return id.isBlank() ? null : id;
  }

  Instant instant(String field) {
    String text = text(field);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new Untranslatable(field, "is no date and time with an offset");
    }
  }

  /** The address; null where there is none. A country that nobody knows is left out. */
  Address address(Kind kind) {
    List<String> parts = kind.addressFields().stream().map(this::text).toList();
    Address address =
        new Address(
            parts.get(0), null, parts.get(1), parts.get(2), parts.get(3), country(parts.get(4)));
    return address.equals(new Address(null, null, null, null, null, null)) ? null : address;
  }

  static String country(String text) {
    return text == null ? null : Countries.code(text);
  }

  /** Further fields by their names; those without a value are left out. */
  Map<String, Object> custom(List<String> fields) {
    Map<String, Object> custom = new LinkedHashMap<>();
    for (String field : fields) {
      JsonNode value = json.path(field);
      if (value.isObject()) {
        custom.put(field, lookup(field));
      } else if (value.isArray()) {
        List<String> texts = new ArrayList<>();
        value.forEach(each -> texts.add(each.asText()));
        custom.put(field, texts);
      } else if (value.isBoolean()) {
        custom.put(field, value.asBoolean());
      } else if (text(field) != null) {
        custom.put(field, text(field));
      }
    }
    return custom;
  }
}
