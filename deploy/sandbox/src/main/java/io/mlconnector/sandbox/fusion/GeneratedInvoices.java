package io.mlconnector.sandbox.fusion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many invoices whose lines are reckoned from their number whenever they are asked for, so that
 * hundreds of thousands of them take no memory.
 *
 * @param first number of the first invoice
 * @param lines of each invoice
 */
record GeneratedInvoices(long first, int count, int lines, long seed, Instant at) {

  static final long FIRST_ID = 300_000_200_000_000L;

  private static final String[] CURRENCIES = {"EUR", "USD", "JPY", "KWD", "NOK"};
  private static final int[] DECIMALS = {2, 2, 0, 3, 2};
  private static final String[] TEXTS = {
    "Housing 4-A", "Schrauben \"M8\", verzinkt", "部品一式\nロット7", "Ремонт насоса", "  spaced  ", ""
  };

  /** Whether an invoice is one of these. */
  boolean has(String invoice) {
    long number = number(invoice);
    return number >= first && number < first + count;
  }

  private static long number(String invoice) {
    return Long.parseLong(invoice) - FIRST_ID;
  }

  Map<String, Object> header(long number) {
    int kind = kind(number);
    BigDecimal sum = BigDecimal.ZERO;
    for (int line = 1; line <= lines; line++) {
      sum = sum.add(amount(number, line));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("InvoiceNumber", "GEN-" + number);
    values.put("InvoiceType", sum.signum() < 0 ? "Credit memo" : "Standard");
    values.put("Supplier", "Fjordkraft Komponenter AS");
    values.put("SupplierNumber", "1001");
    values.put("SupplierSite", "DRAMMEN");
    values.put("BusinessUnit", "Nordlicht Europe");
    values.put("InvoiceAmount", sum);
    values.put("InvoiceCurrency", CURRENCIES[kind]);
    values.put("InvoiceDate", "2026-10-%02d".formatted(1 + number % 28));
    values.put("AccountingDate", "2026-%02d-15".formatted(9 + number % 3));
    values.put("AmountPaid", "0");
    values.put("PaidStatus", "Unpaid");
    values.put("ValidationStatus", "Validated");
    values.put(Attribute.CREATION, at);
    return values;
  }

  List<FusionRow> rows(String invoice) {
    long number = number(invoice);
    List<FusionRow> rows = new ArrayList<>(lines);
    for (int line = 1; line <= lines; line++) {
      Map<String, Object> values = new HashMap<>();
      values.put("LineNumber", BigInteger.valueOf(line));
      values.put("LineType", line % 9 == 0 ? "Freight" : "Item");
      values.put("Description", TEXTS[(int) mixed(number, line, 3, TEXTS.length)]);
      values.put("LineAmount", amount(number, line));
      values.put("Quantity", line % 4 == 0 ? null : BigDecimal.valueOf(line));
      values.put("DistributionCombination", "101-" + (4100 + line % 5 * 10) + "-52010-000");
      values.put(Attribute.CREATION, at);
      values.put(Attribute.LAST_UPDATE, at);
      rows.add(new FusionRow(invoice + "/" + line, at, values, 1));
    }
    return rows;
  }

  /** Cents that no binary fraction holds, credits, long ones, and none or three decimals. */
  private BigDecimal amount(long number, int line) {
    int scale = DECIMALS[kind(number)];
    long digits =
        switch ((int) mixed(number, line, 1, 12)) {
          case 0 -> 1L;
          case 1 -> 2L;
          case 2 -> -mixed(number, line, 2, 10_000_000);
          case 3 -> 90_000_000_000_000L + mixed(number, line, 2, 99_999_999);
          case 4 -> -90_000_000_000_000L - mixed(number, line, 2, 99_999_999);
          default -> mixed(number, line, 2, 10_000_000);
        };
    return BigDecimal.valueOf(digits, scale);
  }

  private int kind(long number) {
    return (int) (number % CURRENCIES.length);
  }

  private long mixed(long number, int line, int salt, long bound) {
    long bits = (number * 31 + line) * 31 + salt + seed * 0x9E3779B97F4A7C15L;
    bits ^= bits >>> 33;
    bits *= 0xFF51AFD7ED558CCDL;
    bits ^= bits >>> 33;
    bits *= 0xC4CEB9FE1A85EC53L;
    bits ^= bits >>> 33;
    return Math.floorMod(bits, bound);
  }
}
