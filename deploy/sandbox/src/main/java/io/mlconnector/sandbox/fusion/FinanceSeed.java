package io.mlconnector.sandbox.fusion;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A small pod: suppliers in a hierarchy, their orders, invoices and payments, and a ledger. */
final class FinanceSeed {

  static final String BUSINESS_UNIT = "Nordlicht Europe";
  private static final String[] SUPPLIERS = {
    "Fjordkraft Holding AS",
    "Fjordkraft Komponenter AS",
    "Albrecht & Söhne Gußtechnik",
    "Kanda Seimitsu Kōgyō",
    "Gulf Bearings W.L.L."
  };
  private static final String[] CURRENCIES = {"EUR", "NOK", "USD", "JPY", "KWD"};
  private static final int[] DECIMALS = {2, 2, 2, 0, 3};
  private static final String[][] ACCOUNTS = {
    {"10100", "Cash", "A"},
    {"21050", "Accrued liabilities", "L"},
    {"30100", "Share capital", "O"},
    {"41000", "Sales", "R"},
    {"52010", "Purchased parts", "E"}
  };
  private static final String[][] CENTERS = {
    {"0000", "None"}, {"4100", "Assembly"}, {"4200", "Foundry"}
  };

  private final FinanceData data;
  private final Instant yesterday;
  private final Random random;

