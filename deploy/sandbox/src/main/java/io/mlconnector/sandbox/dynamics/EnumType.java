package io.mlconnector.sandbox.dynamics;

import java.util.List;

/** An enumeration of the metadata; JSON carries bare member names. */
record EnumType(String name, List<String> members) {

  static final String NAMESPACE = "Microsoft.Dynamics.DataEntities.";

  static final EnumType NO_YES = new EnumType("NoYes", List.of("No", "Yes"));
  static final EnumType BLOCKED =
      new EnumType(
          "CustVendorBlocked",
          List.of("No", "Invoice", "All", "Payment", "Requisition", "Never", "PurchOrder"));
  static final EnumType CONTACT_TYPE =
      new EnumType(
          "ContactForParty", List.of("Customer", "Vendor", "Contact", "NotSupported", "Prospect"));
  static final EnumType RESTRICTION =
      new EnumType("DocumentFileAccess", List.of("Internal", "External"));

  static EnumType of(String name) {
    return List.of(NO_YES, BLOCKED, CONTACT_TYPE, RESTRICTION).stream()
        .filter(type -> type.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  String qualified() {
    return NAMESPACE + name;
  }
}
