package io.mlconnector.mapping.expression;

/** What an expression is known to give before it ever runs. */
public enum ValueKind {
  TEXT("text"),
  /** Text that holds a decimal, as money does. */
  DECIMAL("a decimal"),
  NUMBER("a number"),
  BOOLEAN("true or false"),
  DATE("a date"),
  INSTANT("a date with time"),
  LIST("a list"),
  OBJECT("an object"),
  LINK("another record's key"),
  UNKNOWN("anything");

  private final String words;

  ValueKind(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