  FinanceSeed(FinanceData data, Clock clock, long seed) {
    this.data = data;
    this.yesterday = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS);
    this.random = new Random(seed + 38);
  }

  void fill() {
    reference();
    for (int i = 0; i < SUPPLIERS.length; i++) {
      supplier(i);
      for (int n = 0; n < 3; n++) {
        order(i, n);
        invoice(i, n);
      }
      payment(i);
    }
    for (int i = 0; i < CURRENCIES.length; i++) {
      journal(i);
    }
  }

  private void reference() {
    Map<String, Object> ledger = new HashMap<>();
    ledger.put("Name", "Nordlicht Primary");
    ledger.put("CurrencyCode", "EUR");
    ledger.put("ChartOfAccountsId", "4711");
    ledger.put("LedgerCategoryCode", "PRIMARY");
    data.ledgers.insert("300000001000001", ledger, yesterday);
    int id = 626_955;
    for (String[] account : ACCOUNTS) {
      for (String[] center : CENTERS) {
        Map<String, Object> row = new HashMap<>();
        row.put("_CHART_OF_ACCOUNTS_ID", "4711");
        row.put("AccountType", account[2]);
        row.put("EnabledFlag", "Y");
        row.put("DetailPostingAllowedFlag", "Y");
        row.put("SummaryFlag", "N");
        row.put("JgzzReconFlag", "N");
        row.put("StartDateActive", "2019-01-01");
        row.put("Company", "101");
        row.put("CostCenter", center[0]);
        row.put("Account", account[0]);
        row.put("Product", "000");
        data.accounts.insert(Integer.toString(id++), row, yesterday);
      }
    }
    values("NORDLICHT_ACCOUNT", ACCOUNTS);
    values("NORDLICHT_COST_CENTER", CENTERS);
  }

  private void values(String set, String[][] values) {
    data.valueSets.insert(set, Map.of("ValidationType", "Independent"), yesterday);
    ResourceType type = data.lines.type("values");
    for (String[] value : values) {
      put(type, set, Map.of("Value", value[0], "Description", value[1], "EnabledFlag", "Y"));
    }
  }

  private void put(ResourceType type, String parent, Map<String, ?> values) {
    Map<String, Object> all = new HashMap<>(Values.checked(type, values));
    if (type.attributes().containsKey(Attribute.LAST_UPDATE)) {
      all.put(Attribute.LAST_UPDATE, yesterday);
    }
    String key = parent + "/" + all.get(type.key());
    data.lines.put(type, parent, new FusionRow(key, yesterday, all, 1));
  }

  private static String supplierId(int i) {
    return Long.toString(300_000_104_000_000L + i);
  }

  private void supplier(int i) {
    Map<String, Object> row = new HashMap<>();
    row.put("Supplier", SUPPLIERS[i]);
    row.put("SupplierNumber", Integer.toString(1000 + i));
    row.put("SupplierPartyId", Long.toString(300_000_105_000_000L + i));
    row.put("BusinessRelationship", "Spend authorized");
    row.put("SupplierType", "Supplier");
    row.put("Status", "ACTIVE");
    row.put("TaxpayerId", "TAX" + (4000 + i));
    if (i == 1) {
      row.put("ParentSupplierId", supplierId(0));
      row.put("ParentSupplier", SUPPLIERS[0]);
    }
    data.suppliers.insert(supplierId(i), dated(row), stamp());
    put(
        data.lines.type("addresses"),
        supplierId(i),
        Map.of(
            "SupplierAddressId",
            Long.toString(300_000_106_000_000L + i),
            "AddressName",
            "HQ",
            "FormattedAddress",
            "Havnegata " + i + ", 3016 Drammen",
            "Status",
            "ACTIVE"));
    put(
        data.lines.type("sites"),
        supplierId(i),
        Map.of(
            "SupplierSiteId",
            Long.toString(300_000_107_000_000L + i),
            "SupplierSite",
            "SITE" + i,
            "ProcurementBU",
            BUSINESS_UNIT,
            "SupplierAddressName",
            "HQ",
            "Status",
            "ACTIVE",
            "Email",
            "orders" + i + "@supplier.example"));
  }

  private void order(int i, int n) {
    String key = Long.toString(300_000_103_000_000L + 10L * i + n);
    Map<String, Object> row = new HashMap<>();
    row.put("OrderNumber", "PO-" + (20_000 + 10 * i + n));
    row.put("Status", "Open");
    row.put("Buyer", "Ostermann, Maren");
    row.put("ProcurementBU", BUSINESS_UNIT);
    row.put("SupplierId", supplierId(i));
    row.put("Supplier", SUPPLIERS[i]);
    row.put("SupplierSite", "SITE" + i);
    row.put("CurrencyCode", CURRENCIES[i]);
    row.put("Ordered", amount(i));
    row.put("Total", amount(i));
    row.put("Revision", "0");
    row.put("FrozenFlag", "false");
    row.put("OrderDate", "2026-09-24");
    data.orders.insert(key, dated(row), stamp());
    for (int line = 1; line <= 2; line++) {
      put(
          data.lines.type("lines"),
          key,
          Map.of(
              "POLineId",
              Long.toString(300_000_108_000_000L + 100L * i + 10L * n + line),
              "LineNumber",
              Integer.toString(line),
              "Description",
              "Part " + line,
              "Quantity",
              "12.5",
              "Price",
              "0.1",
              "Ordered",
              "1.25",
              "CurrencyCode",
              CURRENCIES[i],
              "Status",
              "Open"));
    }
  }

  static String invoiceId(int i, int n) {
    return Long.toString(300_000_101_000_000L + 10L * i + n);
  }

  private void invoice(int i, int n) {
    String key = invoiceId(i, n);
    Map<String, Object> row = new HashMap<>();
    row.put("InvoiceNumber", "FK-" + i + "-" + n);
    row.put("InvoiceType", n == 2 ? "Credit memo" : "Standard");
    row.put("Supplier", SUPPLIERS[i]);
    row.put("SupplierNumber", Integer.toString(1000 + i));
    row.put("SupplierSite", "SITE" + i);
    row.put("BusinessUnit", BUSINESS_UNIT);
    row.put("LegalEntity", "Nordlicht Maschinenbau GmbH");
    BigDecimal total = BigDecimal.ZERO;
    for (int line = 1; line <= 1 + n; line++) {
      BigDecimal amount = n == 2 ? amount(i).negate() : amount(i);
      total = total.add(amount);
      put(
          data.lines.type("invoiceLines"),
          key,
          Map.of(
              "LineNumber",
              Integer.toString(line),
              "LineType",
              "Item",
              "Description",
              "Part " + line,
              "LineAmount",
              amount,
              "DistributionCombination",
              "101-4100-52010-000"));
    }
    row.put("InvoiceAmount", total);
    row.put("InvoiceCurrency", CURRENCIES[i]);
    row.put("InvoiceDate", "2026-10-30");
    row.put("AccountingDate", "2026-10-31");
    row.put("AmountPaid", "0");
    row.put("PaidStatus", "Unpaid");
    row.put("ApprovalStatus", "Workflow approved");
    row.put("ValidationStatus", "Validated");
    row.put("PaymentTerms", "Net 30");
    data.invoices.insert(key, dated(row), stamp());
    put(
        data.lines.type("invoiceInstallments"),
        key,
        Map.of(
            "InstallmentNumber",
            "1",
            "DueDate",
            "2026-11-29",
            "GrossAmount",
            total,
            "UnpaidAmount",
            total,
            "HoldFlag",
            "false"));
  }

  private void payment(int i) {
    String key = Long.toString(300_000_102_000_000L + i);
    Map<String, Object> row = new HashMap<>();
    row.put("PaymentNumber", Integer.toString(50_100 + i));
    row.put("PaymentAmount", amount(i));
    row.put("PaymentCurrency", CURRENCIES[i]);
    row.put("PaymentDate", "2026-11-03");
    row.put("AccountingDate", "2026-11-03");
    row.put("Payee", SUPPLIERS[i]);
    row.put("SupplierNumber", Integer.toString(1000 + i));
    row.put("PaymentStatus", "Negotiable");
    row.put("PaymentType", "Quick");
    row.put("BusinessUnit", BUSINESS_UNIT);
    row.put("ReconciledFlag", "false");
    data.payments.insert(key, dated(row), stamp());
    put(
        data.lines.type("relatedInvoices"),
        key,
        Map.of(
            "InvoicePaymentId",
            Long.toString(300_000_109_000_000L + i),
            "InvoiceId",
            invoiceId(i, 0),
            "InvoiceNumber",
            "FK-" + i + "-0",
            "AmountPaidInvoiceCurrency",
            amount(i)));
  }

  private void journal(int i) {
    BigDecimal amount = amount(i);
    BigDecimal rate = i == 0 ? BigDecimal.ONE : new BigDecimal("0.0853");
    new Journals(data)
        .post(
            "Accrual " + CURRENCIES[i],
            "Oct-26",
            CURRENCIES[i],
            rate,
            List.of(
                Map.of("AccountCombination", "101-4100-52010-000", "EnteredDr", amount),
                Map.of("AccountCombination", "101-0000-21050-000", "EnteredCr", amount)));
  }

  private BigDecimal amount(int i) {
    return BigDecimal.valueOf(1 + random.nextInt(10_000_000), DECIMALS[i]);
  }

  private Map<String, Object> dated(Map<String, Object> row) {
    row.put(Attribute.CREATION, yesterday.minus(30, ChronoUnit.DAYS));
    return row;
  }

  private Instant stamp() {
    return yesterday.minusSeconds(random.nextInt(60 * 86_400));
  }
}
