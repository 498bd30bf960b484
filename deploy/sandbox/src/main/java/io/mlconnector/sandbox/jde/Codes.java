package io.mlconnector.sandbox.jde;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The code lists of this installation: what its screens and orchestrations take. */
final class Codes {

  static final String SEARCH_TYPES = "01/ST";
  static final String TERMS = "F0014";
  static final String CREDIT_MESSAGES = "00/CM";
  static final String HOLD_CODES = "42/HC";
  static final String CATEGORIES = "01/01";
  static final String COUNTRIES = "00/CN";
  static final String CURRENCIES = "F0013";

  static final Map<String, Map<String, String>> ALL = all();

  private static final Map<String, String> TERMS_BY_NAME =
      Map.of(
          "Net 30", "N30",
          "Net 45", "N45",
          "Net 60", "N60",
          "Immediate", "IMM",
          "2/10 Net 30", "210");
  private static final Map<String, String> CATEGORIES_BY_NAME =
      Map.of("STANDARD", "STD", "KEY_ACCOUNT", "KEY", "RESELLER", "RSL", "PUBLIC_SECTOR", "PUB");

  private Codes() {}

  private static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put(
        SEARCH_TYPES,
        list(
            "C Customers", "V Suppliers", "E Employees", "M Internal", "P Prospects", "O Company"));
    all.put(
        TERMS, list("N30 Net 30", "N45 Net 45", "N60 Net 60", "IMM Immediate", "210 2/10 Net 30"));
    all.put(CREDIT_MESSAGES, list("1 Over credit limit", "2 Requires PO", "B Bad credit risk"));
    all.put(HOLD_CODES, list("C1 Credit hold", "B1 Budget hold", "X1 Do not sell"));
    all.put(
        CATEGORIES, list("STD Standard", "KEY Key account", "RSL Reseller", "PUB Public sector"));
    all.put(
        COUNTRIES,
        list(
            "DE Germany",
            "FR France",
            "GB United Kingdom",
            "US United States",
            "ES Spain",
            "NL Netherlands",
            "SE Sweden",
            "PL Poland",
            "JP Japan",
            "BR Brazil",
            "CH Switzerland",
            "AT Austria",
            "IT Italy",
            "CA Canada",
            "MX Mexico",
            "AU Australia",
            "IN India"));
    all.put(
        CURRENCIES,
        list(
            "EUR Euro",
            "USD Dollar",
            "GBP Pound",
            "SEK Krona",
            "PLN Zloty",
            "JPY Yen",
            "BRL Real",
            "CHF Franc",
            "CAD Dollar",
            "MXN Peso",
            "AUD Dollar",
            "INR Rupee"));
    return all;
  }

  private static Map<String, String> list(String... entries) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (String entry : List.of(entries)) {
      String[] part = entry.split(" ", 2);
      codes.put(part[0], part[1]);
    }
    return codes;
  }

  static Set<String> of(String list) {
    return ALL.get(list).keySet();
  }

  /** The code of payment terms of the seeded company. */
  static String terms(String name) {
    return TERMS_BY_NAME.get(name);
  }

  static String category(String name) {
    return CATEGORIES_BY_NAME.get(name);
  }
}
