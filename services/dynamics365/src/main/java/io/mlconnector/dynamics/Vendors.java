package io.mlconnector.dynamics;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.JsonRow;
import java.util.List;

/** Vendors; their fields have other names than those of customers. */
final class Vendors extends AccountStream {

  static final String NAME = "vendors";
  static final String NUMBER = "VendorAccountNumber";

  Vendors() {
    super(
        NAME,
        Vendor.ENTITY,
        NUMBER,
        List.of(
            "VendorOrganizationName",
            "VendorSearchName",
            "OnHoldStatus",
            "PrimaryEmailAddress",
            "PrimaryPhoneNumber",
            "PrimaryURL",
            "DefaultPaymentTermsName",
            "CurrencyCode",
            "TaxExemptNumber",
            "VendorGroupId"),
        "vendorAttributes");
  }

  @Override
  String set(DynamicsSettings settings) {
    return settings.vendorSet();
  }

  @Override
  CanonicalRecord translate(AccountRow account, List<String> custom) {
    JsonRow row = account.row();
    String email = row.text("PrimaryEmailAddress");
    return new Vendor(
        key(account),
        account.name("VendorOrganizationName", "VendorSearchName"),
        row.required(NUMBER),
        account.status(),
        email,
        row.text("PrimaryPhoneNumber"),
        row.text("PrimaryURL"),
        account.address(),
        row.text("DefaultPaymentTermsName"),
        account.currency("CurrencyCode"),
        row.text("TaxExemptNumber"),
        row.text("VendorGroupId"),
        account.custom(custom),
        email == null
            ? List.of(new Gap("email", "The vendor has no primary e-mail address."))
            : List.of());
  }
}
