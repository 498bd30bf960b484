package io.mlconnector.jdedwards;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.FieldSchema.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a customer or supplier has as a target, in the order in which people look for it. */
final class EntryFields {

  static final String EXTERNAL_ID = "externalId";
  static final String NAME = "name";
  static final String EMAIL = "email";
  static final String TAX_ID = "taxId";
  static final String DUNS = "duns";
  static final String PREFIX = "phonePrefix";

  private final JdeSettings settings;
  private final LocalDate today;
  private final List<Field<Entry>> fields = new ArrayList<>();

  private EntryFields(JdeSettings settings, LocalDate today) {
    this.settings = settings;
    this.today = today;
  }

  static EntryFields of(Party party, JdeSettings settings, LocalDate today) {
    EntryFields fields = new EntryFields(settings, today);
    fields.ofBook();
    fields.ofLines();
    fields.ofAddress();
    if (party == Party.CUSTOMER) {
      settings.companies().forEach(fields::ofCompany);
    } else {
      fields.ofSupplier();
    }
    settings.columns(AddressBook.carried(party)).forEach(fields::carried);
    return fields;
  }

  List<Field<Entry>> all() {
    return List.copyOf(fields);
  }

  /** Everything that is there, empty fields too. */
  Map<String, JsonNode> current(Entry entry) {
    Map<String, JsonNode> current = new LinkedHashMap<>();
    fields.forEach(field -> current.put(field.path(), field.current(entry)));
    return current;
  }

  private void ofBook() {
    String key = settings.text("keyField");
    add(book(EXTERNAL_ID, settings.integer("keyLength"), "LongAddress", key).needed());
    add(book(NAME, 40, "AlphaName", "ALPH").needed());
    add(book(TAX_ID, 20, "TaxId", "TAX"));
    add(book(DUNS, 13, "DunsNumber", "DUNS"));
    add(book("type", 3, "SearchType", "AT1"));
    add(column("category", "CategoryCode01", settings.column("categoryColumn")));
    add(column("industry", "IndustryClass", settings.column("industryColumn")));
    add(book("creditMessage", 2, "CreditMessage", "CM"));
  }

  private void ofLines() {
    add(lines(EMAIL, 256, "Email", Lines::email));
    add(lines("website", 256, "Website", Lines::website));
    add(lines("phone", 26, "PhoneNumber", Lines::phone));
    add(lines(PREFIX, 6, "PhonePrefix", Lines::prefix));
  }

  private void ofAddress() {
    add(address("addressLine1", 40, "AddressLine1", "ADD1"));
    add(address("addressLine2", 40, "AddressLine2", "ADD2"));
    add(address("city", 25, "City", "CTY1"));
    add(address("region", 3, "State", "ADDS"));
    add(address("postalCode", 12, "PostalCode", "ADDZ"));
    add(
        Field.text(
            "country",
            3,
            "Country",
            entry -> at(entry).map(row -> settings.country(row.text("CTR"))).orElse(null)));
  }

  private void ofCompany(String company) {
    Function<Entry, Optional<GridRow>> master = entry -> entry.master(company);
    String of = settings.companies().size() == 1 ? "" : "_" + company;
    add(
        Field.amount(
            "creditLimit" + of,
            "CreditLimit" + of,
            entry -> master.apply(entry).map(row -> row.decimal("ACL")).orElse(null)));
    add(of("currency" + of, 3, "Currency" + of, master, "CRCD"));
    add(of("paymentTerms" + of, 3, "PaymentTerms" + of, master, "TRAR"));
    add(of("holdCode" + of, 2, "HoldOrders" + of, master, "HOLD"));
  }

  private void ofSupplier() {
    Function<Entry, Optional<GridRow>> master = Entry::supplier;
    add(of("currency", 3, "Currency", master, "CRRP"));
    add(of("paymentTerms", 3, "PaymentTerms", master, "TRAP"));
    add(of("holdCode", 2, "HoldOrders", master, "HOLD"));
  }

  private void carried(ColumnName column) {
    if (column.table().equals(Tables.CUSTOMERS) && settings.companies().size() > 1) {
      for (String company : settings.companies()) {
        String name = Entry.named(column, company);
        add(of(name, null, name, entry -> entry.master(company), column.column()));
      }
    } else {
      add(column(column.underscored(), column.underscored(), column));
    }
  }

  private Field<Entry> column(String path, String input, ColumnName column) {
    return new Field<>(
        path,
        Type.TEXT,
        false,
        null,
        input,
        entry -> {
          boolean customer = column.table().equals(Tables.CUSTOMERS);
          Optional<GridRow> master =
              customer ? entry.master(settings.companies().get(0)) : entry.supplier();
          return EntryStream.value(entry, column, master);
        });
  }

  private static Field<Entry> book(String path, int longest, String input, String column) {
    return Field.text(path, longest, input, entry -> entry.book().text(column));
  }

  private Field<Entry> lines(
      String path, int longest, String input, Function<Lines, Object> reading) {
    return Field.text(
        path,
        longest,
        input,
        entry -> reading.apply(new Lines(settings, entry.phones(), entry.emails())));
  }

  private Field<Entry> address(String path, int longest, String input, String column) {
    return Field.text(
        path, longest, input, entry -> at(entry).map(row -> row.text(column)).orElse(null));
  }

  private Optional<GridRow> at(Entry entry) {
    return entry.address(today, settings.earliest());
  }

  private static Field<Entry> of(
      String path,
      Integer longest,
      String input,
      Function<Entry, Optional<GridRow>> master,
      String column) {
    return new Field<>(
        path,
        Type.TEXT,
        false,
        longest,
        input,
        entry -> master.apply(entry).map(row -> row.text(column)).orElse(null));
  }

  private void add(Field<Entry> field) {
    fields.add(field);
  }
}
