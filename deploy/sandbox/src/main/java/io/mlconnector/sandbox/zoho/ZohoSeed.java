package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Fills the organization from the company: its customers as accounts, their contacts, and some
 * suppliers; the few customers without e-mail and tax id are unknown here. Two accounts of one name
 * cannot be, so a repeated one carries its town. Nothing is newer than yesterday, and no record
 * knows the ERP.
 */
final class ZohoSeed {

  private static final int OLDEST_DAYS = 900;
  private static final int VENDOR_EVERY = 10;
  private static final List<String> TYPES = List.of("Customer", "Customer", "Customer", "Reseller");
  private static final List<String> INDUSTRIES =
      List.of("Manufacturing", "Wholesale", "Retail", "Transportation", "Technology");

  private final Company company;
  private final Random random;

  ZohoSeed(Company company, long seed) {
    this.company = company;
    this.random = new Random(seed + 5);
  }

  void fill(Org org) {
    org.alone(
        () -> {
          CrmModule accounts = org.module(Org.ACCOUNTS).orElseThrow();
          CrmModule contacts = org.module(Org.CONTACTS).orElseThrow();
          CrmModule vendors = org.module(Org.VENDORS).orElseThrow();
          Map<String, String> ids = new HashMap<>();
          int number = 0;
          for (Customer customer : known()) {
            ObjectNode values = account(customer);
            if (!accounts.with("Account_Name", values.get("Account_Name")).isEmpty()) {
              values.put("Account_Name", customer.name() + ", " + customer.address().city());
            }
            values.put("Account_Email", customer.email());
            CrmRecord account = aged(org, org.create(accounts, values, own()));
            ids.put(customer.partyNumber(), account.key());
            if (number++ % VENDOR_EVERY == 0) {
              aged(org, org.create(vendors, vendor(customer), own()));
            }
          }
          for (Contact contact : company.contacts()) {
            String account = ids.get(contact.customer());
            if (account != null) {
              aged(org, org.create(contacts, contact(contact, account), own()));
            }
          }
          org.quiet();
          return null;
        });
  }

  /** Those by whose e-mail or tax id the ERP's customer can be told; names prove nothing. */
  private List<Customer> known() {
    return company.customers().stream()
        .filter(customer -> customer.email() != null || customer.taxpayerId() != null)
        .toList();
  }

  private static String own() {
    return Org.COLLEAGUE;
  }

  /** The same as if it had been written long ago. */
  CrmRecord aged(Org org, CrmRecord record) {
    Instant yesterday = org.now().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    record.modified = yesterday.minusSeconds(random.nextInt(OLDEST_DAYS * 86_400));
    record.created = record.modified.minus(Duration.ofDays(30));
    return record;
  }

  /** What the organization's people know of a customer; its e-mail is for the caller to place. */
  ObjectNode account(Customer customer) {
    Customer.Address address = customer.address();
    ObjectNode values = SandboxJson.object();
    values.put("Account_Name", customer.name());
    values.put("Account_Type", TYPES.get(random.nextInt(TYPES.size())));
    values.put("Industry", INDUSTRIES.get(random.nextInt(INDUSTRIES.size())));
    values.put("Phone", customer.phone()).put("Website", customer.website());
    values.put("Billing_Street", street(address)).put("Billing_City", address.city());
    values.put("Billing_State", address.state()).put("Billing_Code", address.postalCode());
    values.put("Billing_Country", address.country());
    values.put("Tax_ID", customer.taxpayerId()).put("Category", customer.category());
    return values.put("Description", customer.description());
  }

  private static String street(Customer.Address address) {
    return address.line2() == null ? address.line1() : address.line1() + ", " + address.line2();
  }

  private static ObjectNode contact(Contact contact, String account) {
    ObjectNode values = SandboxJson.object();
    values.put("First_Name", contact.firstName()).put("Last_Name", contact.lastName());
    values.put("Email", contact.email()).put("Phone", contact.phone());
    values.put("Mobile", contact.mobile()).put("Title", contact.jobTitle());
    values.put("Email_Opt_Out", contact.doNotEmail());
    return values.put("Account_Name", account);
  }

  private static ObjectNode vendor(Customer customer) {
    ObjectNode values = SandboxJson.object();
    values.put("Vendor_Name", customer.name() + " Supplies");
    values.put("Phone", customer.phone()).put("City", customer.address().city());
    return values.put("Country", customer.address().country());
  }
}
