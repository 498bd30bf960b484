package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Adds, verifies, prefers and removes the addresses of one user on request. */
public final class IdentityWrites {

  private static final Set<String> TYPES =
      Set.of("email", "phone_number", "twitter", "facebook", "google", "agent_forwarding");

  private final Users users;
  private final Identities identities;

  IdentityWrites(Users users, Identities identities) {
    this.users = users;
    this.identities = identities;
  }

  /** Adds an address; a mail asks its owner to verify it unless the request says otherwise. */
  public Identity create(long userId, ObjectNode body) {
    User user = changeable(userId);
    String type = body.path("type").asText("");
    String value = body.path("value").asText("").strip();
    Violations violations = new Violations();
    if (!TYPES.contains(type)) {
      violations.invalid("type", "Type: " + type + " is not valid");
    } else if (value.isEmpty()) {
      violations.add("value", "BlankValue", "Value: cannot be blank");
    } else if (type.equals("email")) {
      identities.check(value, userId, "value", violations);
    }
    if (identities.has(userId, type, value)) {
      violations.duplicate("value", "Value: " + value + " is already an identity of this user");
    }
    violations.refuseIfAny();
    boolean verified = body.path("verified").asBoolean();
    Identity identity =
        identities.add(userId, type, value, verified, body.path("primary").asBoolean());
    if (identity.isEmail() && !verified && !body.path("skip_verify_email").asBoolean()) {
      identities.mail(userId, value);
    }
    users.changed(user);
    return identity;
  }

  public Identity find(long userId, long identityId) {
    users.active(userId);
    return identities.of(userId).stream()
        .filter(each -> each.id == identityId)
        .findFirst()
        .orElseThrow(Refusals::notFound);
  }

  public void makePrimary(long userId, long identityId) {
    User user = changeable(userId);
    identities.makePrimary(find(userId, identityId));
    users.changed(user);
  }

  public Identity verify(long userId, long identityId) {
    changeable(userId);
    Identity identity = find(userId, identityId);
    identity.verified = true;
    return identity;
  }

  public void requestVerification(long userId, long identityId) {
    Identity identity = find(userId, identityId);
    identities.mail(userId, identity.value);
  }

  public void delete(long userId, long identityId) {
    User user = changeable(userId);
    identities.remove(find(userId, identityId));
    users.changed(user);
  }

  private User changeable(long userId) {
    User user = users.active(userId);
    if (user.shared) {
      throw Refusals.forbidden();
    }
    return user;
  }
}
