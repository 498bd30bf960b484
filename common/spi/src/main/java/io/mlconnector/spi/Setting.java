package io.mlconnector.spi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One setting or credential of a connection: drives validation, the console's form and the docs.
 *
 * @param name the key below {@code settings:} or {@code auth:}
 * @param help one sentence: what it is, and what the default means
 * @param defaultValue text form; null where there is none
 * @param choices the allowed values; empty where any value of the type is allowed
 */
public record Setting(
    String name,
    Type type,
    String help,
    boolean required,
    String defaultValue,
    List<String> choices) {

  /** What a setting's text must look like. */
  public enum Type {
    TEXT,
    SECRET,
    INTEGER,
    BOOLEAN,
    /** ISO 8601 or short form, such as {@code 15m}. */
    DURATION,
    /** Absolute http or https URL. */
    URL,
    /** Texts separated by commas. */
    LIST,
    /** Name to text; a YAML map. */
    MAP
  }

  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

  public Setting {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a setting name: " + name);
    }
    choices = choices == null ? List.of() : List.copyOf(choices);
  }

  public static Setting required(String name, Type type, String help) {
    return new Setting(name, type, help, true, null, List.of());
  }

  public static Setting optional(String name, Type type, String defaultValue, String help) {
    return new Setting(name, type, help, false, defaultValue, List.of());
  }

  public static Setting choice(String name, String defaultValue, String help, String... choices) {
    return new Setting(name, Type.TEXT, help, false, defaultValue, List.of(choices));
  }

  public boolean secret() {
    return type == Type.SECRET;
  }
}
