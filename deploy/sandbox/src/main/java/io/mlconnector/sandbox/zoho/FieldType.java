package io.mlconnector.sandbox.zoho;

import java.util.Locale;

/** The data types of fields, as {@code settings/fields} names them in {@code data_type}. */
public enum FieldType {
  TEXT("string", 255),
  TEXTAREA("string", 32_000),
  EMAIL("string", 100),
  PHONE("string", 30),
  WEBSITE("string", 450),
  PICKLIST("string", 120),
  INTEGER("integer", 9),
  BIGINT("string", 18),
  DOUBLE("double", 16),
  CURRENCY("double", 16),
  BOOLEAN("boolean", 0),
  DATE("string", 0),
  DATETIME("string", 0),
  LOOKUP("jsonobject", 120),
  OWNERLOOKUP("jsonobject", 120);

  final String jsonType;
  final int usualLength;

  FieldType(String jsonType, int usualLength) {
    this.jsonType = jsonType;
    this.usualLength = usualLength;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isText() {
    return jsonType.equals("string") && this != DATE && this != DATETIME;
  }

  /** Sheet B2: the types that a user-defined unique field can have. */
  boolean canBeUnique() {
    return this == TEXT
        || this == EMAIL
        || this == PHONE
        || this == INTEGER
        || this == BIGINT
        || this == WEBSITE;
  }
}
