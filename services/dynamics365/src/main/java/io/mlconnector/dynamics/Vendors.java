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
    return Vendor.builder(key(account))
        .name(account.name("VendorOrganizationName", "VendorSearchName"))
        .accountNumber(row.required(NUMBER))
        .status(account.status())
        .email(email)
        .phone(row.text("PrimaryPhoneNumber"))
        .website(row.text("PrimaryURL"))
        .address(account.address())
        .paymentTerms(row.text("DefaultPaymentTermsName"))
        .currency(account.currency("CurrencyCode"))
        .taxId(row.text("TaxExemptNumber"))
        .category(row.text("VendorGroupId"))
        .custom(account.custom(custom))
        .gaps(
            email == null
                ? List.of(new Gap("email", "The vendor has no primary e-mail address."))
                : List.of())
        .build();
  }
}
