package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Spreads the company over four legal entities. Customers take turns through them; named oddities:
 * the first three customers of gbsi have the account numbers of other customers in usmf; every
 * tenth from the fourth on is a customer in the next legal entity too, under one party; some rows
 * show their dataAreaId in upper case; account numbers with an apostrophe (demf), a star and in
 * lower case (jpmf); every eighth contact is linked to a second account.
 */
final class DynamicsSeed {

  static final List<String> COMPANIES = List.of("usmf", "gbsi", "demf", "jpmf");
  private static final List<String> PREFIXES = List.of("US-", "GB-", "DE-", "JP-");
  private static final int SHARED_NUMBERS = 3;
  private static final int UPPER_EVERY = 37;
  private static final int UPPER_FIRST = 5;
  private static final int SECOND_COMPANY_EVERY = 10;
  private static final int SECOND_ACCOUNT_EVERY = 8;

  private final Company company;
  private final Store store;
  final List<String> accounts = new ArrayList<>();
  final List<String> parties = new ArrayList<>();

  DynamicsSeed(Company company, Store store) {
    this.company = company;
    this.store = store;
  }

  void fill() {
    for (String each : COMPANIES) {
      store.insert(
          Entities.LEGAL_ENTITIES,
          values(
              "LegalEntityId",
              each,
              "Name",
              "Kestrel " + each.toUpperCase(Locale.ROOT),
              "CompanyType",
              "",
              "AddressCountryRegionId",
              ""));
      for (String type : List.of("File", "Note", "Ticket")) {
        store.insert(
            Entities.DOCUMENT_TYPES, values("dataAreaId", each, "TypeId", type, "Name", type));
      }
    }
    for (int i = 0; i < company.customers().size(); i++) {
      customer(i, company.customers().get(i));
    }
    new VendorSeed(company, store, this).fill();
    contacts();
  }

  private void customer(int i, Customer customer) {
    String party = store.nextNumber();
    parties.add(party);
    store.insertParty(party, organization(customer));
    int at = i % COMPANIES.size();
    String account = account(at, i / COMPANIES.size() + 1);
    accounts.add(account);
    account(dataArea(i, at), account, party, customer);
    if (i % SECOND_COMPANY_EVERY == SHARED_NUMBERS) {
      int next = (at + 1) % COMPANIES.size();
      account(COMPANIES.get(next), PREFIXES.get(next) + (900_000 + i), party, customer);
    }
  }

  static String dataArea(int i, int at) {
    String name = COMPANIES.get(at);
    return i % UPPER_EVERY == UPPER_FIRST ? name.toUpperCase(Locale.ROOT) : name;
  }

  private static String account(int at, int number) {
    String digits = String.format(Locale.ROOT, "%03d", number);
    return switch (COMPANIES.get(at) + number) {
      case "gbsi1", "gbsi2", "gbsi3" -> PREFIXES.get(0) + digits;
      case "demf7" -> "DE-O'7";
      case "jpmf5" -> "jp-" + digits;
      case "jpmf7" -> "JP-0*7";
      default -> PREFIXES.get(at) + digits;
    };
  }

  private void account(String area, String account, String party, Customer customer) {
    Map<String, Object> row =
        values(
            "dataAreaId",
            area,
            "CustomerAccount",
            account,
            "PartyNumber",
            party,
            "CustomerGroupId",
            customer.category().startsWith("KEY") ? "10" : "30",
            "PaymentTerms",
            customer.paymentTerms().replace(" ", ""),
            "SalesCurrencyCode",
            customer.currency(),
            "TaxExemptNumber",
            customer.taxpayerId(),
            "SalesMemo",
            customer.description());
    row.put("OnHoldStatus", customer.active() ? "No" : "All");
    if (customer.creditLimit() != null) {
      row.put("CreditLimit", customer.creditLimit());
    }
    store.insert(Entities.CUSTOMERS, row);
  }

  static Map<String, Object> organization(Customer customer) {
    Customer.Address address = customer.address();
    Locale country = new Locale("", address.country());
    return values(
        "Type", Party.ORGANIZATION,
        "Name", customer.name(),
        "SearchName", customer.name().toUpperCase(Locale.ROOT),
        "KnownAs", customer.name(),
        "Language", "en-us",
        "Email", customer.email(),
        "Phone", customer.phone(),
        "Url", customer.website(),
        "Country", country.getISO3Country(),
        "CountryIso", address.country(),
        "Street", address.line1() + (address.line2() == null ? "" : "\n" + address.line2()),
        "City", address.city(),
        "State", address.state(),
        "Zip", address.postalCode());
  }

  private void contacts() {
    Map<String, Integer> customers = new LinkedHashMap<>();
    for (int i = 0; i < company.customers().size(); i++) {
      customers.put(company.customers().get(i).partyNumber(), i);
    }
    for (int k = 0; k < company.contacts().size(); k++) {
      Contact contact = company.contacts().get(k);
      int customer = customers.get(contact.customer());
      String person = store.nextNumber();
      store.insertParty(
          person,
          person(contact.firstName(), contact.lastName(), contact.email(), contact.phone()));
      contact(customer, person, contact.jobTitle());
      if (k % SECOND_ACCOUNT_EVERY == 1) {
        int other = (customer + COMPANIES.size()) % parties.size();
        contact(other, person, contact.jobTitle());
      }
    }
  }

  private void contact(int customer, String person, String title) {
    String area = COMPANIES.get(customer % COMPANIES.size());
    contact(store, area, parties.get(customer), person, title);
  }

  static void contact(Store store, String area, String party, String person, String title) {
    Map<String, Object> row =
        values(
            "dataAreaId", area,
            "ContactPersonId", store.nextNumber(),
            "ContactPersonPartyNumber", person,
            "AssociatedPartyNumber", party,
            "EmploymentJobTitle", title);
    row.put("LastEditDateTime", java.time.Instant.parse("2025-03-01T08:00:00Z"));
    store.insert(Entities.CONTACTS, row);
  }

  static Map<String, Object> person(String first, String last, String email, String phone) {
    return values(
        "Type", Party.PERSON, "First", first, "Last", last, "Email", email, "Phone", phone);
  }

  /** Names and values in turn; a null is the empty text. */
  static Map<String, Object> values(String... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1] == null ? "" : pairs[i + 1]);
    }
    return values;
  }
}
