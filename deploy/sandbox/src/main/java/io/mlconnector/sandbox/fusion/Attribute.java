package io.mlconnector.sandbox.fusion;

/**
 * One attribute of a resource, as describe shows it.
 *
 * @param most how many characters it takes; 0 for any number
 * @param nested whether it is shown in the rows of a child only
 */
record Attribute(
    String name,
    AttributeType type,
    boolean queryable,
    boolean updatable,
    boolean mandatory,
    int most,
    boolean nested) {

  static final String LAST_UPDATE = "LastUpdateDate";
  static final String CREATION = "CreationDate";

  static Attribute text(String name) {
    return of(name, AttributeType.STRING).settable();
  }

  static Attribute id(String name) {
    return of(name, AttributeType.ID);
  }

  static Attribute decimal(String name) {
    return of(name, AttributeType.DECIMAL).settable();
  }

  static Attribute flag(String name) {
    return of(name, AttributeType.BOOLEAN).settable();
  }

  static Attribute stamp(String name) {
    return of(name, AttributeType.TIMESTAMP);
  }

  static Attribute date(String name) {
    return of(name, AttributeType.DATE);
  }

  private static Attribute of(String name, AttributeType type) {
    return new Attribute(name, type, true, false, false, 0, false);
  }

  Attribute required() {
    return new Attribute(name, type, queryable, updatable, true, most, nested);
  }

  Attribute fixed() {
    return new Attribute(name, type, queryable, false, mandatory, most, nested);
  }

  Attribute settable() {
    return new Attribute(name, type, queryable, true, mandatory, most, nested);
  }

  Attribute notQueryable() {
    return new Attribute(name, type, false, updatable, mandatory, most, nested);
  }

  Attribute most(int characters) {
    return new Attribute(name, type, queryable, updatable, mandatory, characters, nested);
  }

  /** In the rows of a child only: not to be asked for, and not among the resource's own. */
  Attribute inChild() {
    return new Attribute(name, type, false, false, mandatory, most, true);
  }
}
