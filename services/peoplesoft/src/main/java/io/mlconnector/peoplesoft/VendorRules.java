package io.mlconnector.peoplesoft;

import java.util.Set;

/** Which vendors a customer wants: by status, class and persistence. */
record VendorRules(Set<String> statuses, Set<String> classes, Set<String> persistences) {

  static VendorRules of(PsSettings settings) {
    return new VendorRules(
        settings.codes("vendorStatuses"),
        settings.codes("vendorClasses"),
        settings.codes("vendorPersistences"));
  }

  boolean wants(VendorRow row) {
    return refusal(row) == null;
  }

  /** Why a vendor is not wanted, in words; null where it is. */
  String refusal(VendorRow row) {
    String refusal = refusal(row, "status", statuses, "vendorStatuses");
    refusal = refusal != null ? refusal : refusal(row, "vendorClass", classes, "vendorClasses");
    return refusal != null
        ? refusal
        : refusal(row, "persistence", persistences, "vendorPersistences");
  }

  private static String refusal(VendorRow row, String what, Set<String> wanted, String setting) {
    String code = row.text(what);
    return wanted.isEmpty() || row.column(what).isEmpty() || wanted.contains(String.valueOf(code))
        ? null
        : "%s is '%s', which %s leaves out".formatted(row.column(what), code, setting);
  }
}
