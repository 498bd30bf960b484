package io.mlconnector.canonical;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An entity of the public contract: its record type, its topic and its schema. A new entity is one
 * more constant in {@link #ALL}, a record, a schema and an example.
 *
 * @param kept how long its newest events stay on a topic that we create; empty for ever. Entities
 *     whose keys are ever new would otherwise fill it without end
 */
public record EntityType(
    String name, Class<? extends CanonicalRecord> type, Optional<Duration> kept) {

  public static final EntityType CUSTOMER = stays(Customer.ENTITY, Customer.class);
  public static final EntityType CONTACT = stays(Contact.ENTITY, Contact.class);
  public static final EntityType VENDOR = stays(Vendor.ENTITY, Vendor.class);
  public static final EntityType EMPLOYEE = stays(Employee.ENTITY, Employee.class);
  public static final EntityType TICKET = stays(Ticket.ENTITY, Ticket.class);
  public static final EntityType SUPPORT_SUMMARY =
      stays(SupportSummary.ENTITY, SupportSummary.class);

  public static final EntityType INVOICE = passes(Invoice.ENTITY, Invoice.class);
  public static final EntityType PAYMENT = passes(Payment.ENTITY, Payment.class);
  public static final EntityType PURCHASE_ORDER = stays(PurchaseOrder.ENTITY, PurchaseOrder.class);
  public static final EntityType GL_POSTING = passes(GlPosting.ENTITY, GlPosting.class);
  public static final EntityType GL_ACCOUNT = stays(GlAccount.ENTITY, GlAccount.class);

  public static final List<EntityType> ALL =
      List.of(
          CUSTOMER,
          CONTACT,
          VENDOR,
          EMPLOYEE,
          TICKET,
          SUPPORT_SUMMARY,
          INVOICE,
          PAYMENT,
          PURCHASE_ORDER,
          GL_POSTING,
          GL_ACCOUNT);

  private static EntityType stays(String name, Class<? extends CanonicalRecord> type) {
    return new EntityType(name, type, Optional.empty());
  }

  /** Two years: a closed year and the one that it is compared with. */
  private static EntityType passes(String name, Class<? extends CanonicalRecord> type) {
    return new EntityType(name, type, Optional.of(Duration.ofDays(730)));
  }

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
