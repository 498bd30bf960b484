package io.mlconnector.sandbox.fusion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Posts journals to the simulated ledgers. */
final class Journals {

  private final FinanceData data;

  Journals(FinanceData data) {
    this.data = data;
  }

  /**
   * A batch with one journal.
   *
   * @param currency of the entered amounts
   * @param rate by which they become amounts of the ledger
   * @param lines with {@code AccountCombination} and {@code EnteredDr} or {@code EnteredCr}
   * @return the batch's key
   */
  String post(
      String name,
      String period,
      String currency,
      BigDecimal rate,
      List<Map<String, Object>> lines) {
    String batch = data.newId();
    String journal = name == null ? "Journal " + UUID.randomUUID() : name;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("BatchName", "Batch " + batch);
    values.put("BatchDescription", journal);
    values.put("DefaultPeriodName", period);
    values.put("Status", "P");
    values.put("StatusMeaning", "Posted");
    values.put("UserJeSourceName", "Manual");
    values.put("ChartOfAccountsName", "Nordlicht Accounting Flexfield");
    values.put("ActualFlagMeaning", "Actual");
    values.put("PostedDate", data.now().toString());
    data.batches.create(batch, values);
    add(batch, journal, period, currency, rate, lines);
    return batch;
  }

  /** One more journal of a batch. */
  void add(
      String batch,
      String journal,
      String period,
      String currency,
      BigDecimal rate,
      List<Map<String, Object>> lines) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("JournalName", journal);
    header.put("LedgerName", "Nordlicht Primary");
    header.put("CurrencyCode", currency);
    header.put("PeriodName", period);
    header.put("DefaultEffectiveDate", "2026-11-15");
    header.put("UserJeCategoryName", "Accrual");
    header.put("CurrencyConversionRate", rate);
    header.put("LegalEntityName", "Nordlicht Maschinenbau GmbH");
    header.put("RunningTotalDr", sum(lines, "EnteredDr"));
    header.put("RunningTotalCr", sum(lines, "EnteredCr"));
    header.put("RunningTotalAccountedDr", accounted(sum(lines, "EnteredDr"), rate));
    header.put("RunningTotalAccountedCr", accounted(sum(lines, "EnteredCr"), rate));
    data.add(data.batches, List.of(batch), "journalHeaders", header);
    data.addLines(
        data.batches,
        List.of(batch, journal),
        "journalLines",
        lines.stream().map(line -> line(line, currency, rate)).toList());
  }

  /** In the ledger's currency, which has cents: a ledger is never kept more exactly than that. */
  private static BigDecimal accounted(BigDecimal entered, BigDecimal rate) {
    return entered.multiply(rate).setScale(2, RoundingMode.HALF_UP);
  }

  private static Map<String, Object> line(
      Map<String, Object> given, String currency, BigDecimal rate) {
    Map<String, Object> line = new LinkedHashMap<>(given);
    line.put("CurrencyCode", currency);
    line.put("CurrencyConversionRate", rate);
    line.put("ChartOfAccountsName", "Nordlicht Accounting Flexfield");
    for (String side : List.of("Dr", "Cr")) {
      if (given.get("Entered" + side) != null) {
        BigDecimal entered = new BigDecimal(given.get("Entered" + side).toString());
        line.putIfAbsent("Accounted" + side, accounted(entered, rate));
      }
    }
    return line;
  }

  private static BigDecimal sum(List<Map<String, Object>> lines, String attribute) {
    return lines.stream()
        .map(line -> line.get(attribute))
        .filter(value -> value != null)
        .map(value -> new BigDecimal(value.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
