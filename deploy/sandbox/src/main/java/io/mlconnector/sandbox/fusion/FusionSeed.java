package io.mlconnector.sandbox.fusion;

import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Fills the resources from the company. One row in six came in one mass import and has the same
 * LastUpdateDate as all of those; nothing is newer than yesterday.
 */
final class FusionSeed {

  private static final int IMPORTED_PERCENT = 16;
  private static final int OLDEST_DAYS = 900;
  private static final int TRADING = 500;

  private final Company company;
  private final Instant yesterday;
  private final Random random;

  FusionSeed(Company company, Clock clock, long seed) {
    this.company = company;
    this.yesterday = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    this.random = new Random(seed + 2);
  }

  void fill(FusionData data) {
    for (Customer customer : company.customers()) {
      insert(data.accounts, customer.partyNumber(), account(customer));
      insert(data.receivables, customer.accountId(), receivables(customer));
    }
    for (Contact contact : company.contacts()) {
      insert(data.contacts, contact.partyNumber(), contact(contact));
    }
    sites(data.sites);
    trade(data);
  }

  /** What the first customers ordered and owe; as much for all would fill the memory. */
  private void trade(FusionData data) {
    int number = 0;
    for (Customer customer : company.customers()) {
      if (number == TRADING) {
        break;
      }
      orders(data.orders, customer, number);
      invoices(data, customer, number);
      number++;
    }
  }

  /** None, one or two open orders, and a closed one for everybody. */
  private void orders(FusionTable orders, Customer customer, int number) {
    for (int order = 0; order <= number % 3; order++) {
      Map<String, Object> values = new HashMap<>();
      String id = Long.toString(300_000_060_000_000L + 10L * number + order);
      values.put("OrderNumber", "SO-" + number + "-" + order);
      values.put("BuyingPartyId", customer.partyId());
      values.put("BuyingPartyNumber", customer.partyNumber());
      values.put("BuyingPartyName", customer.name());
      values.put("StatusCode", order == 0 ? "CLOSED" : "OPEN");
      values.put("OpenFlag", order != 0);
      values.put("TransactionalCurrencyCode", customer.currency());
      values.put("TotalCode", "QP_TOTAL_NET_PRICE");
      values.put("TotalAmount", BigDecimal.valueOf(100_000L + 137L * number + order, 2));
      values.put("CurrencyCode", customer.currency());
      orders.insert(id, values, yesterday);
    }
  }

  /** What the account's activities say: a part of it is due, the rest will be. */
  private void invoices(FusionData data, Customer customer, int number) {
    FusionRow account = data.receivables.row(customer.accountId());
    BigDecimal open = (BigDecimal) account.value("TotalOpenReceivablesForAccount");
    BigDecimal due = (BigDecimal) account.value("TotalTransactionsDueForAccount");
    LocalDate day = LocalDate.ofInstant(yesterday, ZoneOffset.UTC);
    long id = 300_000_070_000_000L + 10L * number;
    data.invoices.insert(
        Long.toString(id + 1), invoice(customer, id + 1, due, day.minusDays(10)), yesterday);
    data.invoices.insert(
        Long.toString(id + 2),
        invoice(customer, id + 2, open.subtract(due), day.plusDays(40)),
        yesterday);
  }

  private static Map<String, Object> invoice(
      Customer customer, long id, BigDecimal balance, LocalDate due) {
    Map<String, Object> values = new HashMap<>();
    values.put("TransactionNumber", "INV-" + id);
    values.put("TransactionDate", due.minusDays(30));
    values.put("DueDate", due);
    values.put("BillToCustomerName", customer.name());
    values.put("BillToCustomerNumber", customer.accountNumber());
    values.put("InvoiceCurrencyCode", customer.currency());
    values.put("EnteredAmount", balance);
    values.put("InvoiceBalanceAmount", balance);
    values.put("InvoiceStatus", "Complete");
    return values;
  }

  private void insert(FusionTable table, String key, Map<String, Object> values) {
    Instant stamp = stamp();
    values.put(Attribute.CREATION, stamp.minus(Duration.ofDays(30)));
    table.insert(key, values, stamp);
  }

