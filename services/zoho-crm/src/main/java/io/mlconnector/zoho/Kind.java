package io.mlconnector.zoho;

import io.mlconnector.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A module of Zoho CRM that is read and written.
 *
 * @param module the module's API name
 * @param object what routes call a record
 * @param stream what the stream is called
 * @param name the mandatory field
 * @param email the field with the e-mail address; null where the module has none
 * @param address the beginning of the address fields' names
 * @param fields the standard fields that are read, beside the name and the address
 */
record Kind(
    String module,
    String object,
    String stream,
    String name,
    String email,
    String address,
    List<String> fields) {

  static final Kind ACCOUNT =
      new Kind(
          "Accounts",
          "account",
          "customers",
          "Account_Name",
          null,
          "Billing_",
          List.of("Phone", "Website", "Account_Type", "Industry", "Currency"));

  static final Kind CONTACT =
      new Kind(
          "Contacts",
          "contact",
          "contacts",
          "Last_Name",
          "Email",
          null,
          List.of(
              "First_Name",
              "Email",
              "Phone",
              "Mobile",
              "Title",
              "Account_Name",
              "Vendor_Name",
              "Created_Time"));

  static final Kind VENDOR =
      new Kind(
          "Vendors",
          "vendor",
          "vendors",
          "Vendor_Name",
          "Email",
          "",
          List.of("Email", "Phone", "Website", "Category", "Currency"));

  static final List<Kind> ALL = List.of(ACCOUNT, CONTACT, VENDOR);

  /** What routes call the field that holds our own key. */
  static final String EXTERNAL_ID = "external_id";

  List<String> addressFields() {
    if (address == null) {
      return List.of();
    }
    String code = this == VENDOR ? "Zip_Code" : address + "Code";
    return List.of(
        address + "Street", address + "City", address + "State", code, address + "Country");
  }

  /** The custom field that holds our own key. */
  String keyField(Settings settings) {
    return settings.text(object + "Key").strip();
  }

  /** The org's own fields by canonical name; what is set to {@code -} is not there. */
  Map<String, String> customFields(Settings settings) {
    Map<String, String> named = new LinkedHashMap<>(ZohoSettings.DEFAULTS.get(object));
    settings.map(object + "Fields").forEach((name, field) -> named.put(name, field.strip()));
    named.values().removeIf(field -> field.isEmpty() || field.equals("-"));
    return named;
  }

  /** Further fields that are carried along. */
  List<String> carried(Settings settings) {
    return settings.list(object + "Custom");
  }

  /** Names in routes that stand for a field of the org's own: {@code credit_limit} and the like. */
  Map<String, String> aliases(Settings settings) {
    Map<String, String> aliases = new LinkedHashMap<>();
    aliases.put(EXTERNAL_ID, keyField(settings));
    customFields(settings).forEach((name, field) -> aliases.put(snake(name), field));
    return aliases;
  }

  /** All that is read for a canonical record. */
  List<String> read(Settings settings) {
    return Stream.of(
            List.of("id", name, "Modified_Time"),
            fields,
            addressFields(),
            customFields(settings).values(),
            carried(settings))
        .flatMap(each -> each.stream())
        .distinct()
        .toList();
  }

  static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
