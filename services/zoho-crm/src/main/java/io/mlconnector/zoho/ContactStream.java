package io.mlconnector.zoho;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.spi.Settings;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Contacts, with the account or the vendor that they belong to. */
final class ContactStream extends RecordStream {

  ContactStream() {
    this(Coql.MOST);
  }

  ContactStream(int size) {
    super(Kind.CONTACT, Contact.ENTITY, size);
  }

  @Override
  CanonicalRecord translate(Row row, Settings settings) {
    Map<String, String> own = Kind.CONTACT.customFields(settings);
    String last = row.required("Last_Name");
    String first = row.text("First_Name");
    String status = row.text(own.get("status"));
    return Contact.builder(row.key())
        .name(Stream.of(first, last).filter(Objects::nonNull).collect(Collectors.joining(" ")))
        .firstName(first)
        .lastName(last)
        .status(status == null ? "active" : status)
        .email(row.text("Email"))
        .phone(row.text("Phone"))
        .mobile(row.text("Mobile"))
        .jobTitle(row.text("Title"))
        .customerKey(row.lookup("Account_Name"))
        .vendorKey(row.lookup("Vendor_Name"))
        .createdAt(row.instant("Created_Time"))
        .custom(row.custom(Kind.CONTACT.carried(settings)))
        .build();
  }
}
