package io.mlconnector.spi;

import java.util.List;

/**
 * One field of a target object.
 *
 * @param path dotted for nested ones, such as {@code organization_fields.credit_limit}
 * @param maxLength in characters; null where there is no limit
 * @param choices allowed values of a pick list; empty otherwise
 * @param custom whether an administrator made it
 */
public record FieldSchema(
    String path,
    Type type,
    boolean writable,
    boolean required,
    Integer maxLength,
    List<String> choices,
    boolean custom) {

  /** What values a field takes. */
  public enum Type {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    INSTANT,
    CHOICE,
    TEXT_LIST,
    /** The key of another record. */
    REFERENCE
  }

  public FieldSchema {
    choices = choices == null ? List.of() : List.copyOf(choices);
  }

  public static FieldSchema of(String path, Type type) {
    return new FieldSchema(path, type, true, false, null, List.of(), false);
  }
}
