package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Invoice;
import io.mlconnector.canonical.Invoice.Installment;
import io.mlconnector.canonical.InvoiceLine;
import io.mlconnector.canonical.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Invoices of suppliers.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/api-invoices.html">Invoices</a>
 */
final class PayablesInvoices implements FinanceObject {

  static final String STREAM = "invoices";
  private static final String INSTALLMENTS = "invoiceInstallments";

  /** Ids of payables and of receivables count apart, and share an entity. */
  static final String PREFIX = "payable:";

  private static final String LINES = "invoiceLines";
  private static final String ACCOUNT = "DistributionCombination";

  @Override
  public FinanceResource resource() {
    return new FinanceResource(STREAM, "invoices", "InvoiceId");
  }

  @Override
  public String entity() {
    return Invoice.ENTITY;
  }

  @Override
  public String childrenSetting() {
    return "invoiceChildren";
  }

  @Override
  public Map<String, String> childKeys() {
    return Map.of(LINES, "LineNumber", INSTALLMENTS, "InstallmentNumber");
  }

  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt", "lines.updatedAt");
  }

  @Override
  public List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow record) {
    FusionRow row = record.row();
    String currency = row.text("InvoiceCurrency");
    Money amount = row.money("InvoiceAmount", currency);
    Money paid = row.money("AmountPaid", currency);
    List<Installment> installments = installments(record, currency);
    return List.of(
        Invoice.builder(PREFIX + row.required("InvoiceId"))
            .kind("payable")
            .number(row.text("InvoiceNumber"))
            .description(row.text("Description"))
            .type(row.text("InvoiceType"))
            .status(row.text("ValidationStatus"))
            .approvalStatus(row.text("ApprovalStatus"))
            .paymentStatus(paymentStatus(row.text("PaidStatus")))
            .vendorNumber(row.text("SupplierNumber"))
            .vendorName(row.text("Supplier"))
            .vendorSite(row.text("SupplierSite"))
            .businessUnit(row.text("BusinessUnit"))
            .legalEntity(row.text("LegalEntity"))
            .currency(amount == null ? currency : amount.currency())
            .amount(amount)
            .paid(paid)
            .balance(balance(amount, paid))
            .invoiceDate(row.day("InvoiceDate"))
            .accountingDate(row.day("AccountingDate"))
            .dueDate(due(installments))
            .paymentTerms(row.text("PaymentTerms"))
            .paymentMethod(row.text("PaymentMethod"))
            .purchaseOrderNumber(row.text("PurchaseOrderNumber"))
            .source(row.text("InvoiceSource"))
            .createdAt(row.stamp("CreationDate"))
            .updatedAt(row.stamp("LastUpdateDate"))
            .lines(lines(settings, record, currency))
            .installments(installments)
            .custom(settings.custom(STREAM, row))
            .build());
  }

  private static String paymentStatus(String status) {
    return status == null ? null : status.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static Money balance(Money amount, Money paid) {
    if (amount == null) {
      return null;
    }
    BigDecimal gone = paid == null ? BigDecimal.ZERO : paid.amount();
    return new Money(amount.amount().subtract(gone), amount.currency());
  }

  private static List<InvoiceLine> lines(
      FinanceSettings settings, FinanceRow record, String currency) {
    return record.children(LINES).stream()
        .map(line -> line(settings, line, currency))
        .sorted(Comparator.comparing(InvoiceLine::number))
        .toList();
  }

  private static InvoiceLine line(FinanceSettings settings, FusionRow line, String currency) {
    String account = account(line);
    String type = line.text("LineType");
    return InvoiceLine.builder(line.required("LineNumber"))
        .number(line.number("LineNumber"))
        .type(type == null ? null : type.toLowerCase(Locale.ROOT))
        .description(line.text("Description"))
        .amount(line.money("LineAmount", currency))
        .accountedAmount(line.money("BaseAmount", null))
        .quantity(line.decimal("Quantity"))
        .unit(line.text("UOM"))
        .unitPrice(line.money("UnitPrice", currency))
        .item(line.text("Item"))
        .purchaseOrderNumber(line.text("PurchaseOrderNumber"))
        .account(account)
        .costCenter(Segments.of(settings).costCenter(account))
        .taxCode(line.text("TaxClassification"))
        .updatedAt(line.stamp("LastUpdateDate"))
        .build();
  }

  /** The line's own, or that of all its distributions; none where they differ. */
  private static String account(FusionRow line) {
    if (line.text(ACCOUNT) != null) {
      return line.text(ACCOUNT);
    }
    JsonNode below = line.json().path("invoiceDistributions");
    Set<String> accounts = new LinkedHashSet<>();
    Below.items(below.isArray() ? below : below.path("items"))
        .forEach(each -> accounts.add(new FusionRow(each).text(ACCOUNT)));
    return accounts.size() == 1 && !below.path("hasMore").asBoolean()
        ? accounts.iterator().next()
        : null;
  }

  private static List<Installment> installments(FinanceRow record, String currency) {
    return record.children(INSTALLMENTS).stream()
        .map(
            each ->
                new Installment(
                    each.number("InstallmentNumber"),
                    each.day("DueDate"),
                    each.money("GrossAmount", currency),
                    each.money("UnpaidAmount", currency),
                    each.text("PaymentMethod"),
                    each.flag("HoldFlag")))
        .sorted(Comparator.comparing(Installment::number, Comparator.nullsLast(Integer::compare)))
        .toList();
  }

  private static LocalDate due(List<Installment> installments) {
    return installments.stream()
        .filter(each -> each.unpaid() == null || each.unpaid().amount().signum() != 0)
        .map(Installment::dueDate)
        .filter(day -> day != null)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
