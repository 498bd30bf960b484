package io.mlconnector.dynamics;

import io.mlconnector.spi.Connection;
import java.util.List;

/**
 * Where the accounts of an entity are, and what hangs on them: the two are named differently
 * throughout.
 *
 * @param memo the free text field of an account
 * @param documents the set of attachments, and its fields
 */
record AccountSet(
    EntitySet rows,
    String memo,
    String documents,
    String owner,
    String title,
    String type,
    String restriction,
    String file) {

  /** What both sets of attachments call the same. */
  static final String DOCUMENT = "DocumentId";

  static final String NOTES = "Notes";

  static AccountSet of(Connection connection, Account account) {
    return account.customer()
        ? new AccountSet(
            new EntitySet(Customers.SET, Customers.NUMBER, List.of()),
            "SalesMemo",
            "CustomerAttachmentsV2",
            "CustomerAccountNumber",
            "Name",
            "TypeId",
            "Restriction",
            "FileContents")
        : new AccountSet(
            new EntitySet(
                new DynamicsSettings(connection.settings()).vendorSet(), Vendors.NUMBER, List.of()),
            "Notes",
            "VendorDocumentAttachments",
            "VendorAccountNumber",
            "AttachmentDescription",
            "DocumentAttachmentTypeCode",
            "AccessRestriction",
            "Attachment");
  }

  String address(Account account) {
    return rows.address(account.key());
  }
}
