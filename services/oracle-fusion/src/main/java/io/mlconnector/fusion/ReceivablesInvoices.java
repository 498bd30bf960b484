package io.mlconnector.fusion;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Invoice;
import io.mlconnector.canonical.InvoiceLine;
import io.mlconnector.canonical.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Invoices to customers.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/api-receivables-invoices.html">Receivables
 *     invoices</a>
 */
final class ReceivablesInvoices implements FinanceObject {

  static final String STREAM = "receivables-invoices";
  private static final String LINES = "receivablesInvoiceLines";
  private static final String PREFIX = "receivable:";

  @Override
  public FinanceResource resource() {
    return new FinanceResource(STREAM, "receivablesInvoices", "CustomerTransactionId");
  }

  @Override
  public String entity() {
    return Invoice.ENTITY;
  }

  @Override
  public String childrenSetting() {
    return "receivablesChildren";
  }

  @Override
  public Map<String, String> childKeys() {
    return Map.of(LINES, "CustomerTransactionLineId");
  }

  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt", "lines.updatedAt");
  }

  @Override
  public List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow record) {
    FusionRow row = record.row();
    String currency = row.text("InvoiceCurrencyCode");
    Money amount = row.money("EnteredAmount", currency);
    return List.of(
        Invoice.builder(PREFIX + row.required("CustomerTransactionId"))
            .kind("receivable")
            .number(row.text("TransactionNumber"))
            .description(row.text("Comments"))
            .type(row.text("TransactionType"))
            .status(row.text("InvoiceStatus"))
            .customerNumber(row.text("BillToCustomerNumber"))
            .customerName(row.text("BillToCustomerName"))
            .customerSite(row.text("BillToSite"))
            .businessUnit(row.text("BusinessUnit"))
            .currency(amount == null ? currency : amount.currency())
            .amount(amount)
            .balance(row.money("InvoiceBalanceAmount", currency))
            .invoiceDate(row.day("TransactionDate"))
            .accountingDate(row.day("AccountingDate"))
            .dueDate(row.day("DueDate"))
            .paymentTerms(row.text("PaymentTerms"))
            .source(row.text("TransactionSource"))
            .createdAt(row.stamp("CreationDate"))
            .updatedAt(row.stamp("LastUpdateDate"))
            .lines(lines(record, currency))
            .custom(settings.custom(STREAM, row))
            .build());
  }

  private static List<InvoiceLine> lines(FinanceRow record, String currency) {
    return record.children(LINES).stream()
        .map(
            line ->
                InvoiceLine.builder(line.required("CustomerTransactionLineId"))
                    .number(line.number("LineNumber"))
                    .description(line.text("Description"))
                    .amount(line.money("LineAmount", currency))
                    .quantity(line.decimal("Quantity"))
                    .unit(line.text("UnitOfMeasure"))
                    .unitPrice(line.money("UnitSellingPrice", currency))
                    .item(line.text("ItemNumber"))
                    .taxCode(line.text("TaxClassificationCode"))
                    .updatedAt(line.stamp("LastUpdateDate"))
                    .build())
        .sorted(Comparator.comparing(InvoiceLine::number, Comparator.nullsLast(Integer::compare)))
        .toList();
  }
}
