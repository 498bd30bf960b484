package io.mlconnector.sandbox.jde;

import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import io.mlconnector.sandbox.TwoSides;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fills the address book with the seeded company or with the ERP's half of {@link TwoSides}.
 *
 * <p>Oddities of the company, each by the customer's place: every tenth has a row for a second
 * company with another credit limit; every fifteenth moves in the future; every eighth moved
 * before; the seventh's and seventeenth's rows carry stamps of a wrong century; every fortieth has
 * neither phone nor address. Inactive ones are on hold. Beside them are suppliers, one for four
 * customers, employees, and a prospect for every hundred.
 */
final class JdeSeed {

  private static final LocalDate CONVERTED = LocalDate.of(2024, 1, 8);
  private static final LocalDate WRONG_CENTURY = LocalDate.of(1925, 3, 17);
  private static final LocalDate FAR_CENTURY = LocalDate.of(2125, 3, 17);
  private static final int NAME = 40;

  private final AddressBook book;
  private final Map<String, Long> numbers = new HashMap<>();

  JdeSeed(AddressBook book) {
    this.book = book;
  }

  void fill(Company company) {
    int count = company.customers().size();
    for (int i = 0; i < count; i++) {
      Customer customer = company.customers().get(i);
      long number = book.database().nextNumber();
      numbers.put(customer.partyNumber(), number);
      customer(number, customer, i, true);
    }
    for (int i = 0; i < company.contacts().size(); i++) {
      contact(company.contacts().get(i), i);
    }
    for (int i = 0; i < count / 4; i++) {
      vendor(company.customers().get(i * 2), i);
    }
    others(company, count);
  }

  /** The records of one side only: no oddities but its own, and nobody else. */
  void fill(List<TwoSides.Side> side) {
    for (int i = 0; i < side.size(); i++) {
      Customer customer = side.get(i).customer();
      customer(Long.parseLong(customer.accountNumber()), customer, i, false);
    }
  }

  private void customer(long number, Customer customer, int i, boolean odd) {
    Map<String, Object> master = stamped(i, "AT1", "C", "ATR", "Y", "ATP", "N", "MCU", "1");
    master.put("ALPH", cut(customer.name(), NAME));
    master.put("TAX", cut(customer.taxpayerId(), 20));
    master.put("AC01", Codes.category(customer.category()));
    master.put("CM", customer.active() ? null : "B");
    master.put("SIC", i % 3 == 0 ? "5045" : null);
    if (odd && i == 6) {
      master.put(TableType.DATE, WRONG_CENTURY);
    }
    book.create(Writer.SEED, number, master);
    Map<String, Object> terms = terms(customer, i);
    if (odd && i == 16) {
      terms.put(TableType.DATE, FAR_CENTURY);
    }
    book.customer(Writer.SEED, number, JdeAccounts.COMPANY, terms);
    if (odd && i % 10 == 3) {
      Map<String, Object> other = terms(customer, i);
      other.put("ACL", Values.amount(new java.math.BigDecimal(500L * (i + 1))));
      book.customer(Writer.SEED, number, JdeAccounts.OTHER_COMPANY, other);
    }
    if (!odd || i % 40 != 19) {
      addresses(number, customer, i, odd);
      phone(number, 0, customer.phone(), "");
      phone(number, 0, odd && i % 12 == 5 ? customer.phone() : null, "FAX");
    }
    electronic(number, 0, AddressBook.EMAIL_TYPE, customer.email(), i);
    electronic(number, 0, AddressBook.WEBSITE_TYPE, customer.website(), i);
  }

  private static Map<String, Object> terms(Customer customer, int i) {
    Map<String, Object> terms = stamped(i, "CMGR", "KRUEGER");
    terms.put("ACL", customer.creditLimit() == null ? null : Values.amount(customer.creditLimit()));
    terms.put("TRAR", Codes.terms(customer.paymentTerms()));
    terms.put("CRCD", customer.currency());
    terms.put("HOLD", customer.active() ? null : "C1");
    terms.put("AC01", Codes.category(customer.category()));
    return terms;
  }

  private void addresses(long number, Customer customer, int i, boolean odd) {
    Map<String, Object> now = address(customer.address(), i);
    book.address(Writer.SEED, number, LocalDate.of(2015, 1, 1).plusDays(i % 900), now);
    if (odd && i % 8 == 1) {
      Map<String, Object> before = address(customer.address(), i);
      before.put("ADD1", "Old Mill Lane " + (i + 1));
      book.address(Writer.SEED, number, LocalDate.of(2009, 6, 1), before);
    }
    if (odd && i % 15 == 2) {
      Map<String, Object> later = address(customer.address(), i);
      later.put("ADD1", "New Harbour " + (i + 1));
      book.address(Writer.SEED, number, book.today().plusDays(40 + i % 100), later);
    }
  }

