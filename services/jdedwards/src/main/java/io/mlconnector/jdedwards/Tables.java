package io.mlconnector.jdedwards;

import java.util.List;
import java.util.Map;

/**
 * The tables that we read, each with a date of its last change of its own: none moves with another.
 */
final class Tables {

  static final String BOOK = "F0101";
  static final String CUSTOMERS = "F03012";
  static final String SUPPLIERS = "F0401";
  static final String PHONES = "F0115";
  static final String EMAILS = "F01151";
  static final String PERSONS = "F0111";
  static final String ADDRESSES = "F0116";

  static final String CHANGED = "UPMJ";

  static final List<String> BOOK_COLUMNS = List.of("AN8", "ALPH", "AT1", "TAX", "CM", "UPMJ");
  static final List<String> CUSTOMER_COLUMNS =
      List.of("AN8", "CO", "ACL", "TRAR", "CRCD", "HOLD", "UPMJ");
  static final List<String> SUPPLIER_COLUMNS =
      List.of("AN8", "TRAP", "HOLD", "HDPY", "CRRP", "UPMJ");
  static final List<String> PHONE_COLUMNS =
      List.of("AN8", "IDLN", "CNLN", "RCK7", "PHTP", "AR1", "PH1", "UPMJ");
  static final List<String> EMAIL_COLUMNS =
      List.of("AN8", "IDLN", "RCK7", "ETP", "EMAL", "EHIER", "UPMJ");
  static final List<String> EMAIL_KEYS_AND_TEXT = List.of("AN8", "IDLN", "RCK7", "EMAL");
  static final List<String> ADDRESS_COLUMNS =
      List.of("AN8", "EFTB", "ADD1", "ADD2", "ADDZ", "CTY1", "ADDS", "CTR", "UPMJ");
  static final List<String> PERSON_COLUMNS =
      List.of("AN8", "IDLN", "MLNM", "GNNM", "MDNM", "SRNM", "ATTL", "ACTIN", "UPMJ");

  private static final Map<String, List<String>> KEYS =
      Map.of(
          PHONES, List.of("AN8", "IDLN", "CNLN", "RCK7"),
          EMAILS, List.of("AN8", "IDLN", "RCK7"),
          PERSONS, List.of("AN8", "IDLN"));

  private Tables() {}

  /**
   * The numbers by which rows can be gone through; every question about the table asks for them.
   */
  static List<String> keys(String table) {
    return KEYS.getOrDefault(table, List.of("AN8"));
  }
}
