package io.mlconnector.sandbox.fusion;

/** The kinds of attribute that the simulated resources have, with their name in describe. */
enum AttributeType {
  STRING("string"),
  /** A 15 to 18 digit number: a JSON number up to framework 8, a JSON string from 9. */
  ID("integer"),
  /** An exact decimal: a JSON number up to framework 8, a JSON string from 9. */
  DECIMAL("number"),
  BOOLEAN("boolean"),
  /** A day without a time. */
  DATE("date"),
  TIMESTAMP("datetime");

  final String described;

  AttributeType(String described) {
    this.described = described;
  }
}
