package io.mlconnector.zoho;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Settings;
import java.util.Map;

/** Vendors. */
final class VendorStream extends RecordStream {

  VendorStream() {
    this(Coql.MOST);
  }

  VendorStream(int size) {
    super(Kind.VENDOR, Vendor.ENTITY, size);
  }

  @Override
  CanonicalRecord translate(Row row, Settings settings) {
    Map<String, String> own = Kind.VENDOR.customFields(settings);
    String status = row.text(own.get("status"));
    return Vendor.builder(row.key())
        .name(row.required("Vendor_Name"))
        .accountNumber(row.text(own.get("accountNumber")))
        .status(status == null ? "active" : status)
        .email(row.text("Email"))
        .phone(row.text("Phone"))
        .website(row.text("Website"))
        .address(row.address(Kind.VENDOR))
        .paymentTerms(row.text(own.get("paymentTerms")))
        .currency(AccountStream.currency(row, Kind.VENDOR, settings))
        .taxId(row.text(own.get("taxId")))
        .category(row.text("Category"))
        .type(row.text(own.get("type")))
        .industry(row.text(own.get("industry")))
        .holdCode(row.text(own.get("holdCode")))
        .custom(row.custom(Kind.VENDOR.carried(settings)))
        .build();
  }
}
