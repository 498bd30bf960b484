package io.mlconnector.sandbox.dynamics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Writes of a client with the rules of the business behind them, each told when it is done. */
final class Writes {

  private static final Set<String> READ_ONLY =
      Set.of(
          Entities.CDS_CONTACTS.set(),
          Entities.LEGAL_ENTITIES.set(),
          Entities.DOCUMENT_TYPES.set());
  private static final List<String> GROUPS = List.of("10", "20", "30", "40", "80", "90");
  private static final List<String> FILE_PROPERTIES = List.of("FileContents", "Attachment");

  private final Store store;
  private final Changes changes;
  private final Supplier<DynamicsSettings> settings;
  private final BiConsumer<EntityType, Entry> changed;

  Writes(Store store, Supplier<DynamicsSettings> settings, BiConsumer<EntityType, Entry> changed) {
    this.store = store;
    this.changes = new Changes(store);
    this.settings = settings;
    this.changed = changed;
  }

  Entry create(EntityType type, Map<Property, Object> values, boolean crossCompany) {
    writable(type);
    String company = company(type, values, crossCompany);
    check(type, company, values);
    if (FILE_PROPERTIES.stream().anyMatch(type.properties()::containsKey)) {
      checkAttachment(type, company, values);
    }
    Entry made = changes.create(type, company, values);
    changed.accept(type, made);
    return made;
  }

  void change(Entry entry, Map<Property, Object> values) {
    writable(entry.type());
    check(entry.type(), entry.company(), values);
    changed.accept(entry.type(), changes.change(entry, values));
  }

  /** What the body does not name becomes empty. */
  void replace(Entry entry, Map<Property, Object> values) {
    Map<Property, Object> all = new LinkedHashMap<>();
    for (Property property : entry.type().properties().values()) {
      boolean identity =
          entry.type().keys().contains(property.name())
              || property.name().equals(entry.type().partyKey())
              || property.field().equals("Type");
      if (!identity) {
        all.put(property, property.empty());
      }
    }
    all.putAll(values);
    change(entry, all);
  }

  void delete(Entry entry) {
    writable(entry.type());
    store.delete(entry.type(), entry.row());
    changed.accept(entry.type(), entry);
  }

  private static void writable(EntityType type) {
    if (READ_ONLY.contains(type.set())) {
      throw Changes.failed(type, "The data entity is read only.");
    }
  }

  private String company(EntityType type, Map<Property, Object> values, boolean crossCompany) {
    DynamicsSettings now = settings.get();
    String named = text(type, values, EntityType.COMPANY);
    String company = named.isEmpty() ? now.defaultCompany() : named;
    boolean crossing = crossCompany || !now.createsNeedFlag();
    if (store.entry(Entities.LEGAL_ENTITIES, company) == null
        || !Companies.sees(company, crossing, now)) {
      throw Changes.failed(type, "Company '" + company + "' cannot be reached by this call.");
    }
    return company;
  }

  private static void check(EntityType type, String company, Map<Property, Object> values) {
    String group = text(type, values, "CustomerGroupId");
    if (!group.isEmpty() && !GROUPS.contains(group)) {
      throw Changes.failed(
          type,
          "The value '%s' in field 'Customer group' is not found in the relating table"
                  .formatted(group)
              + " 'Customer groups' of "
              + company
              + ".");
    }
  }

  private void checkAttachment(EntityType type, String company, Map<Property, Object> values) {
    boolean ofCustomer = type.properties().containsKey("CustomerAccountNumber");
    EntityType owner = ofCustomer ? Entities.CUSTOMERS : Entities.VENDORS_V2;
    String account =
        text(type, values, ofCustomer ? "CustomerAccountNumber" : "VendorAccountNumber");
    if (store.entry(owner, company, account) == null) {
      throw Changes.failed(type, "There is no account '" + account + "' in " + company + ".");
    }
    String kind = text(type, values, ofCustomer ? "TypeId" : "DocumentAttachmentTypeCode");
    if (store.entry(Entities.DOCUMENT_TYPES, company, kind) == null) {
      throw Changes.failed(type, "The document type '" + kind + "' does not exist.");
    }
    boolean noFile = text(type, values, ofCustomer ? "FileContents" : "Attachment").isEmpty();
    boolean noName = text(type, values, "FileName").isEmpty();
    if (noFile && settings.get().attachmentsNeedFile() || !noFile && noName) {
      throw Changes.failed(type, "An attachment needs its file contents with a file name.");
    }
  }

  private static String text(EntityType type, Map<Property, Object> values, String name) {
    Object value = values.get(type.properties().get(name));
    return value == null ? "" : value.toString();
  }
}
