package io.mlconnector.sandbox.jde;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the address book's own programs do: which rows a change of a customer, vendor or contact
 * touches. A value that is given as null is cleared.
 */
final class AddressBook {

  static final String EMAIL_TYPE = "E";
  static final String WEBSITE_TYPE = "I";

  private final Database database;
  private final Clock clock;
  private final Supplier<JdeSettings> settings;

  AddressBook(Database database, Clock clock, Supplier<JdeSettings> settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
  }

  Database database() {
    return database;
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), settings.get().zoneOfUser());
  }

  /** The master row; throws {@link IllegalArgumentException} when there is none. */
  Row master(long address) {
    Row row = database.row(Tables.ADDRESS_BOOK, address);
    if (row == null) {
      throw new IllegalArgumentException("AddressNumber: there is no " + address);
    }
    return row;
  }

  /** Adds a master row, with the mailing name as line 0 of the who's who; returns its number. */
  long create(Writer writer, long address, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("AN8", address);
    for (int i = 1; i <= 6; i++) {
      all.putIfAbsent("AN8" + i, address);
    }
    database.insert(Tables.ADDRESS_BOOK, writer, all);
    Map<String, Object> line = new HashMap<>();
    line.put("AN8", address);
    line.put("MLNM", all.get("ALPH"));
    database.insert(Tables.WHOS_WHO, writer, line);
    return address;
  }

  /** Changes the master row. */
  void revise(Writer writer, long address, Map<String, Object> values) {
    database.update(master(address), writer, values);
  }

  /** Changes or adds the customer row of a company. */
  void customer(Writer writer, long address, String company, Map<String, Object> values) {
    put(writer, Tables.CUSTOMERS, values, Map.of("AN8", address, "CO", company));
  }

  void supplier(Writer writer, long address, Map<String, Object> values) {
    put(writer, Tables.SUPPLIERS, values, Map.of("AN8", address));
  }

  /** Adds a line to the who's who and returns its number. */
  long contact(Writer writer, long address, Map<String, Object> values) {
    master(address);
    long line =
        database.rows(Tables.WHOS_WHO, address).stream()
                .mapToLong(row -> row.number("IDLN"))
                .max()
                .orElse(0)
            + 1;
    put(writer, Tables.WHOS_WHO, values, Map.of("AN8", address, "IDLN", line));
    return line;
  }

  /** Changes a line of the who's who; throws {@link IllegalArgumentException} when none is. */
  void reviseContact(Writer writer, long address, long line, Map<String, Object> values) {
    Row row = line == 0 ? null : database.row(Tables.WHOS_WHO, address, line);
    if (row == null) {
      throw new IllegalArgumentException("LineNumber: " + address + " has no line " + line);
    }
    database.update(row, writer, values);
  }

  /**
   * Changes or adds the phone of a line that has the type among the values, blank for none; without
   * prefix and number it is gone.
   */
  void phone(Writer writer, long address, long line, Map<String, Object> values) {
    Object type = values.get("PHTP");
    String wanted = type == null ? "" : type.toString();
    Collection<Row> rows = lines(Tables.PHONES, address, line);
    Optional<Row> first = rows.stream().filter(row -> row.text("PHTP").equals(wanted)).findFirst();
    if (first.isPresent()) {
      database.update(first.get(), writer, values);
      if (first.get().text("AR1").isEmpty() && first.get().text("PH1").isEmpty()) {
        database.delete(first.get(), writer);
      }
    } else if (values.get("AR1") != null || values.get("PH1") != null) {
      Map<String, Object> all = new HashMap<>(values);
      insertLine(writer, Tables.PHONES, address, line, rows, all);
    }
  }

  /** Changes or adds the e-mail address (or website) of a line; null removes it. */
  void electronic(Writer writer, long address, long line, String type, Object text) {
    electronic(writer, address, line, type, text, Map.of());
  }

  /** The same with further values of a new row, such as stamps of long ago. */
  void electronic(
      Writer writer,
      long address,
      long line,
      String type,
      Object text,
      Map<String, Object> further) {
    Collection<Row> rows = lines(Tables.EMAILS, address, line);
    Optional<Row> first = rows.stream().filter(row -> row.text("ETP").equals(type)).findFirst();
    if (text == null) {
      first.ifPresent(row -> database.delete(row, writer));
    } else if (first.isPresent()) {
      database.update(first.get(), writer, Map.of("EMAL", text));
    } else {
      Map<String, Object> all = new HashMap<>(further);
      all.putAll(Map.of("ETP", type, "EMAL", text));
      insertLine(writer, Tables.EMAILS, address, line, rows, all);
    }
  }

  private Collection<Row> lines(TableType type, long address, long line) {
    return database.rows(type, address).stream().filter(row -> row.number("IDLN") == line).toList();
  }

  private void insertLine(
      Writer writer,
      TableType type,
      long address,
      long line,
      Collection<Row> before,
      Map<String, Object> values) {
    long last = before.stream().mapToLong(row -> row.number("RCK7")).max().orElse(0);
    values.put("AN8", address);
    values.put("RCK7", last + 1);
    values.put("IDLN", line == 0 ? null : line);
    database.insert(type, writer, values);
  }

  /** Changes the address that is in effect, or adds one from that day on. */
  void address(Writer writer, long address, LocalDate from, Map<String, Object> values) {
    Row now = from == null ? addressOn(address, today()) : null;
    if (now != null) {
      database.update(now, writer, values);
      return;
    }
    LocalDate day = from == null ? today() : from;
    put(writer, Tables.ADDRESSES, values, Map.of("AN8", address, "EFTB", day));
  }

  /** The address in effect on a day: the one with the latest beginning until then; or null. */
  Row addressOn(long address, LocalDate day) {
    Collection<Row> rows = database.rows(Tables.ADDRESSES, address);
    return rows.stream()
        .filter(row -> !begin(row).isAfter(day))
        .max(Comparator.comparing(AddressBook::begin))
        .orElse(null);
  }

  private static LocalDate begin(Row row) {
    Object day = row.value("EFTB");
    return day == null ? LocalDate.MIN : (LocalDate) day;
  }

  private void put(
      Writer writer, TableType type, Map<String, Object> values, Map<String, Object> key) {
    Object[] parts = type.keys().stream().map(alias -> key.getOrDefault(alias, 0L)).toArray();
    Row row = database.row(type, parts);
    if (row != null) {
      database.update(row, writer, values);
    } else {
      Map<String, Object> all = new HashMap<>(values);
      all.putAll(key);
      database.insert(type, writer, all);
    }
  }
}
