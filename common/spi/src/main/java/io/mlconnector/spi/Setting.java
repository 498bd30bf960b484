package io.mlconnector.spi;

import java.util.List;
import java.util.Optional;
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
    /** A day, such as {@code 2027-01-31}. */
    DATE,
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

  /** What the name of a setting ends with that says when another one ends. */
  private static final String ENDS = "Ends";

  /**
   * The day on which a credential ends, typed in by a person because the vendor does not tell us.
   *
   * @param of the name of the credential's setting, such as {@code clientSecret}
   * @param where where the vendor shows the day, one sentence
   */
  public static Setting ends(String of, String where) {
    return optional(
        of + ENDS,
        Type.DATE,
        null,
        "The day on which it ends, such as 2027-01-31; warned of 30 and 7 days before. " + where);
  }

  /** The setting whose end this one says; empty where it is no such setting. */
  public Optional<String> endOf() {
    return type == Type.DATE && name.endsWith(ENDS)
        ? Optional.of(name.substring(0, name.length() - ENDS.length()))
        : Optional.empty();
  }

  public boolean secret() {
    return type == Type.SECRET;
  }
}
