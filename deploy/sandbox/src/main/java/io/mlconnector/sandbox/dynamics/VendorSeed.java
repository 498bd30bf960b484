package io.mlconnector.sandbox.dynamics;

import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Vendors, one for four customers: every third is the party of a customer; of the others some have
 * the name of a customer without being it, and some the account number of a customer of the same
 * legal entity; the rest are new. Every second vendor has a contact.
 */
final class VendorSeed {

  private static final List<String> NAMES =
      List.of("Anvil", "Bramble", "Cinder", "Dovetail", "Ember", "Flint", "Gable", "Harrow");
  private static final List<String> GOODS =
      List.of("Paper Supply", "Office Services", "Freight", "Components", "Cleaning");
  private static final Instant OTHER_NO_DATE = Instant.parse("1900-01-01T12:00:00Z");
  private static final int CUSTOMERS_PER_VENDOR = 4;

  private final Company company;
  private final Store store;
  private final DynamicsSeed seed;

  VendorSeed(Company company, Store store, DynamicsSeed seed) {
    this.company = company;
    this.store = store;
    this.seed = seed;
  }

  void fill() {
    int count = company.customers().size() / CUSTOMERS_PER_VENDOR;
    for (int v = 0; v < count; v++) {
      vendor(v);
    }
  }

  private void vendor(int v) {
    int at = v % DynamicsSeed.COMPANIES.size();
    Customer customer = company.customers().get(v * 2);
    String party = seed.parties.get(v * 2);
    if (v % 3 != 0) {
      party = store.nextNumber();
      store.insertParty(party, organization(v, customer));
    }
    String account = v % 5 == 2 ? seed.accounts.get(v) : "V-" + (10_001 + v);
    Map<String, Object> row =
        DynamicsSeed.values(
            "dataAreaId",
            DynamicsSeed.dataArea(v, at),
            "VendorAccountNumber",
            account,
            "VendorPartyNumber",
            party,
            "VendorGroupId",
            "20",
            "CurrencyCode",
            customer.currency(),
            "DefaultPaymentTermsName",
            customer.paymentTerms().replace(" ", ""));
    row.put("OnHoldStatus", v % 50 == 11 ? "All" : "No");
    row.put("VendorHoldReleaseDate", v % 2 == 0 ? Property.NO_DATE : OTHER_NO_DATE);
    store.insert(Entities.VENDORS_V2, row);
    if (v % 2 == 0) {
      contact(v, at, party);
    }
  }

  private static Map<String, Object> organization(int v, Customer customer) {
    Map<String, Object> values = DynamicsSeed.organization(customer);
    int turn = v / NAMES.size() + 1;
    String name =
        NAMES.get(v % NAMES.size())
            + " "
            + GOODS.get(v % GOODS.size())
            + (turn > 1 ? " " + turn : "");
    if (v % 5 != 1) {
      values.put("Name", name);
      values.put("SearchName", name.toUpperCase(Locale.ROOT));
      values.put("KnownAs", name);
    }
    values.put("Email", "orders@" + domain(v));
    values.put("Url", "https://www." + domain(v));
    return values;
  }

  private static String domain(int v) {
    return NAMES.get(v % NAMES.size()).toLowerCase(Locale.ROOT) + "-" + v + ".example";
  }

  private void contact(int v, int at, String party) {
    List<Contact> people = company.contacts();
    String first = people.get(v % people.size()).firstName();
    String last = people.get((v + 7) % people.size()).lastName();
    String person = store.nextNumber();
    store.insertParty(
        person,
        DynamicsSeed.person(
            first, last, "sales" + v + "@" + domain(v), "+1 425 555 0" + (100 + v)));
    DynamicsSeed.contact(store, DynamicsSeed.COMPANIES.get(at), party, person, "Account manager");
  }
}
