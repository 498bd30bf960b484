package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Customer;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.TwoSides;
import java.util.List;

/**
 * Fills the organization with its half of {@link TwoSides}, as its people wrote it. Two accounts
 * can have one name there, so that organization does not guard names.
 */
final class TwoSidesSeed {

  /** Where the e-mail of a customer is, as accounts have no field for it. */
  enum Emails {
    /** In a contact of the account. */
    CONTACTS,
    /** In the custom text field {@code Account_Email}. */
    FIELD
  }

  private final List<TwoSides.Side> sides;
  private final Emails emails;

  TwoSidesSeed(TwoSides all, Emails emails) {
    this.sides = all.crm();
    this.emails = emails;
  }

  /** Takes the place of all records that are there. */
  void fill(Org org, ZohoSeed people) {
    org.clear();
    CrmModule accounts = org.module(Org.ACCOUNTS).orElseThrow();
    CrmModule contacts = org.module(Org.CONTACTS).orElseThrow();
    for (TwoSides.Side side : sides) {
      Customer customer = side.customer();
      ObjectNode values = people.account(customer);
      if (emails == Emails.FIELD) {
        values.put("Account_Email", customer.email());
      }
      CrmRecord account = people.aged(org, org.create(accounts, values, Org.COLLEAGUE));
      if (emails == Emails.CONTACTS && customer.email() != null) {
        ObjectNode office = SandboxJson.object();
        office.put("Last_Name", "Office").put("Email", customer.email());
        office.put("Account_Name", account.key());
        people.aged(org, org.create(contacts, office, Org.COLLEAGUE));
      }
    }
    org.quiet();
  }
}
