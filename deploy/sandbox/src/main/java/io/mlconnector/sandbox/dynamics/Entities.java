package io.mlconnector.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;

/** The entities that the sandbox plays, with the members the vendor sheet (1.3, 1.9) names. */
final class Entities {

  static final EntityType CUSTOMERS =
      EntityType.of(
          "CustomersV3 CustomerV3 CustCustomerV3Entity",
          "dataAreaId CustomerAccount",
          "PartyNumber",
          """
          ROW TEXT dataAreaId CustomerAccount PartyNumber CustomerGroupId PaymentTerms
          ROW TEXT SalesCurrencyCode TaxExemptNumber SalesMemo ContactPersonId VendorAccount
          ROW TEXT CredManNotes
          ROW DECIMAL CreditLimit
          ROW ENUM:NoYes CreditLimitIsMandatory IsOneTimeCustomer
          ROW ENUM:CustVendorBlocked OnHoldStatus
          PARTY TEXT PartyType=Type OrganizationName=Name NameAlias=SearchName KnownAs=KnownAs
          PARTY TEXT LanguageId=Language PersonFirstName=First PersonMiddleName=Middle
          PARTY TEXT PersonLastName=Last
          PARTY_ADDRESS TEXT PrimaryContactEmail=Email PrimaryContactPhone=Phone
          PARTY_ADDRESS TEXT PrimaryContactURL=Url AddressCountryRegionId=Country
          PARTY_ADDRESS TEXT AddressCountryRegionISOCode=CountryIso AddressStreet=Street
          PARTY_ADDRESS TEXT AddressCity=City AddressState=State AddressZipCode=Zip
          PARTY_ADDRESS TEXT FullPrimaryAddress=Address
          """);

  static final EntityType VENDORS_V2 =
      EntityType.of(
          "VendorsV2 VendorV2 VendVendorV2Entity",
          "dataAreaId VendorAccountNumber",
          "VendorPartyNumber",
          """
          ROW TEXT dataAreaId VendorAccountNumber VendorPartyNumber VendorGroupId CurrencyCode
          ROW TEXT DefaultPaymentTermsName TaxExemptNumber Notes
          ROW DECIMAL CreditLimit
          ROW STAMP VendorHoldReleaseDate
          ROW ENUM:CustVendorBlocked OnHoldStatus
          PARTY TEXT VendorPartyType=Type VendorOrganizationName=Name VendorSearchName=SearchName
          PARTY TEXT VendorKnownAsName=KnownAs LanguageId=Language
          PARTY_ADDRESS TEXT PrimaryEmailAddress=Email PrimaryPhoneNumber=Phone PrimaryURL=Url
          PARTY_ADDRESS TEXT AddressCountryRegionId=Country AddressCity=City AddressState=State
          PARTY_ADDRESS TEXT AddressCountryRegionISOCode=CountryIso AddressStreet=Street
          PARTY_ADDRESS TEXT AddressZipCode=Zip FormattedPrimaryAddress=Address
          """);

  static final EntityType VENDORS_V3 = VENDORS_V2.named("VendorsV3 VendorV3 VendVendorV3Entity");

  static final EntityType CONTACTS =
      EntityType.of(
          "ContactPersons ContactPerson smmContactPersonV2Entity",
          "dataAreaId ContactPersonId",
          "ContactPersonPartyNumber",
          """
          ROW TEXT dataAreaId ContactPersonId ContactPersonPartyNumber AssociatedPartyNumber
          ROW TEXT EmploymentJobTitle
          ROW ENUM:NoYes IsInactive IsDefaultContactPerson
          ROW STAMP LastEditDateTime
          PARTY TEXT ContactPersonName=Name FirstName=First MiddleName=Middle LastName=Last
          PARTY_ADDRESS TEXT PrimaryEmailAddress=Email PrimaryPhoneNumber=Phone
          """);

