package io.mlconnector.sandbox.dynamics;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** The rows of all tables and the parties they share; used by one thread at a time. */
final class Store {

  private static final long FIRST_REC_ID = 5_637_144_576L;

  final Map<String, Row> parties = new LinkedHashMap<>();
  private final Map<String, Map<String, Row>> tables = new LinkedHashMap<>();
  private final Random random;
  private final Clock clock;
  private Map<String, List<Account>> accounts;
  private long lastRecId = FIRST_REC_ID;
  private long changes;
  private Deque<Runnable> undo;
  private final List<Runnable> committed = new ArrayList<>();

  /** What a party is in a company. */
  private record Account(String company, String type, String number) {}

  Store(Clock clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
    Entities.ALL.forEach(type -> table(type.set()));
  }

  Clock clock() {
    return clock;
  }

  long changes() {
    return changes;
  }

  /** The rows below a set, by their keys, in the order of creation. */
  Map<String, Row> table(String set) {
    return tables.computeIfAbsent(Entities.table(set), name -> new LinkedHashMap<>());
  }

  Collection<String> tableNames() {
    return tables.keySet();
  }

  /** Keys are compared without regard to case, as the database's unique index does. */
  static String key(Object... values) {
    StringBuilder key = new StringBuilder();
    for (Object value : values) {
      key.append(value.toString().toLowerCase(Locale.ROOT)).append('\n');
    }
    return key.toString();
  }

  static String key(EntityType type, Map<String, Object> values) {
    return key(type.keys().stream().map(name -> values.getOrDefault(name, "")).toArray());
  }

  /** All rows as that entity shows them, in the order of creation. */
  List<Entry> entries(EntityType type) {
    List<Entry> all = new ArrayList<>();
    boolean linked = type.properties().containsKey("AssociatedContactType");
    for (Row row : table(type.set()).values()) {
      if (linked) {
        all.addAll(links(type, row));
      } else {
        all.add(entry(type, row));
      }
    }
    return all;
  }

  /** The row of that key as the entity shows it, or null. */
  Entry entry(EntityType type, Object... keys) {
    if (type.set().equals(Entities.CDS_CONTACTS.set())) {
      String wanted = key(keys);
      return entries(type).stream()
          .filter(entry -> key(entry.keys()).equals(wanted))
          .findFirst()
          .orElse(null);
    }
    Row row = table(type.set()).get(key(keys));
    return row == null ? null : entry(type, row);
  }

  private Entry entry(EntityType type, Row row) {
    return new Entry(type, row, party(type, row), Map.of());
  }

  private Row party(EntityType type, Row row) {
    return type.partyKey() == null ? null : parties.get(row.text(type.partyKey()));
  }

  /** One entry per account, of the contact's company, that the associated party is there. */
  private List<Entry> links(EntityType type, Row contact) {
    if (accounts == null) {
      accounts = index();
    }
    String company = contact.text(EntityType.COMPANY).toLowerCase(Locale.ROOT);
    return accounts.getOrDefault(contact.text("AssociatedPartyNumber"), List.of()).stream()
        .filter(account -> account.company().equals(company))
        .map(account -> new Entry(type, contact, party(type, contact), computed(account)))
        .toList();
  }

  private static Map<String, Object> computed(Account account) {
    return Map.of(
        "AssociatedContactType", account.type(), "AssociatedContactNumber", account.number());
  }

  private Map<String, List<Account>> index() {
    Map<String, List<Account>> index = new LinkedHashMap<>();
    index(index, Entities.CUSTOMERS, "Customer");
    index(index, Entities.VENDORS_V2, "Vendor");
    return index;
  }

  private void index(Map<String, List<Account>> index, EntityType type, String kind) {
    for (Row row : table(type.set()).values()) {
      String company = row.text(EntityType.COMPANY).toLowerCase(Locale.ROOT);
      index
          .computeIfAbsent(row.text(type.partyKey()), party -> new ArrayList<>())
          .add(new Account(company, kind, row.text(type.keys().get(1))));
    }
  }

  /** Does the work as a whole: what it did before it threw is undone. */
  <T> T transaction(Supplier<T> work) {
    undo = new ArrayDeque<>();
    committed.clear();
    try {
      T done = work.get();
      committed.forEach(Runnable::run);
      return done;
    } catch (RuntimeException e) {
      undo.forEach(Runnable::run);
      touched();
      throw e;
    } finally {
      undo = null;
    }
  }

  /** Does a step when the transaction is done, or at once where there is none. */
  void whenCommitted(Runnable step) {
    if (undo == null) {
      step.run();
    } else {
      committed.add(step);
    }
  }

  private void put(Map<String, Row> rows, String key, Row row) {
    touched();
    Row before = rows.put(key, row);
    undoable(
        () -> {
          if (before == null) {
            rows.remove(key);
          } else {
            rows.put(key, before);
          }
        });
  }

  private void undoable(Runnable step) {
    if (undo != null) {
      undo.addFirst(step);
    }
  }

  /** Puts a deleted row back where it was. */
  private static void putBack(Map<String, Row> rows, String key, Row row) {
    List<Map.Entry<String, Row>> all = new ArrayList<>(rows.entrySet());
    all.add(Map.entry(key, row));
    all.sort(Comparator.comparingLong(each -> each.getValue().recId()));
    rows.clear();
    all.forEach(each -> rows.put(each.getKey(), each.getValue()));
  }

  /** Adds a row of values that are already those of the type's rows; returns it. */
  Row insert(EntityType type, Map<String, Object> values) {
    Row row = new Row(++lastRecId, 1, values);
    put(table(type.set()), key(type, values), row);
    return row;
  }

  void insertParty(String number, Map<String, Object> values) {
    put(parties, number, new Row(++lastRecId, 1, Party.derived(values)));
  }

  void changeParty(String number, Row party) {
    put(parties, number, party);
  }

  void replace(EntityType type, Row row) {
    put(table(type.set()), key(type, row.values()), row);
  }

  void delete(EntityType type, Row row) {
    touched();
    Map<String, Row> rows = table(type.set());
    String key = key(type, row.values());
    rows.remove(key);
    undoable(() -> putBack(rows, key, row));
  }

  /** A version as later ones look: any number. */
  long nextVersion() {
    return 2 + random.nextInt(Integer.MAX_VALUE - 2);
  }

  /** The next number nobody has, of as many digits as the sample. */
  String nextNumber() {
    return String.format(Locale.ROOT, "%09d", ++lastRecId - FIRST_REC_ID);
  }

  long lastRecId() {
    return lastRecId;
  }

  /** Empties everything, to be filled from a file. */
  void restart(long savedRecId) {
    parties.clear();
    tables.values().forEach(Map::clear);
    lastRecId = savedRecId;
    touched();
  }

  private void touched() {
    changes++;
    accounts = null;
  }
}
