package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.TeamApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a role away in Zendesk's own order: open tickets are seen to, the role goes, which frees
 * the seat, and whoever leaves is suspended then. Each step begins with what is there, so that a
 * departure that was interrupted goes on where it was.
 *
 * @see <a href="https://support.zendesk.com/hc/en-us/articles/4408824375450">Removing an agent</a>
 */
final class Departure {

  /** The job of a write that waits for its tickets to go elsewhere: {@code tickets:TRY:ID}. */
  private static final String TICKETS = "tickets:";

  private static final Set<String> OVER = Set.of("solved", "closed");
  private static final int TRIES = 3;
  private static final int NAMED = 20;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  private final Connection connection;
  private final UsersApi users;
  private final TeamApi team;
  private final TeamGroups groups;

  Departure(Connection connection, TeamGroups groups) {
    this.connection = connection;
    this.users = connection.client(UsersApi.class);
    this.team = connection.client(TeamApi.class);
    this.groups = groups;
  }

  static boolean isReassignment(String job) {
    return job.startsWith(TICKETS);
  }

  /** The vendor's job within ours. */
  static String vendorJob(String job) {
    return job.split(":", 3)[2];
  }

  /** Goes on once the tickets of an earlier step are elsewhere. */
  WriteResult resume(Write write, String job) {
    return run(write, Integer.parseInt(job.split(":", 3)[1]) + 1);
  }

  /** Does what is left to do. */
  WriteResult run(Write write) {
    return run(write, 1);
  }

  private WriteResult run(Write write, int round) {
    JsonNode user = users.showMany(write.key(), null).at("/users/0");
    if (user.isMissingNode()) {
      return new WriteResult.Rejected("Zendesk no longer has user " + write.key());
    }
    if (TeamRole.of(user) == TeamRole.ADMIN) {
      String refusal = new Administrators(users, team).refusal(write, user);
      if (refusal != null) {
        return new WriteResult.Rejected(refusal);
      }
    }
    List<String> open = TeamRole.of(user).staff() ? openTickets(write.key()) : List.of();
    WriteResult first = open.isEmpty() ? null : seeTo(open, write, round);
    if (first != null) {
      return first;
    }
    takeAccess(write, user);
    WriteResult done = new WriteResult.Updated(write.key(), write.fields());
    return open.isEmpty()
        ? done
        : new WriteResult.Noted(
            done, "Zendesk gave the leaver's open tickets to somebody else: " + named(open));
  }

  private void takeAccess(Write write, JsonNode user) {
    boolean leaves = TeamMembers.leaves(write);
    AccessMark mark = AccessMark.of(user);
    if (TeamRole.of(user).staff()) {
      ObjectNode downgrade = JsonNodeFactory.instance.objectNode().put("role", "end-user");
      if (leaves) {
        mark = mark.after(TeamRole.of(user), List.copyOf(groups.of(write.key()).keySet()));
        downgrade.set("tags", mark.tags(false));
      }
      put(write, downgrade);
    }
    if (leaves) {
      ObjectNode suspension = JsonNodeFactory.instance.objectNode().put("suspended", true);
      put(write, suspension.set("tags", mark.tags(true)));
    }
  }

  /** What is to be done about open tickets before the role goes; null to go on at once. */
  private WriteResult seeTo(List<String> open, Write write, int round) {
    String policy = write.policies().get(TeamMembers.OPEN_TICKETS);
    if ("wait".equals(policy)) {
      return new WriteResult.Rejected(
          "The leaver still works on tickets: %s. Give them to somebody, then retry this."
              .formatted(named(open)));
    }
    if (!"reassign".equals(policy)) {
      return null;
    }
    String name = write.policies().getOrDefault(TeamMembers.REASSIGN_TO, "");
    String group = name.isBlank() ? null : groups.id(name);
    if (group == null) {
      return new WriteResult.Rejected(
          "The route's policy openTickets is reassign, and Zendesk has no group called '%s': set"
                  .formatted(name)
              + " reassignTo to a group's name, then retry this.");
    }
    if (round > TRIES) {
      return new WriteResult.Rejected(
          "The leaver's tickets could not be given to %s: %s. Do it by hand, then retry this."
              .formatted(name, named(open)));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("ticket").put("group_id", Long.valueOf(group)).putNull("assignee_id");
    List<String> some = open.subList(0, Math.min(open.size(), Lookup.HUNDRED));
    String job = JobReport.started(team.updateTickets(String.join(",", some), body));
    // More than a hundred go in further rounds, which are no failed tries.
    int next = open.size() > Lookup.HUNDRED ? round - 1 : round;
    return new WriteResult.Waiting(TICKETS + next + ":" + job, FIRST_LOOK);
  }

  private List<String> openTickets(String user) {
    return CursorPages.all("tickets", (size, after) -> team.assigned(user, size, after)).stream()
        .filter(ticket -> !OVER.contains(ticket.path("status").asText()))
        .map(ticket -> ticket.path("id").asText())
        .toList();
  }

  private static String named(List<String> tickets) {
    String some =
        tickets.stream().limit(NAMED).map(id -> "#" + id).collect(Collectors.joining(" "));
    return tickets.size() + " open, " + some + (tickets.size() > NAMED ? " …" : "");
  }

  private void put(Write write, JsonNode fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("user", fields);
    connection.client(UsersApi.class).update(write.key(), body);
  }
}
