package io.mlconnector.sandbox.zendesk.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a user is told in events and shown on the user itself; there is no user.updated. Vendor
 * sheet A5.
 *
 * @param byVerb what each verb tells the change of
 * @param shown what the user shows although it is kept elsewhere
 */
record UserFacts(
    Map<String, Object> byVerb, Set<String> identities, Set<Long> memberships, List<Object> shown) {

  private static final Map<String, String> VERBS =
      Map.of(
          "name", "name_changed",
          "external_id", "external_id_changed",
          "suspended", "suspended_changed",
          "role", "role_changed",
          "tags", "tags_changed",
          "notes", "notes_changed",
          "details", "details_changed",
          "alias", "alias_changed",
          "time_zone", "time_zone_changed",
          "custom_role_id", "custom_role_changed");

  static UserFacts of(User user, Identities identities, Memberships memberships) {
    Map<String, Object> byVerb = new LinkedHashMap<>();
    VERBS.forEach((name, verb) -> byVerb.put(verb, user.text(name)));
    byVerb.put("tags_changed", user.values.get("tags"));
    byVerb.put("custom_field_changed", Map.copyOf(user.custom));
    byVerb.put("active_changed", user.active);
    byVerb.put("identity_changed", identities.primaryEmail(user.id));
    return new UserFacts(
        byVerb,
        identities.of(user.id).stream()
            .map(identity -> identity.type + " " + identity.value)
            .collect(Collectors.toSet()),
        memberships.ofUser(user.id).stream()
            .map(Membership::organizationId)
            .collect(Collectors.toSet()),
        List.of(
            identities.primaryEmail(user.id),
            identities.primaryPhone(user.id),
            memberships.defaultOf(user.id)));
  }

  /** The verbs of what has changed since then; null stands for no user. */
  List<String> since(UserFacts before) {
    if (before == null) {
      return List.of("created");
    }
    List<String> verbs = new ArrayList<>();
    byVerb.forEach(
        (verb, fact) -> {
          if (!Objects.equals(fact, before.byVerb.get(verb))) {
            verbs.add(verb);
          }
        });
    addIfMore(verbs, "identity_created", before.identities, identities);
    addIfMore(verbs, "identity_deleted", identities, before.identities);
    addIfMore(verbs, "organization_membership_created", before.memberships, memberships);
    addIfMore(verbs, "organization_membership_deleted", memberships, before.memberships);
    return verbs;
  }

  private static <T> void addIfMore(List<String> verbs, String verb, Set<T> less, Set<T> more) {
    Set<T> added = new HashSet<>(more);
    added.removeAll(less);
    if (!added.isEmpty()) {
      verbs.add(verb);
    }
  }
}
