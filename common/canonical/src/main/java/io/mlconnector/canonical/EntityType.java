package io.mlconnector.canonical;

import java.util.List;
import java.util.Optional;

/**
 * An entity of the public contract: its record type, its topic and its schema. A new entity is one
 * more constant in {@link #ALL}, a record, a schema and an example.
 */
public record EntityType(String name, Class<? extends CanonicalRecord> type) {

  public static final EntityType CUSTOMER = new EntityType(Customer.ENTITY, Customer.class);
  public static final EntityType CONTACT = new EntityType(Contact.ENTITY, Contact.class);
  public static final EntityType VENDOR = new EntityType(Vendor.ENTITY, Vendor.class);
  public static final EntityType EMPLOYEE = new EntityType(Employee.ENTITY, Employee.class);
  public static final EntityType TICKET = new EntityType(Ticket.ENTITY, Ticket.class);
  public static final EntityType SUPPORT_SUMMARY =
      new EntityType(SupportSummary.ENTITY, SupportSummary.class);

  public static final List<EntityType> ALL =
      List.of(CUSTOMER, CONTACT, VENDOR, EMPLOYEE, TICKET, SUPPORT_SUMMARY);

  /** The entity of that name, or empty where the contract has none. */
  public static Optional<EntityType> named(String name) {
    return ALL.stream().filter(entity -> entity.name.equals(name)).findFirst();
  }

  /** Class path location of the JSON Schema 2020-12 that is the source of truth. */
  public String schemaResource() {
    return "/schemas/" + name + ".v1.json";
  }

  /** The {@code ce_dataschema} of every event of this entity. */
  public String schemaUri() {
    return "urn:mlconnector:schema:" + name + ":v1";
  }
}
