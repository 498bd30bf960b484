package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Address;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Money;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Untranslatable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Customers as sales accounts.
 *
 * @see <a href="https://docs.oracle.com/en/cloud/saas/sales/faaps/api-accounts.html">Accounts</a>
 */
final class AccountsProfile implements CustomerProfile {

  static final String KEY = "PartyNumber";
  private static final Resource ACCOUNTS = new Resource("crmRestApi", "accounts", KEY);

  @Override
  public Resource resource() {
    return ACCOUNTS;
  }

  /**
   * Finds out, for the whole page at once, what each owes and has ordered where that is wanted, and
   * whose own e-mail a contact already has.
   */
  @Override
  public List<FusionRow> rows(Connection connection, List<JsonNode> items) {
    FusionSettings settings = new FusionSettings(connection.settings());
    List<FusionRow> rows = items.stream().map(FusionRow::new).toList();
    List<String> keys = rows.stream().map(row -> row.text(KEY)).filter(Objects::nonNull).toList();
    Map<String, Owed> owed =
        settings.receivablesOnCustomers() ? OpenReceivables.ofParties(connection, keys) : null;
    return ownEmails(connection, settings, Trade.on(connection, rows, KEY, owed));
  }

  private static List<FusionRow> ownEmails(
      Connection connection, FusionSettings settings, List<FusionRow> rows) {
    List<String> emails =
        rows.stream()
            .map(row -> row.text("EmailAddress"))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!settings.ownEmailContact() || emails.isEmpty()) {
      return rows;
    }
    Set<String> taken =
        Contacts.CONTACTS.byValues(connection, "EmailAddress", emails).stream()
            .map(contact -> lower(contact.path("EmailAddress").asText()))
            .collect(Collectors.toSet());
    return rows.stream()
        .map(row -> row.withOwnEmailTaken(taken.contains(lower(row.text("EmailAddress")))))
        .toList();
  }

  @Override
  public List<CanonicalRecord> translate(FusionSettings settings, FusionRow row) {
    String key = row.required(KEY);
    List<Gap> gaps = new ArrayList<>();
    String email = row.text("EmailAddress");
    if (email == null) {
      gaps.add(new Gap("email", "The account has no e-mail address."));
    }
    gaps.addAll(row.trade().gaps());
    Customer customer =
        Customer.builder(key)
            .name(row.required("OrganizationName"))
            .accountNumber(key)
            .status(status(row))
            .email(email)
            .phone(row.phone("Phone"))
            .website(row.text("URL"))
            .billingAddress(address(row))
            .paymentTerms(configured(settings, "paymentTermsAttribute", "paymentTerms", row, gaps))
            .creditLimit(creditLimit(settings, row, gaps))
            .receivables(row.trade().receivables())
            .openOrders(row.trade().orders())
            .taxId(configured(settings, "taxIdAttribute", "taxId", row, gaps))
            .category(configured(settings, "categoryAttribute", "category", row, gaps))
            .custom(custom(settings, row))
            .gaps(gaps)
            .build();
    boolean ownContact = settings.ownEmailContact() && email != null && !row.ownEmailTaken();
    return ownContact ? List.of(customer, ownContact(customer)) : List.of(customer);
  }

  private static Contact ownContact(Customer customer) {
    return Contact.builder(customer.key() + "#email")
        .name(customer.name())
        .status(customer.status())
        .email(customer.email())
        .phone(customer.phone())
        .customerKey(customer.key())
        .build();
  }

  static String status(FusionRow row) {
    String status = row.text("SalesProfileStatus");
    if (status == null) {
      return "active";
    }
    // ACTIVE, A, INACTIVE, I: the look-up's codes differ between pods.
    return switch (status.toUpperCase(Locale.ROOT)) {
      case "ACTIVE", "A" -> "active";
      case "INACTIVE", "I" -> "inactive";
      default -> status.toLowerCase(Locale.ROOT);
    };
  }

  private static Address address(FusionRow row) {
    String country = row.text("Country");
    if (country != null && !country.matches("[A-Za-z]{2}")) {
      throw new Untranslatable("Country", "is not a two-letter country code");
    }
    Address address =
        new Address(
            row.text("AddressLine1"),
            row.text("AddressLine2"),
            row.text("City"),
            row.text("State"),
            row.text("PostalCode"),
            country == null ? null : country.toUpperCase(Locale.ROOT));
    return address.equals(new Address(null, null, null, null, null, null)) ? null : address;
  }

  private static Money creditLimit(FusionSettings settings, FusionRow row, List<Gap> gaps) {
    String attribute = settings.text("creditLimitAttribute");
    if (attribute == null) {
      gaps.add(notConfigured("creditLimit", "creditLimitAttribute"));
      return null;
    }
    BigDecimal amount = row.decimal(attribute);
    if (amount == null) {
      return null;
    }
    String currency = row.text(settings.text("creditCurrencyAttribute"));
    return new Money(amount, currency == null ? settings.text("creditCurrency") : currency);
  }

  private static String configured(
      FusionSettings settings, String setting, String field, FusionRow row, List<Gap> gaps) {
    String attribute = settings.text(setting);
    if (attribute == null) {
      gaps.add(notConfigured(field, setting));
      return null;
    }
    return row.text(attribute);
  }

  private static Gap notConfigured(String field, String setting) {
    return new Gap(
        field,
        "Fusion has no standard attribute for it; name yours in the setting " + setting + ".");
  }

  static Map<String, Object> custom(FusionSettings settings, FusionRow row) {
    Map<String, Object> custom = new LinkedHashMap<>();
    for (String attribute : settings.customAttributes()) {
      String value = row.text(attribute);
      if (value != null) {
        custom.put(attribute, value);
      }
    }
    return custom;
  }

  private static String lower(String email) {
    return email == null ? null : email.toLowerCase(Locale.ROOT);
  }
}
