package io.mlconnector.fusion;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Payment;
import io.mlconnector.canonical.Payment.PaidInvoice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Payments to suppliers, with the invoices that they pay.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/api-payables-payments.html">Payables
 *     payments</a>
 */
final class Payments implements FinanceObject {

  static final String STREAM = "payments";
  private static final String INVOICES = "relatedInvoices";

  @Override
  public FinanceResource resource() {
    return new FinanceResource(STREAM, "payablesPayments", "CheckId");
  }

  @Override
  public String entity() {
    return Payment.ENTITY;
  }

  @Override
  public String childrenSetting() {
    return "paymentChildren";
  }

  @Override
  public Map<String, String> childKeys() {
    return Map.of(INVOICES, "InvoicePaymentId");
  }

  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt");
  }

  @Override
  public List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow record) {
    FusionRow row = record.row();
    return List.of(
        Payment.builder(row.required("CheckId"))
            .kind("outgoing")
            .number(row.text("PaymentNumber"))
            .reference(row.text("PaymentReference"))
            .type(row.text("PaymentType"))
            .status(row.text("PaymentStatus"))
            .method(row.text("PaymentMethod"))
            .amount(row.money("PaymentAmount", row.text("PaymentCurrency")))
            .paidOn(row.day("PaymentDate"))
            .accountingDate(row.day("AccountingDate"))
            .vendorNumber(row.text("SupplierNumber"))
            .vendorName(row.text("Payee"))
            .vendorSite(row.text("PayeeSite"))
            .businessUnit(row.text("BusinessUnit"))
            .legalEntity(row.text("LegalEntity"))
            .bankAccount(row.text("DisbursementBankAccountName"))
            .reconciled(row.flag("ReconciledFlag"))
            .createdAt(row.stamp("CreationDate"))
            .updatedAt(row.stamp("LastUpdateDate"))
            .invoices(invoices(record))
            .custom(settings.custom(STREAM, row))
            .build());
  }

  private static List<PaidInvoice> invoices(FinanceRow record) {
    return record.children(INVOICES).stream()
        .map(
            each -> {
              String invoice = each.text("InvoiceId");
              return new PaidInvoice(
                  each.required("InvoicePaymentId"),
                  invoice == null ? null : PayablesInvoices.PREFIX + invoice,
                  each.text("InvoiceNumber"),
                  each.money("AmountPaidInvoiceCurrency", each.text("InvoiceCurrency")),
                  each.money("DiscountTaken", each.text("InvoiceCurrency")));
            })
        .sorted(Comparator.comparing(PaidInvoice::key))
        .toList();
  }
}
