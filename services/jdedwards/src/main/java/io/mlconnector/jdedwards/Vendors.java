package io.mlconnector.jdedwards;

import io.mlconnector.canonical.Address;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Vendor;
import java.util.List;
import java.util.Optional;

/** Suppliers: address book entries of the search types for them, with their supplier master. */
final class Vendors extends EntryStream {

  static final String NAME = "vendors";

  Vendors() {
    super(
        NAME,
        Vendor.ENTITY,
        Party.VENDOR,
        List.of(Tables.BOOK, Tables.SUPPLIERS, Tables.PHONES, Tables.EMAILS, Tables.ADDRESSES));
  }

  @Override
  CanonicalRecord translate(JdeSettings settings, Entry entry, Address address) {
    Optional<GridRow> master = entry.supplier();
    Lines lines = new Lines(settings, entry.phones(), entry.emails());
    String hold = master.map(row -> row.text("HOLD")).orElse(null);
    return Vendor.builder(entry.an8())
        .name(entry.book().required("ALPH"))
        .accountNumber(entry.an8())
        .status(hold == null ? "active" : "on-hold")
        .email(lines.email())
        .phone(lines.phone())
        .website(lines.website())
        .address(address)
        .paymentTerms(master.map(row -> row.text("TRAP")).orElse(null))
        .currency(master.map(row -> row.text("CRRP")).orElse(null))
        .taxId(entry.book().text("TAX"))
        .category(value(entry, settings.column("categoryColumn"), master))
        .type(entry.book().text("AT1"))
        .industry(value(entry, settings.column("industryColumn"), master))
        .holdCode(hold)
        .custom(entry.values(settings.columns("vendorColumns"), settings.companies()))
        .gaps(lines.gaps("vendor"))
        .build();
  }
}
