package io.mlconnector.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Makes up the people at the customers, the oddities that {@link Company} promises included. */
final class ContactGenerator {

  private static final List<String> JOBS =
      List.of(
          "Head of Purchasing",
          "Accounts Payable Clerk",
          "IT Manager",
          "Managing Director",
          "Office Manager",
          "Logistics Coordinator",
          "Controller",
          "Production Planner");
  private static final int AGENT = 5;
  private static final int CUSTOMERS_OWN = 13;
  private static final int SHARED_PAIRS = 4;
  private static final int FIRST_SHARED = 20;
  private static final int NEVER_WITHOUT_EMAIL = 30;

  private final Draw draw;
  private final List<Customer> customers;

  ContactGenerator(long seed, List<Customer> customers) {
    this.draw = new Draw(seed + 1);
    this.customers = customers;
  }

  List<Contact> generate(int count) {
    List<Contact> contacts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Customer customer =
          i < customers.size() ? customers.get(i) : customers.get(draw.below(customers.size()));
      contacts.add(contact(i, customer, contacts));
    }
    return contacts;
  }

  private Contact contact(int i, Customer customer, List<Contact> before) {
    Country country = countryOf(customer);
    String first = i == AGENT ? "Inès" : draw.from(country.firstNames());
    String last = i == AGENT ? "Moreau" : draw.from(country.lastNames());
    String mailbox = Draw.slug(first).replace("-", "") + "." + Draw.slug(last);
    String own = draw.once(mailbox, "", "@" + domainOf(customer));
    boolean hasEmail = i < NEVER_WITHOUT_EMAIL || !draw.chance(6);
    return new Contact(
        Long.toString(300_000_002_600_000L + i * 11L),
        i % 25 == 24 ? "CDRM_" + (500_000 + i) : Long.toString(300_100_500_000L + i),
        first,
        last,
        hasEmail ? email(i, own, customer, before) : null,
        draw.digits(country.phonePrefix()),
        draw.chance(40) ? draw.digits(country.phonePrefix()) : null,
        draw.from(JOBS),
        draw.chance(5),
        customer.partyNumber());
  }

  private static String email(int i, String own, Customer customer, List<Contact> before) {
    if (i == AGENT) {
      return Company.AGENT_EMAIL;
    }
    if (i == CUSTOMERS_OWN) {
      return customer.email();
    }
    boolean sharesOne =
        i > FIRST_SHARED && i <= FIRST_SHARED + 2 * SHARED_PAIRS && (i - FIRST_SHARED) % 2 == 0;
    return sharesOne ? before.get(i - 1).email() : own;
  }

  private static Country countryOf(Customer customer) {
    return Country.ALL.stream()
        .filter(country -> country.code().equals(customer.address().country()))
        .findFirst()
        .orElseThrow();
  }

  private static String domainOf(Customer customer) {
    if (customer.email() != null) {
      return customer.email().substring(customer.email().indexOf('@') + 1);
    }
    return Draw.slug(customer.name()) + "-" + customer.accountNumber() + ".example";
  }
}
