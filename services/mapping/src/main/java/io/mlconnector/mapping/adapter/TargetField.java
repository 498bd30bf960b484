package io.mlconnector.mapping.adapter;

import java.util.List;

/**
 * One field of a target object, as the adapter describes it now.
 *
 * @param path dotted for nested ones
 * @param maxLength in characters; null where there is no limit
 * @param choices allowed values of a pick list; empty otherwise
 */
public record TargetField(
    String path,
    Type type,
    boolean writable,
    boolean required,
    Integer maxLength,
    List<String> choices) {

  /** What values a field takes; {@code UNKNOWN} for a type that this version does not know. */
  public enum Type {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    INSTANT,
    CHOICE,
    TEXT_LIST,
    REFERENCE,
    UNKNOWN
  }

  public TargetField {
    choices = choices == null ? List.of() : List.copyOf(choices);
  }
}
