package io.mlconnector.dynamics;

import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings of a Dynamics connection. */
record DynamicsSettings(Settings settings) {

  private static final int LARGEST_PAGE = 10_000;

  static final List<Setting> ALL =
      List.of(
          Setting.optional(
              "companies",
              Type.LIST,
              null,
              "Companies (dataAreaId) to read. Empty: all that our user may see; name them, so that"
                  + " a company that our user sees no more stops the poll instead of looking"
                  + " empty."),
          Setting.choice(
              "vendorSet",
              "VendorsV2",
              "The entity set that vendors are read from.",
              "VendorsV2",
              "VendorsV3"),
          Setting.choice(
              "contactSet",
              "auto",
              "The entity set that contact persons are read from: ContactPersons belong to a party,"
                  + " CDSContactPersonsV2 to an account. auto takes ContactPersons where the"
                  + " service document has them.",
              "auto",
              "ContactPersons",
              "CDSContactPersonsV2"),
          Setting.optional(
              "pageSize", Type.INTEGER, "1000", "Rows asked for per call; 10000 is the most."),
          Setting.optional(
              "customerAttributes",
              Type.LIST,
              null,
              "Further attributes of CustomersV3 that are carried along in custom."),
          Setting.optional(
              "vendorAttributes",
              Type.LIST,
              null,
              "Further attributes of the vendor set that are carried along in custom."),
          Setting.optional(
              "contactAttributes",
              Type.LIST,
              null,
              "Further attributes of the contact set that are carried along in custom."),
          Setting.optional(
              "documentType", Type.TEXT, "File", "Document type of the attachments that we write."),
          Setting.choice(
              "attachmentContent",
              "file",
              "Whether attachments carry their text as a file too; not every environment takes a"
                  + " note without one.",
              "file",
              "note"),
          Setting.choice(
              "restriction",
              "Internal",
              "Who may see the attachments that we write.",
              "Internal",
              "External"),
          Setting.optional(
              "accountFields",
              Type.MAP,
              null,
              "Fields of customers and vendors that routes may write, each with its type: text,"
                  + " integer, decimal or instant. Such as OpenTickets: integer."),
          Setting.optional(
              "businessEvents",
              Type.MAP,
              null,
              "Which business event names which record, as stream/field; the field holds the"
                  + " account number. Such as CustCustomerChangedBusinessEvent:"
                  + " customers/AccountNum."),
          Setting.optional(
              "secretHeader",
              Type.TEXT,
              "x-mlconnector-secret",
              "The header in which business events carry the secret."),
          Setting.optional(
              "secretParameter",
              Type.TEXT,
              "code",
              "The parameter of the address in which they may carry it instead."));

  List<String> companies() {
    return settings.list("companies").stream()
        .map(company -> company.strip().toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  String vendorSet() {
    return settings.text("vendorSet");
  }

  String contactSet() {
    return settings.text("contactSet");
  }

  int pageSize() {
    return Math.max(1, Math.min(LARGEST_PAGE, settings.integer("pageSize")));
  }

  List<String> attributes(String setting) {
    return settings.list(setting);
  }

  boolean attachmentFiles() {
    return settings.text("attachmentContent").equals("file");
  }

  Map<String, String> accountFields() {
    return settings.map("accountFields");
  }

  Map<String, String> businessEvents() {
    return settings.map("businessEvents");
  }
}
