package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** Adds, prefers and ends memberships on request: vendor sheet A3. */
public final class MembershipWrites {

  private final Users users;
  private final Organizations organizations;
  private final Memberships memberships;
  private final Supplier<Settings> settings;

  MembershipWrites(
      Users users,
      Organizations organizations,
      Memberships memberships,
      Supplier<Settings> settings) {
    this.users = users;
    this.organizations = organizations;
    this.memberships = memberships;
    this.settings = settings;
  }

  /** Makes the membership that a request names by two ids. */
  public Membership create(ObjectNode body) {
    return create(
        body.path("user_id").asLong(),
        body.path("organization_id").asLong(),
        body.path("default").asBoolean());
  }

  /** Refuses a second one for the same pair, and any second one where the plan allows only one. */
  Membership create(long userId, long organizationId, boolean asDefault) {
    User user = users.byId(userId).filter(User::active).orElse(null);
    Violations violations = new Violations();
    if (user == null) {
      violations.invalid("user", "User: is invalid");
    }
    if (organizations.byId(organizationId).isEmpty()) {
      violations.invalid("organization", "Organization: is invalid");
    }
    violations.refuseIfAny();
    if (user.shared) {
      throw Refusals.forbidden();
    }
    boolean same =
        memberships.ofUser(userId).stream().anyMatch(m -> m.organizationId() == organizationId);
    if (same) {
      violations.duplicate("user_id", "User: has already been taken");
    } else if (!memberships.ofUser(userId).isEmpty() && !settings.get().severalOrganizations()) {
      violations.invalid("base", "User: cannot belong to several organizations on this plan");
    }
    violations.refuseIfAny();
    Membership membership = memberships.add(userId, organizationId, asDefault);
    users.changed(user);
    return membership;
  }

  public void makeDefault(long userId, long membershipId) {
    Membership membership = find(membershipId);
    if (membership.userId() != userId) {
      throw Refusals.notFound();
    }
    memberships.makeDefault(membership);
    users.changed(users.active(userId));
  }

  public void delete(long membershipId) {
    Membership membership = find(membershipId);
    memberships.remove(membership);
    users.byId(membership.userId()).ifPresent(users::changed);
  }

  public Membership find(long membershipId) {
    return memberships.byId(membershipId).orElseThrow(Refusals::notFound);
  }
}
