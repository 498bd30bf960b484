package io.mlconnector.sandbox.dynamics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes rows with what follows in the ETag: values of the row move its version, names of the
 * party move the party's for all rows of that party, e-mails, phones and addresses move nothing.
 */
final class Changes {

  private final Store store;

  Changes(Store store) {
    this.store = store;
  }

  /** Sets properties of an entry; key fields and computed ones are refused. */
  Entry change(Entry entry, Map<Property, Object> values) {
    Map<String, Object> own = new HashMap<>();
    Map<String, Object> named = new HashMap<>();
    Map<String, Object> addressed = new HashMap<>();
    values.forEach(
        (property, value) -> {
          String name = property.name();
          boolean fixed =
              entry.type().keys().contains(name)
                  || name.equals(entry.type().partyKey())
                  || property.home() == Property.Home.COMPUTED;
          if (fixed && new Ordered(false).compare(entry.value(property), value) != 0) {
            throw failed(entry.type(), "Field " + name + " does not allow editing.");
          }
          switch (property.home()) {
            case ROW -> own.put(name, value);
            case PARTY -> named.put(property.field(), value);
            case PARTY_ADDRESS -> addressed.put(property.field(), value);
            case COMPUTED -> {}
          }
        });
    entry.type().keys().forEach(own::remove);
    boolean stamped = changeParty(entry, named, addressed);
    Row row = entry.row();
    if (row.differsIn(own) || stamped && isStamped(entry)) {
      Map<String, Object> all = new LinkedHashMap<>(own);
      if (isStamped(entry)) {
        all.put("LastEditDateTime", store.clock().instant());
      }
      store.replace(entry.type(), row.with(all, row.differsIn(own) ? store.nextVersion() : null));
    }
    return store.entry(entry.type(), entry.keys());
  }

  private static boolean isStamped(Entry entry) {
    return entry.type().properties().containsKey("LastEditDateTime");
  }

  /** Whether the party itself changed, and not only its addresses. */
  private boolean changeParty(
      Entry entry, Map<String, Object> named, Map<String, Object> addressed) {
    Row party = entry.party();
    if (named.isEmpty() && addressed.isEmpty()) {
      return false;
    }
    boolean renamed = party.differsIn(named);
    Map<String, Object> all = new LinkedHashMap<>(party.values());
    all.putAll(named);
    all.putAll(addressed);
    Row changed = party.with(Party.derived(all), renamed ? store.nextVersion() : null);
    store.changeParty(entry.row().text(entry.type().partyKey()), changed);
    return renamed;
  }

  /**
   * Makes a row. Missing keys are numbered by the system, a missing party is made from the values,
   * a given one is joined.
   */
  Entry create(EntityType type, String company, Map<Property, Object> values) {
    Map<String, Object> own = new LinkedHashMap<>();
    Map<String, Object> party = new LinkedHashMap<>();
    type.properties().values().stream()
        .filter(property -> property.home() == Property.Home.ROW)
        .forEach(property -> own.put(property.name(), property.empty()));
    values.forEach(
        (property, value) -> {
          if (property.inParty()) {
            party.put(property.field(), value);
          } else {
            own.put(property.name(), value);
          }
        });
    if (type.perCompany() && own.get(EntityType.COMPANY).equals("")) {
      own.put(EntityType.COMPANY, company);
    }
    type.keyProperties().forEach(key -> number(key, own));
    if (store.table(type.set()).containsKey(Store.key(type, own))) {
      throw failed(type, "Cannot create a record. The record already exists.");
    }
    if (type.partyKey() != null) {
      joinParty(type, own, party);
    }
    if (own.containsKey("LastEditDateTime")) {
      own.put("LastEditDateTime", store.clock().instant());
    }
    store.insert(type, own);
    return store.entry(type, type.keys().stream().map(own::get).toArray());
  }

  private void number(Property key, Map<String, Object> own) {
    if (key.kind() == PropertyKind.TEXT && own.get(key.name()).equals("")) {
      own.put(key.name(), store.nextNumber());
    } else if (key.kind() == PropertyKind.GUID && own.get(key.name()).equals(Property.NO_GUID)) {
      own.put(key.name(), java.util.UUID.randomUUID().toString());
    }
  }

  private void joinParty(EntityType type, Map<String, Object> own, Map<String, Object> party) {
    String number = own.get(type.partyKey()).toString();
    if (number.isEmpty()) {
      number = store.nextNumber();
      own.put(type.partyKey(), number);
      boolean person =
          type.properties().containsKey("ContactPersonId") && type.set().startsWith("Contact");
      party.putIfAbsent("Type", person ? Party.PERSON : Party.ORGANIZATION);
      store.insertParty(number, party);
    } else if (!store.parties.containsKey(number)) {
      throw failed(
          type, "The value '" + number + "' in field '" + type.partyKey() + "' is not found.");
    }
  }

  static Refusal failed(EntityType type, String infolog) {
    return Refusal.write(
        400,
        "Write failed for table row of type '%s'. Infolog: Error: %s"
            .formatted(type.aot(), infolog));
  }
}
