package io.mlconnector.sandbox.dynamics;

/** The types of properties, as OData names them. */
enum PropertyKind {
  TEXT("Edm.String"),
  INTEGER("Edm.Int64"),
  DECIMAL("Edm.Decimal"),
  STAMP("Edm.DateTimeOffset"),
  ENUM("Edm.Enum"),
  GUID("Edm.Guid"),
  BINARY("Edm.Binary");

  private final String wireName;

  PropertyKind(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