  static final EntityType CDS_CONTACTS =
      EntityType.of(
          "CDSContactPersonsV2 CDSContactPersonV2 smmContactPersonCDSV2Entity",
          "dataAreaId ContactPersonPartyNumber AssociatedContactType AssociatedContactNumber",
          "ContactPersonPartyNumber",
          """
          ROW TEXT dataAreaId ContactPersonId ContactPersonPartyNumber EmploymentJobTitle
          COMPUTED ENUM:ContactForParty AssociatedContactType
          COMPUTED TEXT AssociatedContactNumber
          ROW ENUM:NoYes IsInactive
          PARTY TEXT ContactPersonName=Name FirstName=First MiddleName=Middle LastName=Last
          PARTY_ADDRESS TEXT PrimaryEmailAddress=Email PrimaryPhoneNumber=Phone
          """);

  static final EntityType LEGAL_ENTITIES =
      EntityType.of(
          "LegalEntities LegalEntity OMLegalEntity",
          "LegalEntityId",
          null,
          """
          ROW TEXT LegalEntityId Name CompanyType AddressCountryRegionId
          """);

  static final EntityType DOCUMENT_TYPES =
      EntityType.of(
          "DocumentTypes DocumentType DocuDocumentTypeEntity",
          "dataAreaId TypeId",
          null,
          """
          ROW TEXT dataAreaId TypeId Name
          """);

  static final EntityType CUSTOMER_ATTACHMENTS =
      EntityType.of(
          "CustomerAttachmentsV2 CustomerAttachmentV2 CustCustomerDocumentAttachmentV2Entity",
          "dataAreaId DocumentId",
          null,
          """
          ROW TEXT dataAreaId CustomerAccountNumber Name Notes TypeId FileName FileType
          ROW TEXT LegalEntityId
          ROW GUID DocumentId
          ROW BINARY FileContents
          ROW ENUM:DocumentFileAccess Restriction
          ROW ENUM:NoYes DefaultAttachment
          """);

  /** Its key is not in the sheet; assumed as that of the customers' attachments. */
  static final EntityType VENDOR_ATTACHMENTS =
      EntityType.of(
          "VendorDocumentAttachments VendorDocumentAttachment VendVendorDocumentAttachmentEntity",
          "dataAreaId DocumentId",
          null,
          """
          ROW TEXT dataAreaId VendorAccountNumber AttachmentDescription Notes FileName FileType
          ROW TEXT DocumentAttachmentTypeCode
          ROW GUID DocumentId
          ROW BINARY Attachment
          ROW ENUM:DocumentFileAccess AccessRestriction
          ROW ENUM:NoYes IsDefaultAttachment
          """);

  static final List<EntityType> ALL =
      List.of(
          CUSTOMERS,
          VENDORS_V2,
          VENDORS_V3,
          CONTACTS,
          CDS_CONTACTS,
          LEGAL_ENTITIES,
          DOCUMENT_TYPES,
          CUSTOMER_ATTACHMENTS,
          VENDOR_ATTACHMENTS);

  private Entities() {}

  /** The entity of exactly that set, with the customer's own fields; throws a 404. */
  static EntityType known(String set, DynamicsSettings settings) {
    return ALL.stream()
        .filter(type -> type.set().equals(set) && !settings.missingEntities().contains(set))
        .findFirst()
        .map(type -> withCustom(type, settings))
        .orElseThrow(() -> Refusal.noResource("/data/" + set));
  }

  static EntityType withCustom(EntityType type, DynamicsSettings settings) {
    return settings.customFields().isEmpty() ? type : type.with(custom(type.set(), settings));
  }

  private static List<Property> custom(String set, DynamicsSettings settings) {
    List<Property> fields = new ArrayList<>();
    settings
        .customFields()
        .forEach(
            (name, kind) -> {
              String field = name.substring(name.indexOf('.') + 1);
              if (name.equals(set + "." + field)) {
                PropertyKind own = PropertyKind.valueOf(kind);
                fields.add(new Property(field, own, null, Property.Home.ROW, field));
              }
            });
    return fields;
  }

  /** The entity set over the same rows that has all their columns. */
  static String table(String set) {
    return switch (set) {
      case "VendorsV3" -> VENDORS_V2.set();
      case "CDSContactPersonsV2" -> CONTACTS.set();
      default -> set;
    };
  }
}
