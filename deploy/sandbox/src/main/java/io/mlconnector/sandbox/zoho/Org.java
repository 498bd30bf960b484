package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The organization: its modules, its records and its recycle bins. Its own lock guards all. */
final class Org {

  static final String ACCOUNTS = "Accounts";
  static final String CONTACTS = "Contacts";
  static final String VENDORS = "Vendors";

  /** Who works in the organization: the user whose consent the connector has, and a colleague. */
  static final Map<String, String> USERS =
      Map.of(
          "554023000000235011", "Mara Lindqvist",
          "554023000000235025", "Owen Castell");

  static final String API_USER = "554023000000235011";
  static final String COLLEAGUE = "554023000000235025";

  private static final long FIRST_ID = 554_023_000_000_352_001L;

  private final Clock clock;
  private final Map<String, CrmModule> modules = new LinkedHashMap<>();
  private final Map<String, LinkedHashMap<Long, Deleted>> bins = new LinkedHashMap<>();
  private final List<Change> pending = new ArrayList<>();
  private final SearchIndex index;
  private Consumer<List<Change>> listener = changes -> {};
  private long lastId = FIRST_ID;
  private long changes;

  Org(Clock clock, SearchIndex index) {
    this.clock = clock;
    this.index = index;
    add(new CrmModule(ACCOUNTS, "Account", "Account_Name", StandardFields.accounts()));
    add(new CrmModule(CONTACTS, "Contact", "Email", StandardFields.contacts()));
    add(new CrmModule(VENDORS, "Vendor", "Vendor_Name", StandardFields.vendors()));
  }

  private void add(CrmModule module) {
    modules.put(module.name(), module);
    bins.put(module.name(), new LinkedHashMap<>());
  }

  void onChange(Consumer<List<Change>> newListener) {
    listener = newListener;
  }

