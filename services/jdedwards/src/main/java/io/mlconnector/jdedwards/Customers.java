package io.mlconnector.jdedwards;

import io.mlconnector.canonical.Address;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers: address book entries of the search types for them, with their customer master. */
class Customers extends EntryStream {

  static final String NAME = "customers";

  /** What each company has of its own. */
  private static final List<ColumnName> PER_COMPANY =
      List.of(
          new ColumnName(Tables.CUSTOMERS, "ACL"),
          new ColumnName(Tables.CUSTOMERS, "TRAR"),
          new ColumnName(Tables.CUSTOMERS, "HOLD"),
          new ColumnName(Tables.CUSTOMERS, "CRCD"));

  Customers() {
    this(
        NAME,
        List.of(Tables.BOOK, Tables.CUSTOMERS, Tables.PHONES, Tables.EMAILS, Tables.ADDRESSES));
  }

  Customers(String name, List<String> tables) {
    super(name, Customer.ENTITY, Party.CUSTOMER, tables);
  }

  @Override
  CanonicalRecord translate(JdeSettings settings, Entry entry, Address address) {
    List<String> companies = settings.companies();
    Optional<GridRow> master =
        companies.size() == 1 ? entry.master(companies.get(0)) : Optional.empty();
    Lines lines = new Lines(settings, entry.phones(), entry.emails());
    String hold = master.map(row -> row.text("HOLD")).orElse(null);
    List<ColumnName> carried = new ArrayList<>(settings.columns("customerColumns"));
    List<Gap> gaps = new ArrayList<>(lines.gaps("customer"));
    if (companies.size() > 1) {
      carried.addAll(PER_COMPANY);
      gaps.add(
          new Gap(
              "creditLimit",
              "Each company has a credit limit, payment terms and a hold of its own; they are in"
                  + " custom, by company."));
    } else if (master.isEmpty()) {
      gaps.add(
          new Gap(
              "creditLimit",
              "The customer has no row in F03012 for company %s.".formatted(companies.get(0))));
    }
    Map<String, Object> custom = entry.values(carried, companies);
    return Customer.builder(entry.an8())
        .name(entry.book().required("ALPH"))
        .accountNumber(entry.an8())
        .status(hold == null ? "active" : "on-hold")
        .email(lines.email())
        .phone(lines.phone())
        .website(lines.website())
        .billingAddress(address)
        .paymentTerms(master.map(row -> row.text("TRAR")).orElse(null))
        .creditLimit(master.map(Customers::creditLimit).orElse(null))
        .taxId(entry.book().text("TAX"))
        .category(value(entry, settings.column("categoryColumn"), master))
        .type(entry.book().text("AT1"))
        .industry(value(entry, settings.column("industryColumn"), master))
        .holdCode(hold)
        .creditMessage(entry.book().text("CM"))
        .custom(custom)
        .gaps(gaps)
        .build();
  }

  private static Money creditLimit(GridRow master) {
    BigDecimal amount = master.decimal("ACL");
    return amount == null ? null : new Money(amount, master.text("CRCD"));
  }
}