  private static Map<String, Object> address(Customer.Address address, int i) {
    Map<String, Object> values = stamped(i, "EFTF", "Y");
    values.put("ADD1", cut(address.line1(), NAME));
    values.put("ADD2", cut(address.line2(), NAME));
    values.put("CTY1", cut(address.city(), 25));
    values.put("ADDS", state(address.state()));
    values.put("ADDZ", cut(address.postalCode(), 12));
    values.put("CTR", address.country());
    return values;
  }

  private static String state(String state) {
    return state == null ? null : cut(state.toUpperCase(Locale.ROOT), 3);
  }

  private void contact(Contact contact, int i) {
    long number = numbers.get(contact.customer());
    Map<String, Object> values = stamped(i);
    values.put("MLNM", cut(contact.firstName() + " " + contact.lastName(), NAME));
    values.put("GNNM", cut(contact.firstName(), 25));
    values.put("SRNM", cut(contact.lastName(), 25));
    values.put("ATTL", cut(contact.jobTitle(), NAME));
    values.put("ACTIN", i % 60 == 59 ? "I" : null);
    long line = book.contact(Writer.SEED, number, values);
    phone(number, line, contact.phone(), "");
    phone(number, line, contact.mobile(), "CAR");
    electronic(number, line, AddressBook.EMAIL_TYPE, contact.email(), i);
  }

  private void vendor(Customer like, int i) {
    long number = book.database().nextNumber();
    Map<String, Object> master = stamped(i, "AT1", "V", "ATP", "Y", "ATR", "N", "MCU", "1");
    master.put("ALPH", cut("Supply " + like.address().city() + " " + (i + 1), NAME));
    master.put("TAX", like.address().country() + (900_000_000 + i * 131));
    book.create(Writer.SEED, number, master);
    Map<String, Object> terms = stamped(i, "CRRP", like.currency(), "CRCA", like.currency());
    terms.put("TRAP", Codes.terms(like.paymentTerms()));
    terms.put("HDPY", i % 50 == 11 ? "Y" : null);
    book.supplier(Writer.SEED, number, terms);
    book.address(Writer.SEED, number, CONVERTED, address(like.address(), i));
    electronic(number, 0, AddressBook.EMAIL_TYPE, "orders" + i + "@supply-" + i + ".example", i);
  }

  private void others(Company company, int count) {
    for (int i = 0; i < Math.min(3 + count / 100, company.contacts().size()); i++) {
      Contact person = company.contacts().get(i);
      boolean employee = i < 3;
      Map<String, Object> master = stamped(i, "AT1", employee ? "E" : "P", "MCU", "1");
      String name = person.firstName() + " " + person.lastName();
      master.put("ALPH", cut(employee ? name : name + " Trading", NAME));
      book.create(Writer.SEED, book.database().nextNumber(), master);
    }
  }

  private void phone(long number, long line, String phone, String type) {
    if (phone != null) {
      int space = phone.indexOf(' ');
      Map<String, Object> values = stamped((int) (number % 300));
      values.put("PHTP", type.isEmpty() ? null : type);
      values.put("AR1", space > 0 && space <= 6 ? phone.substring(0, space) : null);
      values.put("PH1", cut(space > 0 && space <= 6 ? phone.substring(space + 1) : phone, 20));
      book.phone(Writer.SEED, number, line, values);
    }
  }

  private void electronic(long number, long line, String type, String text, int i) {
    if (text != null) {
      book.electronic(Writer.SEED, number, line, type, text.stripTrailing(), stamped(i));
    }
  }

  /** Values with a stamp of long ago. */
  private static Map<String, Object> stamped(int i, String... pairs) {
    Map<String, Object> values = new HashMap<>();
    values.put(TableType.DATE, CONVERTED.plusDays(i % 300));
    values.put(TableType.TIME, 80_000L + i % 60);
    for (int at = 0; at < pairs.length; at += 2) {
      values.put(pairs[at], pairs[at + 1]);
    }
    return values;
  }

  private static String cut(String text, int length) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return text.length() <= length ? text : text.substring(0, length).stripTrailing();
  }
}
