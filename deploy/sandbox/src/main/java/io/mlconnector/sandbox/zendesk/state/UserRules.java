package io.mlconnector.sandbox.zendesk.state;

import java.util.Optional;
import java.util.Set;

/** What the vendor demands of a user before it writes one: vendor sheet A3. */
final class UserRules {

  private static final Set<String> ROLES = Set.of("end-user", "agent", "admin");

  private final Identities identities;
  private final Organizations organizations;
  private final Directory directory;
  private final Lookup externalIds;

  UserRules(
      Identities identities, Organizations organizations, Directory directory, Lookup externalIds) {
    this.identities = identities;
    this.organizations = organizations;
    this.directory = directory;
    this.externalIds = externalIds;
  }

  /** Refuses with 422 and every reason at once. */
  void check(Draft draft, Optional<User> self) {
    Violations violations = draft.violations();
    long id = self.map(User::id).orElse(-1L);
    if ((self.isEmpty() || draft.has("name")) && draft.text("name").orElse("").isEmpty()) {
      violations.add("name", "BlankValue", "Name: cannot be blank");
    }
    draft.text("email").ifPresent(email -> identities.check(email, id, "email", violations));
    draft
        .text("external_id")
        .filter(text -> externalIds.takenByOther(text, id))
        .ifPresent(
            text ->
                violations.duplicate(
                    "external_id", "External: " + text + " has already been taken"));
    draft
        .text("role")
        .filter(role -> !ROLES.contains(role))
        .ifPresent(role -> violations.invalid("role", "Role: " + role + " is not valid"));
    draft
        .id("organization_id")
        .filter(organization -> organizations.byId(organization).isEmpty())
        .ifPresent(gone -> violations.invalid("organization", "Organization: is invalid"));
    draft
        .id("custom_role_id")
        .filter(role -> !directory.hasCustomRole(role))
        .ifPresent(gone -> violations.invalid("custom_role_id", "Custom role: is invalid"));
    draft
        .id("default_group_id")
        .filter(group -> !directory.hasGroup(group))
        .ifPresent(gone -> violations.invalid("default_group_id", "Default group: is invalid"));
    violations.refuseIfAny();
  }
}
