package io.mlconnector.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.screens.Screen;
import io.mlconnector.sandbox.screens.Screen.Entry;
import io.mlconnector.sandbox.screens.Screen.Field;
import java.util.List;
import java.util.Optional;

/** Organizations and users of the simulated helpdesk, as its agents see them. */
final class ZendeskScreens {

  private ZendeskScreens() {}

  static List<Screen> of(ZendeskVendor vendor) {
    return List.of(
        new Screen(
            "organizations",
            "Organizations",
            List.of(
                new Field("Name", "name"),
                new Field("External id", "external_id"),
                new Field("City", "organization_fields/billing_city"),
                new Field("Credit limit", "organization_fields/credit_limit"),
                new Field("Currency", "organization_fields/credit_currency"),
                new Field("Payment terms", "organization_fields/payment_terms"),
                new Field("E-mail", "organization_fields/erp_email"),
                new Field("Website", "organization_fields/website"),
                new Field("Status at the ERP", "organization_fields/erp_status"),
                new Field("Details", "details"),
                new Field("Notes", "notes")),
            () -> entries(vendor.organizations()),
            Optional.empty()),
        new Screen(
            "users",
            "Users",
            List.of(
                new Field("Name", "name"),
                new Field("E-mail", "email"),
                new Field("External id", "external_id"),
                new Field("Role", "role"),
                new Field("Job title", "user_fields/job_title"),
                new Field("Suspended", "suspended")),
            () -> entries(vendor.users()),
            Optional.empty()));
  }

  private static List<Entry> entries(List<ObjectNode> records) {
    return records.stream().map(each -> new Entry(each.path("id").asText(), each)).toList();
  }
}
