package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What messages are called, and where they name people and vendors: both may be aliased. */
record PushSettings(Settings settings) {

  static final List<Setting> ALL =
      List.of(
          Setting.optional(
              "secretHeader",
              Type.TEXT,
              "x-mlconnector-secret",
              "The header in which messages carry the secret; a property of the node's connector."),
          Setting.optional(
              "transactionHeader",
              Type.TEXT,
              "TransactionID",
              "The header with a message's id, by which repeats are known. Where it is missing, its"
                  + " name, time stamp and content are."),
          Setting.optional(
              "employeeMessages",
              Type.LIST,
              "PERSON_BASIC_SYNC,PERSON_BASIC_SYNC_EFF,PERSON_BASIC_FULLSYNC,WORKFORCE_SYNC,"
                  + "WORKFORCE_SYNC_EFF,WORKFORCE_FULLSYNC",
              "Messages, or aliases of them, that name persons."),
          Setting.optional(
              "vendorMessages",
              Type.LIST,
              "VENDOR_SYNC,VENDOR_SYNC_EFF,VENDOR_FULLSYNC",
              "Messages, or aliases of them, that name vendors."),
          Setting.optional(
              "emplidFields",
              Type.LIST,
              "EMPLID",
              "Fields, or aliases of them, in which messages name persons."),
          Setting.optional(
              "setIdFields", Type.LIST, "SETID", "The same for the SETID of a vendor."),
          Setting.optional(
              "vendorIdFields", Type.LIST, "VENDOR_ID", "The same for the number of a vendor."));

  Set<String> fields(String setting) {
    return Set.copyOf(settings.list(setting));
  }

  Optional<String> stream(String operation) {
    if (settings.list("employeeMessages").contains(operation)) {
      return Optional.of(Employees.NAME);
    }
    return settings.list("vendorMessages").contains(operation)
        ? Optional.of(Vendors.NAME)
        : Optional.empty();
  }
}
