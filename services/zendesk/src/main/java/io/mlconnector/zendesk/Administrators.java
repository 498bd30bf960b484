package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Write;
import io.mlconnector.zendesk.api.TeamApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.List;

/**
 * Whom no route may lock out: the account's owner, the last administrator, and the user as whom we
 * sign in. Zendesk's API does not say who the owner is, so a route that may touch administrators
 * has to name it.
 */
record Administrators(UsersApi users, TeamApi team) {

  /** Why the administrator is not to be touched; null where it may be. */
  String refusal(Write write, JsonNode user) {
    if (!"include".equals(write.policies().get(TeamMembers.ADMINS))) {
      return "The person is an administrator of the helpdesk, and whether administrators lose their"
          + " access is for a person to decide: end it by hand, or set the route's policy admins to"
          + " include.";
    }
    String owner = write.policies().getOrDefault(TeamMembers.OWNER, "");
    if (owner.isBlank()) {
      return "The route's policy admins is include, and owner names nobody: Zendesk does not tell"
          + " who the account's owner is, who must never be touched. Set owner to that user's"
          + " e-mail address.";
    }
    if (owner.equalsIgnoreCase(user.path("email").asText())) {
      return "The person owns the helpdesk's account. Make somebody else its owner first.";
    }
    String id = user.path("id").asText();
    String ourselves = users.me().at("/user/id").asText();
    if (id.equals(ourselves)) {
      return "We sign in to the helpdesk as this person. Sign in as somebody else first.";
    }
    boolean another =
        CursorPages.all("users", (size, after) -> team.users(List.of("admin"), size, after))
            .stream()
            .filter(other -> !other.path("suspended").asBoolean())
            .map(other -> other.path("id").asText())
            .anyMatch(other -> !other.equals(id) && !other.equals(ourselves));
    return another
        ? null
        : "The person is the helpdesk's last administrator. Make somebody else one first.";
  }
}
