package io.mlconnector.canonical.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One target field of a delivery.
 *
 * @param path the target's field, dotted for nested ones ({@code organization_fields.credit_limit})
 * @param value what the field shall hold; absent or null is an empty source value, which clears
 *     nothing unless {@code clear} says so
 * @param linked where the value is the target key of another record, to be resolved when written
 * @param personal whether the schema marks what the value was made from as personal
 * @param sourceFields the source fields that the expression reads, for people who ask why
 * @param expected what a guarded delivery expects to find there, a blank text for nothing; null
 *     where it does not matter
 */
public record FieldWrite(
    String path,
    JsonNode value,
    Ref linked,
    When when,
    boolean clear,
    boolean personal,
    List<String> sourceFields,
    JsonNode expected) {

  /** When a field is written. */
  public enum When {
    ALWAYS,
    CREATE_ONLY,
    IF_EMPTY
  }

  /** A field over whatever is there. */
  public FieldWrite(
      String path,
      JsonNode value,
      Ref linked,
      When when,
      boolean clear,
      boolean personal,
      List<String> sourceFields) {
    this(path, value, linked, when, clear, personal, sourceFields, null);
  }

  /** The same field with another value. */
  public FieldWrite withValue(JsonNode other) {
    return new FieldWrite(path, other, linked, when, clear, personal, sourceFields, expected);
  }

  /** The same field, written only over this. */
  public FieldWrite expecting(JsonNode there) {
    return new FieldWrite(path, value, linked, when, clear, personal, sourceFields, there);
  }

  /** Whether it takes somebody's access: a field named {@code suspended} that becomes true. */
  boolean suspends() {
    String name = path == null ? "" : path.substring(path.lastIndexOf('.') + 1);
    return name.equals("suspended") && value != null && value.asText().equals("true");
  }

  public FieldWrite {
    when = when == null ? When.ALWAYS : when;
    sourceFields = sourceFields == null ? List.of() : List.copyOf(sourceFields);
  }
}
