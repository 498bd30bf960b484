package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads entries of the address book: the tables one by one, since there is no view over all. */
final class AddressBook {

  /** The line of an address number that is not a person of it, as commonly set up. */
  static final String ITSELF = "0";

  private final JdeSettings settings;
  private final Browser browser;
  private final Party party;

  AddressBook(Connection connection, Party party) {
    this.settings = new JdeSettings(connection);
    this.browser = new Browser(connection);
    this.party = party;
  }

  Browser browser() {
    return browser;
  }

  /** All entries of our search types. */
  Query book() {
    return any().among("AT1", settings.types(party));
  }

  /** All entries of whatever search type. */
  private Query any() {
    return Query.of(Tables.BOOK, bookColumns(), settings.pageSize());
  }

  private List<String> bookColumns() {
    Set<String> columns = new LinkedHashSet<>(Tables.BOOK_COLUMNS);
    columns.add(settings.text("keyField"));
    columns.add("DUNS");
    further(columns, Tables.BOOK);
    return List.copyOf(columns);
  }

  /** The entries of those address numbers that are of our search types. */
  List<Entry> entries(Collection<String> an8s) {
    return entries(book(), an8s);
  }

  /** The same whatever their search type is, which somebody may have changed meanwhile. */
  List<Entry> entriesOfAnyType(Collection<String> an8s) {
    return entries(any(), an8s);
  }

  private List<Entry> entries(Query of, Collection<String> an8s) {
    List<Entry> entries = new ArrayList<>();
    for (List<String> some : parts(an8s)) {
      List<GridRow> books = new ArrayList<>();
      browser.each(of.among("AN8", some), books::add);
      entries.addAll(joined(books));
    }
    return entries;
  }

  /** Which address numbers have one of those keys in the column that we write it to. */
  Map<String, List<String>> byKey(Collection<String> keys) {
    String column = settings.text("keyField");
    Map<String, List<String>> found = new HashMap<>();
    for (List<String> some : parts(keys)) {
      browser.each(
          Query.of(Tables.BOOK, List.of("AN8", column), settings.pageSize()).among(column, some),
          row -> found.computeIfAbsent(row.text(column), any -> new ArrayList<>()).add(row.an8()));
    }
    return found;
  }

  /** What the other tables say of those rows of F0101. */
  List<Entry> joined(List<GridRow> books) {
    List<Entry> entries = new ArrayList<>();
    for (List<GridRow> some : split(books)) {
      List<String> an8s = some.stream().map(GridRow::an8).toList();
      Map<String, List<GridRow>> masters = byNumber(masters(an8s));
      Map<String, List<GridRow>> phones =
          byNumber(of(Tables.PHONES, Tables.PHONE_COLUMNS, an8s).where("IDLN", "EQUAL", ITSELF));
      Map<String, List<GridRow>> emails =
          byNumber(of(Tables.EMAILS, Tables.EMAIL_COLUMNS, an8s).where("IDLN", "EQUAL", ITSELF));
      Map<String, List<GridRow>> addresses =
          byNumber(of(Tables.ADDRESSES, Tables.ADDRESS_COLUMNS, an8s));
      for (GridRow book : some) {
        String an8 = book.an8();
        entries.add(
            new Entry(
                book,
                masters.getOrDefault(an8, List.of()),
                phones.getOrDefault(an8, List.of()),
                emails.getOrDefault(an8, List.of()),
                addresses.getOrDefault(an8, List.of())));
      }
    }
    return entries;
  }

  private Query masters(List<String> an8s) {
    Set<String> columns =
        new LinkedHashSet<>(
            party == Party.CUSTOMER ? Tables.CUSTOMER_COLUMNS : Tables.SUPPLIER_COLUMNS);
    String table = party == Party.CUSTOMER ? Tables.CUSTOMERS : Tables.SUPPLIERS;
    further(columns, table);
    Query query = of(table, List.copyOf(columns), an8s);
    return party == Party.CUSTOMER ? query.among("CO", settings.companies()) : query;
  }

  private void further(Set<String> columns, String table) {
    List<ColumnName> names = new ArrayList<>(settings.columns(carried(party)));
    names.add(settings.column("categoryColumn"));
    names.add(settings.column("industryColumn"));
    names.stream()
        .filter(name -> name.table().equals(table))
        .forEach(name -> columns.add(name.column()));
  }

  /** The setting that names the columns that are carried along. */
  static String carried(Party party) {
    return party == Party.CUSTOMER ? "customerColumns" : "vendorColumns";
  }

  private Query of(String table, List<String> columns, List<String> an8s) {
    return Query.of(table, columns, settings.pageSize()).among("AN8", an8s);
  }

  private Map<String, List<GridRow>> byNumber(Query query) {
    Map<String, List<GridRow>> rows = new HashMap<>();
    browser.each(query, row -> rows.computeIfAbsent(row.an8(), any -> new ArrayList<>()).add(row));
    return rows;
  }

  List<List<String>> parts(Collection<String> an8s) {
    return split(an8s.stream().distinct().toList());
  }

  private <T> List<List<T>> split(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += settings.keysPerCall()) {
      parts.add(all.subList(i, Math.min(all.size(), i + settings.keysPerCall())));
    }
    return parts;
  }
}
