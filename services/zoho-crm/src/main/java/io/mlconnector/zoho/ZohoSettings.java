package io.mlconnector.zoho;

import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of a Zoho connection: above all, which fields the organization made for what. */
final class ZohoSettings {

  /** The org's own fields unless a connection says otherwise, by object and canonical name. */
  static final Map<String, Map<String, String>> DEFAULTS =
      Map.of(
          "account",
              Map.of(
                  "accountNumber", "Account_Number",
                  "taxId", "Tax_ID",
                  "creditLimit", "Credit_Limit",
                  "currency", "Credit_Currency",
                  "paymentTerms", "Payment_Terms",
                  "category", "Category",
                  "holdCode", "Credit_Status",
                  "creditMessage", "Credit_Message"),
          "contact", Map.of(),
          "vendor",
              Map.of(
                  "taxId", "Tax_ID",
                  "paymentTerms", "Payment_Terms",
                  "industry", "Industry",
                  "holdCode", "Credit_Status"));

  static final List<Setting> ALL =
      Stream.of(
              Kind.ALL.stream().flatMap(ZohoSettings::ofKind),
              Stream.of(
                  Setting.optional(
                      "accountTypes",
                      Type.MAP,
                      null,
                      "What a customer's type is called elsewhere, by Account_Type, such as"
                          + " Prospect: P. Others are carried as Zoho has them."),
                  Setting.optional(
                      "currency",
                      Type.TEXT,
                      null,
                      "The organization's home currency, such as EUR: that of amounts on records"
                          + " without a currency of their own."),
                  Setting.optional(
                      "apiHosts",
                      Type.LIST,
                      null,
                      "Further host names that an access token may be sent to, such as"
                          + " www.zohoapis.uk, beside those of the data centre that are known."),
                  Setting.optional(
                      "overlap",
                      Type.DURATION,
                      "5m",
                      "How far each window of changes reaches back behind the last one."),
                  Setting.optional(
                      "deletedEvery",
                      Type.DURATION,
                      "1h",
                      "How often deleted records are asked for; notifications tell of them at"
                          + " once.")))
          .flatMap(each -> each)
          .toList();

  private ZohoSettings() {}

  private static Stream<Setting> ofKind(Kind kind) {
    return Stream.of(
        Setting.optional(
            kind.object() + "Key",
            Type.TEXT,
            "ERP_Id",
            "API name of the custom single-line field of %s that holds our key; it must be flagged"
                    .formatted(kind.module())
                + " unique, or an organization-wide external field; - where nothing is written"
                + " there."),
        Setting.optional(
            kind.object() + "Fields",
            Type.MAP,
            null,
            "API names of fields that the organization made in %s, by what they hold; - for none."
                    .formatted(kind.module())
                + " They are accountNumber, category, creditLimit, creditMessage, currency, email,"
                + " holdCode, industry, paymentTerms, status, taxId and type. Unless set: "
                + String.join(
                    ", ",
                    DEFAULTS.get(kind.object()).entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .sorted()
                        .toList())
                + "."),
        Setting.optional(
            kind.object() + "Custom",
            Type.LIST,
            null,
            "Further fields of %s that are carried along in custom.".formatted(kind.module())));
  }
}
