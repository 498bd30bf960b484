package io.mlconnector.peoplesoft;

import io.mlconnector.canonical.Address;
import io.mlconnector.spi.JsonRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A vendor with its primary address, by the columns of the customer's query. */
record VendorRow(JsonRow row, Map<String, String> columns) {

  /** The columns of the shipped queries, by what they are. */
  static final Map<String, String> COLUMNS = usual();

  private static Map<String, String> usual() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("setId", "A.SETID");
    columns.put("vendorId", "A.VENDOR_ID");
    columns.put("shortName", "A.VENDOR_NAME_SHORT");
    columns.put("name", "A.NAME1");
    columns.put("name2", "A.NAME2");
    columns.put("status", "A.VENDOR_STATUS");
    columns.put("vendorClass", "A.VENDOR_CLASS");
    columns.put("persistence", "A.VENDOR_PERSISTENCE");
    columns.put("line1", "B.ADDRESS1");
    columns.put("line2", "B.ADDRESS2");
    columns.put("city", "B.CITY");
    columns.put("region", "B.STATE");
    columns.put("postalCode", "B.POSTAL");
    columns.put("country", "B.COUNTRY");
    columns.put("email", "B.EMAILID");
    columns.put("phone", "P.PHONE");
    columns.put("currency", "A.CURRENCY_CD");
    columns.put("paymentTerms", "A.PYMNT_TERMS_CD");
    columns.put("holdCode", "A.HOLD_CODE");
    return Collections.unmodifiableMap(columns);
  }

  String column(String what) {
    return columns.get(what);
  }

  String text(String what) {
    return row.text(column(what));
  }

  String required(String what) {
    return row.required(column(what));
  }

  VendorKey key() {
    return new VendorKey(required("setId"), required("vendorId"));
  }

  /** The two lines in which long names are kept. */
  String name() {
    String more = text("name2");
    return more == null ? required("name") : required("name") + " " + more;
  }

  Address address() {
    Address address =
        new Address(
            text("line1"),
            text("line2"),
            text("city"),
            text("region"),
            text("postalCode"),
            Countries.iso2(text("country")));
    return address.equals(new Address(null, null, null, null, null, null)) ? null : address;
  }
}
