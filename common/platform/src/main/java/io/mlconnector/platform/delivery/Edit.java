package io.mlconnector.platform.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Other values that a person gives a parked delivery. They hold for this delivery: the next change
 * of the record brings the source's values again.
 *
 * @param values by target field; a null value writes nothing
 */
record Edit(Map<String, JsonNode> values) {

  static final Edit NONE = new Edit(Map.of());

  private static final String SEND =
      "send nothing to retry it as it is, or {\"fields\": {\"<target field>\": <value>}}";

  /**
   * Reads {@code {"fields": {"name": "Acme Ltd (2)"}}}.
   *
   * @param body may be null or empty, for no edit
   * @throws Problem 400 where it is something else
   */
  static Edit read(byte[] body) {
    if (body == null || body.length == 0) {
      return NONE;
    }
    JsonNode fields;
    try {
      fields = CanonicalJson.read(body, JsonNode.class).path("fields");
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The body is not JSON; " + SEND);
    }
    if (!fields.isObject()) {
      throw Problem.badRequest("fields: must be an object; " + SEND);
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    fields.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    return new Edit(values);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * The delivery with the values in it.
   *
   * @throws Problem 422 where it has no such field, or one that links to another record
   */
  Delivery applied(Delivery delivery) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, FieldWrite> fields = new LinkedHashMap<>();
    delivery.fields().forEach(field -> fields.put(field.path(), field));
    values.forEach(
        (path, value) -> {
          FieldWrite field = fields.get(path);
          if (field == null) {
            errors.add(
                new FieldError(
                    "fields." + path,
                    "is not written by this delivery; there are "
                        + String.join(", ", fields.keySet())));
          } else if (field.linked() != null) {
            errors.add(
                new FieldError("fields." + path, "links to another record: correct that link"));
          } else {
            fields.put(path, field.withValue(value));
          }
        });
    if (!errors.isEmpty()) {
      throw Problem.invalid("The delivery is not retried; nothing was changed", errors);
    }
    return delivery.withFields(List.copyOf(fields.values()));
  }
}
