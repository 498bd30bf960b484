package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What people do in the simulated EnterpriseOne, seen by the AIS server at once. Every wrong value
 * is an {@link IllegalArgumentException} that names it.
 */
public final class JdeEdits {

  private final Database database;
  private final AddressBook book;
  private final OrchestrationWork work;
  private final Runnable done;

  JdeEdits(Database database, AddressBook book, Runnable done) {
    this.database = database;
    this.book = book;
    this.work = new OrchestrationWork(book);
    this.done = done;
  }

  /** Adds a customer; members are the inputs of the orchestration CreateCustomer. */
  public ObjectNode addCustomer(ObjectNode inputs) {
    return view(run("CreateCustomer", inputs));
  }

  /** Changes a customer; members are the inputs of UpdateCustomer but for the number. */
  public ObjectNode changeCustomer(long number, ObjectNode inputs) {
    return view(run("UpdateCustomer", numbered(number, inputs)));
  }

  public ObjectNode addVendor(ObjectNode inputs) {
    return view(run("CreateVendor", inputs));
  }

  public ObjectNode changeVendor(long number, ObjectNode inputs) {
    return view(run("UpdateVendor", numbered(number, inputs)));
  }

  /** Adds a line to the who's who of an address number; answers the entry. */
  public ObjectNode addContact(long number, ObjectNode inputs) {
    return view(run("CreateContact", numbered(number, inputs)));
  }

  public ObjectNode changeContact(long number, long line, ObjectNode inputs) {
    ObjectNode all = numbered(number, inputs).put(Catalog.LINE_NUMBER, line);
    return view(run("UpdateContact", all));
  }

  /** All rows of an address number in all tables, gone without a trace. */
  public void delete(long number) {
    edit(
        () -> {
          book.master(number);
          for (TableType type : Tables.ALL.values()) {
            new ArrayList<>(database.rows(type, number))
                .forEach(row -> database.delete(row, Writer.PERSON));
          }
          return null;
        });
  }

  /** An entry as its screens show it; see {@link EntryView}. */
  public ObjectNode view(long number) {
    synchronized (database) {
      return EntryView.of(book, number);
    }
  }

  /** The address numbers of a search type, such as C, ascending; all where it is empty. */
  public List<Long> numbers(String searchType) {
    synchronized (database) {
      return database.rows(Tables.ADDRESS_BOOK).stream()
          .filter(row -> searchType.isEmpty() || row.text("AT1").equals(searchType))
          .map(row -> row.number(TableType.ADDRESS))
          .toList();
    }
  }

  /** Rows whose columns have these texts, trimmed, blank columns left out. */
  public List<ObjectNode> rows(String table, Map<String, String> having) {
    TableType type = Tables.named(table);
    Predicate<Row> wanted =
        row ->
            having.entrySet().stream()
                .allMatch(each -> row.text(each.getKey()).equals(each.getValue()));
    having.keySet().forEach(alias -> column(type, alias));
    synchronized (database) {
      return database.rows(type).stream().filter(wanted).map(Values::plain).toList();
    }
  }

  /** Adds a row, as SQL and Z-files do when it is not stamped. */
  public ObjectNode addRow(String table, ObjectNode values, boolean stamped) {
    TableType type = Tables.named(table);
    Map<String, Object> read = read(type, values);
    return edit(() -> Values.plain(database.insert(type, writer(stamped), read)));
  }

  /** Changes a row by its key; days in keys are written {@code 2026-01-31}. */
  public ObjectNode changeRow(String table, List<String> key, ObjectNode values, boolean stamped) {
    TableType type = Tables.named(table);
    Map<String, Object> read = read(type, values);
    return edit(
        () -> {
          Row row = row(type, key);
          database.update(row, writer(stamped), read);
          return Values.plain(row);
        });
  }

  public void deleteRow(String table, List<String> key) {
    TableType type = Tables.named(table);
    edit(
        () -> {
          database.delete(row(type, key), Writer.PERSON);
          return null;
        });
  }

  /**
   * Changes so many entries of a search type, drawn by the seed: one input of Update each, in turn
   * of those named.
   *
   * @return their numbers and the input that changed
   */
  public List<ObjectNode> change(String searchType, int count, long seed, List<String> inputs) {
    List<Long> drawn = new ArrayList<>(numbers(searchType));
    Collections.shuffle(drawn, new Random(seed));
    Random random = new Random(seed);
    List<ObjectNode> changed = new ArrayList<>();
    for (int i = 0; i < Math.min(count, drawn.size()); i++) {
      String input = inputs.get(i % inputs.size());
      ObjectNode values = SandboxJson.object().put(input, RandomValues.of(input, random));
      String what = searchType.equals("V") ? "UpdateVendor" : "UpdateCustomer";
      run(what, numbered(drawn.get(i), values));
      changed.add(values.put(Catalog.ADDRESS_NUMBER, drawn.get(i)));
    }
    return changed;
  }

  /** How many rows, entries by search type, and which of them look like duplicates. */
  public ObjectNode counts() {
    synchronized (database) {
      return Counts.of(database);
    }
  }

  private long run(String name, ObjectNode inputs) {
    Orchestration what =
        Catalog.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return edit(
        () -> {
          ObjectNode output = SandboxJson.object();
          try {
            work.steps(what, Inputs.read(what, inputs), Writer.PERSON, output)
                .forEach(Runnable::run);
          } catch (Failed | Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
          }
          return output.path(Catalog.ADDRESS_NUMBER).asLong();
        });
  }

  private <T> T edit(Supplier<T> work) {
    synchronized (database) {
      T result = work.get();
      done.run();
      return result;
    }
  }

  private static ObjectNode numbered(long number, ObjectNode inputs) {
    return inputs.deepCopy().put(Catalog.ADDRESS_NUMBER, number);
  }

  private static Writer writer(boolean stamped) {
    return stamped ? Writer.PERSON : Writer.SQL;
  }

  private Row row(TableType type, List<String> key) {
    List<String> aliases = type.keys();
    if (key.size() != aliases.size()) {
      throw new IllegalArgumentException(type.name() + ": its key is " + aliases);
    }
    Object[] parts = new Object[key.size()];
    for (int i = 0; i < parts.length; i++) {
      Column column = type.columns().get(aliases.get(i));
      Object read = Values.read(column, SandboxJson.MAPPER.valueToTree(key.get(i)));
      parts[i] = read != null ? read : column.kind() == ColumnKind.DATE ? LocalDate.MIN : 0L;
    }
    Row row = database.row(type, parts);
    if (row == null) {
      throw new IllegalArgumentException(type.name() + ": there is no " + key);
    }
    return row;
  }

  private static Map<String, Object> read(TableType type, ObjectNode values) {
    Map<String, Object> read = new HashMap<>();
    values
        .fields()
        .forEachRemaining(
            each ->
                read.put(each.getKey(), Values.read(column(type, each.getKey()), each.getValue())));
    return read;
  }

  private static Column column(TableType type, String alias) {
    Column column = type.columns().get(alias);
    if (column == null) {
      throw new IllegalArgumentException(alias + ": no column of " + type.name());
    }
    return column;
  }
}