  private Instant stamp() {
    if (random.nextInt(100) < IMPORTED_PERCENT) {
      return yesterday.minus(200, ChronoUnit.DAYS);
    }
    return yesterday.minusSeconds(random.nextInt(OLDEST_DAYS * 86_400));
  }

  /** One site each, and a second one for every fifth. */
  private void sites(FusionTable sites) {
    int number = 0;
    for (Customer customer : company.customers()) {
      for (int site = 1; site <= (number % 5 == 0 ? 2 : 1); site++) {
        Map<String, Object> values = new HashMap<>();
        values.put("CustomerName", customer.name());
        values.put("AccountNumber", customer.accountNumber());
        values.put("TaxpayerIdentificationNumber", customer.taxpayerId());
        values.put("CustomerAccountId", customer.accountId());
        values.put("PartyNumber", customer.partyNumber());
        values.put("SiteName", "Site " + site);
        values.put("PrimarySite", site == 1);
        values.put("SetName", "Common Set");
        sites.insert(Long.toString(300_000_030_000_000L + 10L * number + site), values, yesterday);
      }
      number++;
    }
  }

  private static Map<String, Object> account(Customer customer) {
    Phone phone = Phone.of(customer.phone());
    Customer.Address address = customer.address();
    Map<String, Object> values = new HashMap<>();
    values.put("PartyId", customer.partyId());
    values.put("OrganizationName", customer.name());
    values.put("Type", "ZCA_CUSTOMER");
    values.put("Description", customer.description());
    values.put("EmailAddress", customer.email());
    values.put("URL", customer.website());
    values.put("PhoneCountryCode", phone.country());
    values.put("PhoneAreaCode", phone.area());
    values.put("PhoneNumber", phone.number());
    values.put("AddressLine1", address.line1());
    values.put("AddressLine2", address.line2());
    values.put("City", address.city());
    values.put("State", address.state());
    values.put("PostalCode", address.postalCode());
    values.put("Country", address.country());
    values.put("SalesProfileStatus", customer.active() ? "ACTIVE" : "INACTIVE");
    values.put("CreditLimit_c", customer.creditLimit());
    values.put("CreditCurrency_c", customer.creditLimit() == null ? null : customer.currency());
    values.put("PaymentTerms_c", customer.paymentTerms());
    values.put("TaxpayerId_c", customer.taxpayerId());
    values.put("Category_c", customer.category());
    return values;
  }

  private static Map<String, Object> contact(Contact contact) {
    Phone work = Phone.of(contact.phone());
    Phone mobile = Phone.of(contact.mobile());
    Map<String, Object> values = new HashMap<>();
    values.put("PartyId", contact.partyId());
    values.put("FirstName", contact.firstName());
    values.put("LastName", contact.lastName());
    values.put("EmailAddress", contact.email());
    values.put("AccountPartyNumber", contact.customer());
    values.put("JobTitle", contact.jobTitle());
    values.put("WorkPhoneCountryCode", work.country());
    values.put("WorkPhoneAreaCode", work.area());
    values.put("WorkPhoneNumber", work.number());
    values.put("MobileCountryCode", mobile.country());
    values.put("MobileAreaCode", mobile.area());
    values.put("MobileNumber", mobile.number());
    values.put("DoNotEmailFlag", contact.doNotEmail());
    return values;
  }

  private Map<String, Object> receivables(Customer customer) {
    BigDecimal open = BigDecimal.valueOf(random.nextInt(5_000_000), 2);
    Map<String, Object> values = new HashMap<>();
    values.put("AccountNumber", customer.accountNumber());
    values.put("CustomerId", customer.partyId());
    values.put("CustomerName", customer.name());
    values.put("TotalOpenReceivablesForAccount", open);
    values.put(
        "TotalTransactionsDueForAccount",
        open.divide(BigDecimal.valueOf(4), 2, java.math.RoundingMode.DOWN));
    return values;
  }
}
