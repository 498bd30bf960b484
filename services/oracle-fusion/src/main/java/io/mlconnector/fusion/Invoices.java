package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.VendorFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Open receivables invoices: those with a balance. Overdue is what was due before today, in the
 * connection's zone; it grows without any row changing, so a full read is what tells.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/farfa/api-receivables-invoices.html">Receivables
 *     invoices</a>
 */
final class Invoices {

  static final Resource INVOICES =
      new Resource("fscmRestApi", "receivablesInvoices", "CustomerTransactionId");

  private static final String ACCOUNT = "BillToCustomerNumber";
  private static final String BALANCE = "InvoiceBalanceAmount";
  private static final String CURRENCY = "InvoiceCurrencyCode";
  private static final String OPEN = BALANCE + " > 0";

  private Invoices() {}

  /** By account number; an account without an open invoice owes nothing. */
  static Map<String, Owed> owed(Connection connection, List<String> accounts) {
    LocalDate today = LocalDate.ofInstant(connection.clock().instant(), connection.timeZone());
    Map<String, Owed> owed = new HashMap<>();
    Map<String, String> currencies = new HashMap<>();
    accounts.forEach(account -> owed.put(account, Owed.NOTHING));
    for (JsonNode item : INVOICES.byValues(connection, OPEN, ACCOUNT, accounts, null)) {
      FusionRow invoice = new FusionRow(item);
      String account = invoice.required(ACCOUNT);
      String currency = String.valueOf(invoice.text(CURRENCY));
      boolean another = !currencies.computeIfAbsent(account, first -> currency).equals(currency);
      owed.merge(account, another ? severalCurrencies() : one(invoice, today), Owed::plus);
    }
    return owed;
  }

  private static Owed severalCurrencies() {
    return new Owed(null, "The open invoices are in several currencies, which add up to nothing.");
  }

  private static Owed one(FusionRow invoice, LocalDate today) {
    BigDecimal balance = invoice.decimal(BALANCE);
    String due = invoice.text("DueDate");
    try {
      boolean overdue = due != null && LocalDate.parse(due).isBefore(today);
      return Owed.of(balance, overdue ? balance : BigDecimal.ZERO);
    } catch (DateTimeException e) {
      throw new Untranslatable(
          "DueDate", "of invoice " + invoice.text(INVOICES.key()) + " is no date");
    }
  }

  /**
   * Asks for the open invoices of an account that has some.
   *
   * @throws VendorFailure of kind REJECTED where the pod does not understand
   */
  static void selfTest(Connection connection) {
    for (JsonNode item : INVOICES.list(connection, OPEN, null, 1, 0).items()) {
      String account = new FusionRow(item).text(ACCOUNT);
      if (account == null
          || INVOICES.byValues(connection, OPEN, ACCOUNT, List.of(account), null).isEmpty()) {
        throw VendorFailure.rejected(
            200,
            "receivablesInvoices does not find the open invoices of %s: set receivablesFrom to"
                    .formatted(account)
                + " activities, or correct restFrameworkVersion and conjunction");
      }
    }
  }
}
