package io.mlconnector.sandbox.fusion;

/** One attribute of a resource, as describe shows it. */
record Attribute(
    String name, AttributeType type, boolean queryable, boolean updatable, boolean mandatory) {

  static final String LAST_UPDATE = "LastUpdateDate";
  static final String CREATION = "CreationDate";

  static Attribute text(String name) {
    return new Attribute(name, AttributeType.STRING, true, true, false);
  }

  static Attribute id(String name) {
    return new Attribute(name, AttributeType.ID, true, false, false);
  }

  static Attribute decimal(String name) {
    return new Attribute(name, AttributeType.DECIMAL, true, true, false);
  }

  static Attribute flag(String name) {
    return new Attribute(name, AttributeType.BOOLEAN, true, true, false);
  }

  static Attribute stamp(String name) {
    return new Attribute(name, AttributeType.TIMESTAMP, true, false, false);
  }

  Attribute required() {
    return new Attribute(name, type, queryable, updatable, true);
  }

  Attribute fixed() {
    return new Attribute(name, type, queryable, false, mandatory);
  }

  Attribute notQueryable() {
    return new Attribute(name, type, false, updatable, mandatory);
  }
}
