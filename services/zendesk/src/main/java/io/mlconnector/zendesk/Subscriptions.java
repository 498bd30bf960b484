package io.mlconnector.zendesk;

import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events that Zendesk is asked to call us for. There is no ticket.updated, user.updated or
 * organization.updated: every verb has to be named.
 */
final class Subscriptions {

  static final Setting SETTING =
      Setting.choice(
          "webhookEvents",
          "urgent",
          "Of which events of users and organizations Zendesk calls: urgent, those that its exports"
              + " do not tell or that should not wait for the next poll (suspended, deleted,"
              + " merged, another role); or all, which also calls for each record that our own"
              + " routes write. Of tickets it calls for everything.",
          "urgent",
          "all");

  private static final List<String> TICKET =
      List.of(
          "created",
          "subject_changed",
          "status_changed",
          "priority_changed",
          "comment_added",
          "organization_changed",
          "requester_changed",
          "brand_changed",
          "agent_assignment_changed",
          "group_assignment_changed",
          "custom_field_changed",
          "tags_changed",
          "merged",
          "soft_deleted",
          "permanently_deleted",
          "undeleted");

  private static final List<String> USER_URGENT =
      List.of("active_changed", "deleted", "merged", "role_changed", "suspended_changed");

  private static final List<String> USER_MORE =
      List.of(
          "created",
          "custom_field_changed",
          "external_id_changed",
          "identity_changed",
          "identity_created",
          "identity_deleted",
          "name_changed",
          "organization_membership_created",
          "organization_membership_deleted");

  private static final List<String> ORGANIZATION_URGENT = List.of("deleted");

  private static final List<String> ORGANIZATION_MORE =
      List.of("created", "custom_field_changed", "external_id_changed", "name_changed");

  private Subscriptions() {}

  /** Event types such as {@code ticket.created}. */
  static List<String> of(Settings settings) {
    boolean all = settings.text("webhookEvents").equals("all");
    return Stream.of(
            named("ticket", TICKET),
            named("user", USER_URGENT),
            named("user", all ? USER_MORE : List.of()),
            named("organization", ORGANIZATION_URGENT),
            named("organization", all ? ORGANIZATION_MORE : List.of()))
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<String> named(String kind, List<String> verbs) {
    return verbs.stream().map(verb -> kind + "." + verb);
  }
}
