package io.mlconnector.fusion;

import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The settings of a Fusion connection. */
record FusionSettings(Settings settings) {

  static final List<Setting> ALL =
      List.of(
          Setting.choice(
              "customerProfile",
              "crm",
              "Where customers are read: crm is crmRestApi accounts; receivables is fscm"
                  + " receivablesCustomerAccountActivities, which has no contacts and few fields.",
              "crm",
              "receivables"),
          Setting.optional(
              "apiVersion", Type.TEXT, "11.13.18.05", "The version in the resource path."),
          Setting.choice(
              "restFrameworkVersion",
              "6",
              "The REST-Framework-Version header; it decides the grammar of filters.",
              "1",
              "2",
              "3",
              "4",
              "5",
              "6",
              "7",
              "8",
              "9"),
          Setting.optional(
              "pageSize", Type.INTEGER, "500", "Rows asked for per call; 500 is the most."),
          Setting.optional(
              "stampAttribute",
              Type.TEXT,
              "LastUpdateDate",
              "The attribute that says when a row changed; it must be queryable."),
          Setting.optional(
              "overlap",
              Type.DURATION,
              "15m",
              "How far each poll reaches back, for rows that commit late."),
          Setting.choice(
              "conjunction",
              "auto",
              "How filter terms are joined; auto is ; for framework 1 and and for the others.",
              "auto",
              "and",
              "semicolon"),
          Setting.choice(
              "literals", "quoted", "Whether times in filters are quoted.", "quoted", "unquoted"),
          Setting.choice("timeSuffix", "Z", "How UTC is written in filters.", "Z", "+00:00"),
          Setting.optional(
              "creditLimitAttribute",
              Type.TEXT,
              null,
              "The attribute that holds the credit limit; Fusion has no standard one."),
          Setting.optional(
              "creditCurrencyAttribute",
              Type.TEXT,
              null,
              "The attribute that holds the credit limit's currency."),
          Setting.optional(
              "creditCurrency", Type.TEXT, null, "The currency where no attribute gives one."),
          Setting.optional(
              "paymentTermsAttribute", Type.TEXT, null, "The attribute that holds payment terms."),
          Setting.optional("taxIdAttribute", Type.TEXT, null, "The attribute with the tax id."),
          Setting.optional(
              "categoryAttribute", Type.TEXT, null, "The attribute with the customer class."),
          Setting.optional(
              "customAttributes",
              Type.LIST,
              null,
              "Further attributes that are carried along in custom."),
          Setting.optional(
              "ownEmailContact",
              Type.BOOLEAN,
              "true",
              "Whether a customer's own e-mail becomes a contact, unless a contact has it."),
          Setting.optional(
              "receivablesOnCustomers",
              Type.BOOLEAN,
              "false",
              "Whether customers of the crm profile carry what they owe: two calls more per"
                  + " hundred, and the privileges for the sites LOV and account activities."),
          Setting.choice(
              "receivablesFrom",
              "activities",
              "Where it is read what customers owe: activities are the totals of their accounts;"
                  + " invoices sums up receivablesInvoices with a balance, and counts as overdue"
                  + " what was due before today.",
              "activities",
              "invoices"),
          Setting.optional(
              "ordersResource",
              Type.TEXT,
              null,
              "The resource with sales orders, such as salesOrdersForOrderHub, below fscmRestApi or"
                  + " with its service, as crmRestApi/name; without it customers carry no open"
                  + " orders."),
          Setting.optional(
              "ordersFilter",
              Type.TEXT,
              null,
              "Which orders are open, in the grammar of restFrameworkVersion, such as StatusCode ="
                  + " 'OPEN'."),
          Setting.optional(
              "ordersCustomerAttribute",
              Type.TEXT,
              null,
              "The order's attribute that names its customer, such as BuyingPartyNumber."),
          Setting.optional(
              "ordersCustomerKey",
              Type.TEXT,
              "PartyNumber",
              "The attribute of the customer's own row that it equals."),
          Setting.optional(
              "ordersKeyAttribute", Type.TEXT, "HeaderId", "The order's unique attribute."),
          Setting.optional(
              "ordersAmount",
              Type.TEXT,
              null,
              "What an order comes to: an attribute, or one in a row of a child, such as"
                  + " totals[TotalCode=QP_TOTAL_NET_PRICE].TotalAmount; without it orders are only"
                  + " counted."),
          Setting.optional(
              "ordersCurrency", Type.TEXT, null, "The currency of that, told in the same way."),
          Setting.optional(
              "noteType",
              Type.TEXT,
              "GENERAL",
              "NoteTypeCode of notes whose route sets none; the values are a lookup of the pod."),
          Setting.choice(
              "noteEncoding",
              "auto",
              "How the text of notes is sent; auto is base64 up to framework 7 and plain from 8.",
              "auto",
              "base64",
              "plain"),
          Setting.optional(
              "attachmentCategory",
              Type.TEXT,
              "MISC",
              "CategoryName of attachments whose route sets no type."),
          Setting.optional(
              "interactionAttributes",
              Type.MAP,
              null,
              "What every interaction is given beside its customer and its text, such as ChannelId"
                  + " and ChannelTypeCd; which attributes are needed differs between pods."));

  private static final int PLAIN_NOTES_FROM = 8;

  String text(String name) {
    return settings.find(name).filter(text -> !text.isBlank()).orElse(null);
  }

  String version() {
    return settings.text("apiVersion");
  }

  int framework() {
    return settings.integer("restFrameworkVersion");
  }

  int pageSize() {
    return Math.max(1, Math.min(500, settings.integer("pageSize")));
  }

  String stamp() {
    return settings.text("stampAttribute");
  }

  Duration overlap() {
    return settings.duration("overlap");
  }

  boolean receivables() {
    return settings.text("customerProfile").equals("receivables");
  }

  boolean ownEmailContact() {
    return settings.flag("ownEmailContact");
  }

  boolean receivablesOnCustomers() {
    return settings.flag("receivablesOnCustomers");
  }

  boolean receivablesFromInvoices() {
    return settings.text("receivablesFrom").equals("invoices");
  }

  /** Whether invoices are asked for at all. */
  boolean owesByInvoices() {
    return receivablesFromInvoices() && (receivables() || receivablesOnCustomers());
  }

  boolean base64Notes() {
    return switch (settings.text("noteEncoding")) {
      case "base64" -> true;
      case "plain" -> false;
      default -> framework() < PLAIN_NOTES_FROM;
    };
  }

  Map<String, String> interactionAttributes() {
    return settings.map("interactionAttributes");
  }

  List<String> customAttributes() {
    return settings.list("customAttributes");
  }
}
