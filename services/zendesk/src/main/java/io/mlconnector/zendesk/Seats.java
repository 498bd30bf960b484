package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.zendesk.api.TeamApi;
import java.util.List;

/**
 * Keeps a route from using more paid seats than it may. A suspended agent has a seat, a light agent
 * none. For one batch: the staff is counted once.
 */
final class Seats {

  private final TeamApi api;
  private int taken = -1;

  Seats(TeamApi api) {
    this.api = api;
  }

  /**
   * Takes a seat for a person about to become an agent.
   *
   * @param most the route's limit; blank for none
   * @return why there is none; null where there was
   */
  String take(String most) {
    if (most == null || most.isBlank()) {
      return null;
    }
    if (taken < 0) {
      taken = (int) staff().stream().filter(user -> TeamRole.of(user).takesSeat()).count();
    }
    if (taken >= Integer.parseInt(most)) {
      return ("%d of the %s seats that the route's policy seats allows are taken: free one, raise"
              + " the policy, or give this person another role")
          .formatted(taken, most);
    }
    taken++;
    return null;
  }

  private List<JsonNode> staff() {
    return CursorPages.all(
        "users", (size, after) -> api.users(List.of("agent", "admin"), size, after));
  }
}
