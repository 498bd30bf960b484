package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Rows and sums per currency and period of what the pod holds, for control totals. */
final class FinanceTotals {

  /** What is added up of one currency and period. */
  private static final class Sum {
    long rows;
    BigDecimal amount = BigDecimal.ZERO;
    BigDecimal debit = BigDecimal.ZERO;
    BigDecimal credit = BigDecimal.ZERO;

    void add(BigDecimal more, BigDecimal dr, BigDecimal cr) {
      rows++;
      amount = amount.add(more);
      debit = debit.add(dr);
      credit = credit.add(cr);
    }
  }

  private final FinanceData data;
  private final Map<String, Sum> groups = new TreeMap<>();
  private final Sum all = new Sum();

  FinanceTotals(FinanceData data) {
    this.data = data;
  }

  /** Of {@code invoice-lines}, {@code receivables}, {@code payments} or {@code journal-lines}. */
  ObjectNode of(String what) {
    switch (what) {
      case "invoice-lines" -> invoiceLines();
      case "receivables" ->
          headers(data.receivables, "EnteredAmount", "InvoiceCurrencyCode", "AccountingDate");
      case "payments" ->
          headers(data.payments, "PaymentAmount", "PaymentCurrency", "AccountingDate");
      case "journal-lines" -> journalLines();
      default ->
          throw new IllegalArgumentException(
              "of: " + what + " is none of invoice-lines, receivables, payments, journal-lines");
    }
    ObjectNode json = json(all);
    ArrayNode array = json.putArray("groups");
    groups.forEach(
        (name, sum) -> {
          String[] parts = name.split("\\|", -1);
          ObjectNode group = array.addObject();
          group.putObject("by").put("currency", parts[0]).put("period", parts[1]);
          group.setAll(json(sum));
        });
    return json;
  }

  private static ObjectNode json(Sum sum) {
    return SandboxJson.object()
        .put("rows", sum.rows)
        .put("amount", sum.amount.toPlainString())
        .put("debit", sum.debit.toPlainString())
        .put("credit", sum.credit.toPlainString());
  }

  private void add(
      Object currency, Object period, Object amount, Function<String, Object> debitAndCredit) {
    BigDecimal debit = decimal(debitAndCredit.apply("Dr"));
    BigDecimal credit = decimal(debitAndCredit.apply("Cr"));
    BigDecimal value = amount == null ? debit.subtract(credit) : decimal(amount);
    String name = text(currency) + "|" + text(period);
    groups.computeIfAbsent(name, first -> new Sum()).add(value, debit, credit);
    all.add(value, debit, credit);
  }

  private void headers(FusionTable table, String amount, String currency, String period) {
    for (FusionRow row : table.all()) {
      add(row.value(currency), month(row.value(period)), row.value(amount), side -> null);
    }
  }

  private void invoiceLines() {
    ResourceType type = data.lines.type("invoiceLines");
    for (FusionRow invoice : data.invoices.all()) {
      for (FusionRow line : data.lines.of(type, invoice.key())) {
        add(
            invoice.value("InvoiceCurrency"),
            month(invoice.value("AccountingDate")),
            line.value("LineAmount"),
            side -> null);
      }
    }
  }

  private void journalLines() {
    ResourceType headers = data.lines.type("journalHeaders");
    ResourceType lines = data.lines.type("journalLines");
    for (FusionRow batch : data.batches.all()) {
      for (FusionRow header : data.lines.of(headers, batch.key())) {
        for (FusionRow line : data.lines.of(lines, header.key())) {
          add(
              header.value("CurrencyCode"),
              header.value("PeriodName"),
              null,
              side -> line.value("Entered" + side));
        }
      }
    }
  }

  /** The period of a date, as {@code 2026-11}. */
  private static String month(Object date) {
    return date == null ? "" : date.toString().substring(0, 7);
  }

  private static BigDecimal decimal(Object value) {
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
