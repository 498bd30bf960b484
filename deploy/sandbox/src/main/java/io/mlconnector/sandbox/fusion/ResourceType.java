package io.mlconnector.sandbox.fusion;

import static io.mlconnector.sandbox.fusion.Attribute.decimal;
import static io.mlconnector.sandbox.fusion.Attribute.flag;
import static io.mlconnector.sandbox.fusion.Attribute.id;
import static io.mlconnector.sandbox.fusion.Attribute.stamp;
import static io.mlconnector.sandbox.fusion.Attribute.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A REST resource that the simulator serves: where it sits, its key and its attributes.
 *
 * @param child one child that is a view of the row itself; null for none
 * @param children resources with rows of their own below each row
 * @param opaque whether a row's key in paths is a hash that only its self link tells
 * @param byExample whether q is query by example whatever the framework version
 */
record ResourceType(
    String root,
    String name,
    String key,
    Map<String, Attribute> attributes,
    String child,
    List<ResourceType> children,
    boolean opaque,
    boolean byExample) {

  static final String CRM = "crmRestApi";
  static final String FSCM = "fscmRestApi";

  /** The seed's own additions: no standard attribute carries a credit limit. */
  static final List<String> CUSTOM =
      List.of("CreditLimit_c", "CreditCurrency_c", "PaymentTerms_c", "TaxpayerId_c", "Category_c");

  /** A text attribute that an administrator added for what the helpdesk says. */
  static final String NOTES_FIELD = "SupportNotes_c";

  static final ResourceType ACCOUNTS =
      of(
          CRM,
          "accounts",
          "PartyNumber",
          "PrimaryAddress",
          id("PartyId"),
          text("PartyNumber").fixed(),
          text("OrganizationName").required(),
          text("Type"),
          text("Description").notQueryable(),
          text("EmailAddress"),
          text("URL"),
          text("PhoneCountryCode"),
          text("PhoneAreaCode"),
          text("PhoneNumber"),
          text("FormattedPhoneNumber").fixed().notQueryable(),
          id("OwnerPartyId"),
          text("OwnerName").fixed(),
          id("ParentAccountPartyId"),
          id("PrimaryContactPartyId"),
          text("AddressLine1"),
          text("AddressLine2"),
          text("City"),
          text("State"),
          text("PostalCode"),
          text("Country"),
          text("SalesProfileStatus"),
          decimal("CreditLimit_c"),
          text("CreditCurrency_c"),
          text("PaymentTerms_c"),
          text("TaxpayerId_c"),
          text("Category_c"),
          text(NOTES_FIELD).notQueryable().most(4000),
          text("SupportStatus_c").most(30),
          decimal("OpenTickets_c"),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  static final ResourceType CONTACTS =
      of(
          CRM,
          "contacts",
          "PartyNumber",
          null,
          id("PartyId"),
          text("PartyNumber").fixed(),
          text("ContactName").fixed().notQueryable(),
          text("FirstName"),
          text("LastName").required(),
          text("EmailAddress"),
          id("AccountPartyId"),
          text("AccountPartyNumber"),
          text("AccountName").fixed(),
          text("JobTitle"),
          text("WorkPhoneCountryCode"),
          text("WorkPhoneAreaCode"),
          text("WorkPhoneNumber"),
          text("MobileCountryCode"),
          text("MobileAreaCode"),
          text("MobileNumber"),
          flag("DoNotEmailFlag"),
          text(NOTES_FIELD).notQueryable().most(4000),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  static final ResourceType RECEIVABLES =
      of(
          FSCM,
          "receivablesCustomerAccountActivities",
          "AccountId",
          null,
          id("AccountId"),
          text("AccountNumber").fixed(),
          id("CustomerId"),
          text("CustomerName").fixed(),
          decimal("TotalOpenReceivablesForAccount").fixed(),
          decimal("TotalTransactionsDueForAccount").fixed(),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  /** Joins receivables accounts to parties; it has no stamp to be asked for changes by. */
  static final ResourceType SITES =
      of(
          FSCM,
          "customerAccountSitesLOV",
          "SiteUseId",
          null,
          id("SiteUseId"),
          text("CustomerName").fixed(),
          text("AccountNumber").fixed(),
          text("AccountDescription").fixed(),
          text("TaxpayerIdentificationNumber").fixed(),
          id("CustomerAccountId"),
          text("PartyNumber").fixed(),
          text("SiteName").fixed(),
          flag("PrimarySite").fixed(),
          text("SetName").fixed());

  /** The Note child of accounts and contacts; its text cannot be asked for. */
  static final ResourceType NOTES =
      of(
          CRM,
          "Note",
          "NoteId",
          null,
          id("NoteId"),
          text("NoteTxt").notQueryable().required(),
          text("NoteTypeCode").required(),
          text("CreatorPartyId"),
          text("ContactRelationshipId"),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  /**
   * The Attachment child of accounts and contacts. Its path key is a hash that only the self link
   * tells; the file is read by its enclosure link.
   */
  static final ResourceType ATTACHMENTS =
      of(
          CRM,
          "Attachment",
          "AttachedDocumentId",
          null,
          id("AttachedDocumentId"),
          text("DatatypeCode").required(),
          text("CategoryName").required().most(30),
          text("Title").most(80),
          text("Description").most(255),
          text("FileName").most(2048),
          text("UploadedFileName"),
          text("UploadedFileContentType"),
          decimal("UploadedFileLength"),
          text("FileContents").notQueryable(),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  /** Contacts between us and a customer; which attributes must be given differs between pods. */
  static final ResourceType INTERACTIONS =
      of(
          CRM,
          "interactions",
          "InteractionId",
          null,
          id("InteractionId"),
          id("AccountPartyId").settable(),
          id("ContactPartyId").settable(),
          id("ChannelId").settable(),
          text("ChannelTypeCd").most(30),
          text("DirectionCd").most(30),
          text("Description").notQueryable().most(1000),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  /** Sales orders, whose amounts are in rows of their own. */
  static final ResourceType ORDERS =
      of(
          FSCM,
          "salesOrdersForOrderHub",
          "HeaderId",
          "totals",
          id("HeaderId"),
          text("OrderNumber").fixed(),
          id("BuyingPartyId"),
          text("BuyingPartyNumber").fixed(),
          text("BuyingPartyName").fixed().notQueryable(),
          text("StatusCode"),
          flag("OpenFlag"),
          text("TransactionalCurrencyCode"),
          text("TotalCode").inChild(),
          decimal("TotalAmount").inChild(),
          text("CurrencyCode").inChild(),
          stamp(Attribute.CREATION),
          stamp(Attribute.LAST_UPDATE));

  /** Whether rows of it have notes and attachments. */
  boolean annotated() {
    return this == ACCOUNTS || this == CONTACTS;
  }

  /** How a row is named in a path. */
  String pathKey(FusionRow row) {
    if (opaque) {
      return OpaqueKeys.of(row.key());
    }
    return this == ATTACHMENTS ? AttachmentRules.hash(row.key()) : row.key();
  }

  private static ResourceType of(
      String root, String name, String key, String child, Attribute... attributes) {
    Map<String, Attribute> byName = new LinkedHashMap<>();
    Arrays.stream(attributes).forEach(attribute -> byName.put(attribute.name(), attribute));
    return new ResourceType(root, name, key, byName, child, List.of(), false, false);
  }

  /** Whether rows may be asked for by this attribute, tenant settings included. */
  boolean queryable(Attribute attribute, FusionSettings settings) {
    return attribute.queryable()
        && !settings.notQueryable().contains(name + "." + attribute.name());
  }
}
