package io.mlconnector.sandbox.peoplesoft;

import java.util.Comparator;

/** What names a vendor: the same VENDOR_ID can be there in several SETIDs (sheet 2.5). */
record VendorKey(String setId, String vendorId) implements Comparable<VendorKey> {

  private static final Comparator<VendorKey> ORDER =
      Comparator.comparing(VendorKey::setId).thenComparing(VendorKey::vendorId);

  static VendorKey of(Row vendor) {
    return new VendorKey(vendor.text("SETID"), vendor.text("VENDOR_ID"));
  }

  @Override
  public int compareTo(VendorKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return setId + ":" + vendorId;
  }
}
