package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the persons of address numbers; line 0 stands for the address number itself. */
final class WhosWho {

  private final JdeSettings settings;
  private final Browser browser;

  WhosWho(Connection connection) {
    this.settings = new JdeSettings(connection);
    this.browser = new Browser(connection);
  }

  Browser browser() {
    return browser;
  }

  Query lines() {
    Set<String> columns = new LinkedHashSet<>(Tables.PERSON_COLUMNS);
    String key = settings.orNull("contactKeyField");
    if (key != null) {
      columns.add(key);
    }
    return Query.of(Tables.PERSONS, List.copyOf(columns), settings.pageSize())
        .where("IDLN", "GREATER", AddressBook.ITSELF);
  }

  /** All persons of those address numbers. */
  List<Person> persons(Collection<String> an8s) {
    List<Person> persons = new ArrayList<>();
    List<String> all = an8s.stream().distinct().toList();
    for (int i = 0; i < all.size(); i += settings.keysPerCall()) {
      List<GridRow> lines = new ArrayList<>();
      browser.each(
          lines().among("AN8", all.subList(i, Math.min(all.size(), i + settings.keysPerCall()))),
          lines::add);
      persons.addAll(joined(lines));
    }
    return persons;
  }

  /** What other tables say of those lines. */
  List<Person> joined(List<GridRow> lines) {
    List<String> an8s = lines.stream().map(GridRow::an8).distinct().toList();
    Map<String, String> types = new HashMap<>();
    Map<String, List<GridRow>> phones = new HashMap<>();
    Map<String, List<GridRow>> emails = new HashMap<>();
    for (int i = 0; i < an8s.size(); i += settings.keysPerCall()) {
      List<String> some = an8s.subList(i, Math.min(an8s.size(), i + settings.keysPerCall()));
      browser.each(
          Query.of(Tables.BOOK, List.of("AN8", "AT1"), settings.pageSize()).among("AN8", some),
          row -> types.put(row.an8(), row.text("AT1")));
      collect(phones, Tables.PHONES, Tables.PHONE_COLUMNS, some);
      collect(emails, Tables.EMAILS, Tables.EMAIL_COLUMNS, some);
    }
    List<Person> persons = new ArrayList<>();
    for (GridRow line : lines) {
      String key = Person.key(line.an8(), line.required("IDLN"));
      persons.add(
          new Person(
              line,
              types.get(line.an8()),
              phones.getOrDefault(key, List.of()),
              emails.getOrDefault(key, List.of())));
    }
    return persons;
  }

  private void collect(
      Map<String, List<GridRow>> rows, String table, List<String> columns, List<String> an8s) {
    browser.each(
        Query.of(table, columns, settings.pageSize())
            .among("AN8", an8s)
            .where("IDLN", "GREATER", AddressBook.ITSELF),
        row ->
            rows.computeIfAbsent(
                    Person.key(row.an8(), row.required("IDLN")), any -> new ArrayList<>())
                .add(row));
  }
}