  /** Does something alone; what it changed is told together at its end. */
  synchronized <T> T alone(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      if (!pending.isEmpty()) {
        List<Change> told = List.copyOf(pending);
        pending.clear();
        listener.accept(told);
      }
    }
  }

  Collection<CrmModule> modules() {
    return modules.values();
  }

  Optional<CrmModule> module(String name) {
    return Optional.ofNullable(modules.get(name));
  }

  /** The vendor keeps whole seconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  Instant exactly() {
    return clock.instant();
  }

  synchronized long changes() {
    return changes;
  }

  void fieldsChanged() {
    changes++;
  }

  CrmRecord create(CrmModule module, ObjectNode values, String by) {
    lastId += 3 + lastId % 7;
    values.remove(emptyMembers(values));
    if (!values.has("Owner")) {
      values.put("Owner", by);
    }
    CrmRecord record = new CrmRecord(lastId, values, now(), by);
    module.keep(record);
    tell(module, record, Change.Kind.CREATED, names(values));
    return record;
  }

  /** Writes the members given, null empties one; the modified time moves even without a change. */
  void update(CrmModule module, CrmRecord record, ObjectNode given, String by) {
    Set<String> changed = new TreeSet<>();
    given
        .fields()
        .forEachRemaining(
            member -> {
              JsonNode before = record.values.get(member.getKey());
              JsonNode after = member.getValue().isNull() ? null : member.getValue();
              if (before == null ? after != null : !before.equals(after)) {
                changed.add(member.getKey());
              }
            });
    module.forget(record);
    record.values.setAll(given.deepCopy());
    record.values.remove(emptyMembers(record.values));
    record.modified = now();
    record.modifiedBy = by;
    module.keep(record);
    tell(module, record, Change.Kind.EDITED, changed);
  }

  void delete(CrmModule module, CrmRecord record, String by) {
    module.forget(record);
    bins.get(module.name())
        .put(record.id, new Deleted(record, module.display(record), now(), by, null));
    tell(module, record, Change.Kind.DELETED, Set.of());
  }

  /** Takes a record out of the recycle bin; it counts as created anew for channels. */
  CrmRecord restore(CrmModule module, long id, String by) {
    Deleted deleted = bins.get(module.name()).get(id);
    if (deleted == null || deleted.purged() != null) {
      throw new IllegalArgumentException("id: the recycle bin has no " + id);
    }
    bins.get(module.name()).remove(id);
    CrmRecord record = deleted.record();
    record.modified = now();
    record.modifiedBy = by;
    module.keep(record);
    tell(module, record, Change.Kind.CREATED, names(record.values));
    return record;
  }

  /** Empties the recycle bin of one record, so that it cannot be restored. */
  void purge(CrmModule module, long id) {
    Deleted before = bins.get(module.name()).get(id);
    if (before == null) {
      throw new IllegalArgumentException("id: the recycle bin has no " + id);
    }
    changes++;
    bins.get(module.name())
        .put(
            id,
            new Deleted(before.record(), before.displayName(), before.time(), before.by(), now()));
  }

  Map<Long, Deleted> bin(CrmModule module) {
    return bins.get(module.name());
  }

  void lock(CrmRecord record, boolean locked, boolean inBlueprint) {
    changes++;
    record.locked = locked;
    record.inBlueprint = inBlueprint;
  }

  /** Empties all modules and bins without a word to anybody. */
  void clear() {
    changes++;
    pending.clear();
    modules.values().forEach(CrmModule::clear);
    bins.values().forEach(Map::clear);
  }

  /** Forgets what was to be told, as of records that are older than the sandbox. */
  void quiet() {
    index.catchUp(modules());
    pending.clear();
  }

  private void tell(CrmModule module, CrmRecord record, Change.Kind kind, Set<String> fields) {
    changes++;
    Change change = new Change(module, record, kind, fields);
    index.changed(change);
    pending.add(change);
  }

  private static Set<String> names(ObjectNode values) {
    Set<String> names = new TreeSet<>();
    values.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> emptyMembers(ObjectNode values) {
    List<String> empty = new ArrayList<>();
    values
        .fields()
        .forEachRemaining(
            member -> {
              if (member.getValue().isNull()) {
                empty.add(member.getKey());
              }
            });
    return empty;
  }

  ObjectNode save() {
    ObjectNode all = SandboxJson.object().put("lastId", lastId);
    modules.forEach(
        (name, module) -> {
          ObjectNode saved = all.putObject(name);
          saved.set("fields", SandboxJson.MAPPER.valueToTree(module.fields()));
          module.records().forEach(record -> saved.withArray("records").add(record.save()));
          bins.get(name).values().forEach(each -> saved.withArray("deleted").add(saved(each)));
        });
    return all;
  }

  void restore(JsonNode saved) {
    clear();
    lastId = saved.path("lastId").asLong();
    modules.forEach(
        (name, module) -> {
          JsonNode part = saved.path(name);
          part.path("fields").forEach(field -> module.put(read(field)));
          part.path("records").forEach(record -> module.keep(CrmRecord.restore(record)));
          part.path("deleted").forEach(each -> restoreDeleted(bins.get(name), each));
        });
    index.catchUp(modules());
  }

  private static ObjectNode saved(Deleted each) {
    ObjectNode json = each.record().save();
    json.put("displayName", each.displayName()).put("deletedBy", each.by());
    json.put("deletedTime", each.time().toString());
    if (each.purged() != null) {
      json.put("purged", each.purged().toString());
    }
    return json;
  }

  private static void restoreDeleted(Map<Long, Deleted> bin, JsonNode saved) {
    CrmRecord record = CrmRecord.restore(saved);
    Instant time = Instant.parse(saved.path("deletedTime").asText());
    bin.put(
        record.id,
        new Deleted(
            record,
            saved.path("displayName").asText(),
            time,
            saved.path("deletedBy").asText(),
            saved.has("purged") ? Instant.parse(saved.path("purged").asText()) : null));
  }

  static Field read(JsonNode field) {
    try {
      return SandboxJson.MAPPER.treeToValue(field, Field.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("field: " + e.getOriginalMessage(), e);
    }
  }
}
