package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.FieldSchema;
import io.mlconnector.spi.FieldSchema.Type;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.TeamApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The people who work for us, whom Zendesk knows as end users, light agents or agents. Whoever
 * leaves loses role and access, and nothing is deleted; whoever comes back gets both again. What
 * somebody else suspended stays so.
 */
final class TeamMembers implements Sink {

  static final String OPEN_TICKETS = "openTickets";
  static final String REASSIGN_TO = "reassignTo";
  static final String MANAGED_GROUPS = "managedGroups";
  static final String SEATS = "seats";
  static final String ADMINS = "admins";
  static final String OWNER = "owner";

  static final ZendeskFields FIELDS =
      new ZendeskFields(
          "user_fields",
          Stream.concat(
                  Users.FIELDS.standard().stream(),
                  Stream.of(
                      new FieldSchema(
                          "role", Type.CHOICE, true, false, null, TeamRole.choices(), false),
                      FieldSchema.of("groups", Type.TEXT_LIST)))
              .toList());

  private final TeamChange change = new TeamChange();

  @Override
  public String object() {
    return "team_member";
  }

  @Override
  public Delivery.Mode mode() {
    return Delivery.Mode.UPSERT;
  }

  @Override
  public Set<String> matchKeys() {
    return Set.of("external_id", "email");
  }

  @Override
  public List<Setting> policies() {
    return List.of(
        Users.CHANGED_EMAIL,
        Setting.choice(
            OPEN_TICKETS,
            "leave",
            "What becomes of the open tickets of a leaver who was an agent: leave (they are listed,"
                + " and Zendesk gives them to somebody), wait (the leaver keeps the role until they"
                + " are gone), or reassign (they go to a group).",
            "leave",
            "wait",
            "reassign"),
        Setting.optional(
            REASSIGN_TO, Setting.Type.TEXT, "", "With reassign: the group that gets the tickets."),
        Setting.optional(
            MANAGED_GROUPS,
            Setting.Type.LIST,
            "",
            "Groups that people are taken out of when the route no longer wants them there;"
                + " otherwise groups are only added."),
        Setting.optional(
            SEATS,
            Setting.Type.INTEGER,
            "",
            "The most agents and administrators there may be; nobody is made an agent beyond."
                + " Without it only Zendesk's own limit holds."),
        Setting.choice(
            ADMINS,
            "protect",
            "Whether administrators lose their access as others do; the account's owner, the last"
                + " administrator and the user as whom we sign in never do.",
            "protect",
            "include"),
        Setting.optional(
            OWNER, Setting.Type.TEXT, "", "With admins include: the account owner's e-mail."));
  }

  @Override
  public int batchSize() {
    return Lookup.HUNDRED;
  }

  @Override
  public List<FieldSchema> describe(Connection connection) {
    return FIELDS.describe(connection);
  }

  @Override
  public List<FieldSchema> provision(
      Connection connection, List<FieldSchema> wanted, boolean dryRun) {
    return FIELDS.provision(connection, wanted, dryRun);
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    UsersApi api = connection.client(UsersApi.class);
    TeamGroups groups = new TeamGroups(connection.client(TeamApi.class));
    Lookup lookup = Users.lookup(api, writes);
    List<Found> found = new ArrayList<>();
    for (Write write : writes) {
      JsonNode user = lookup.of(write);
      if (user == null && write.key() == null && leaves(write)) {
        user = leaver(api, write);
      }
      if (user == null) {
        found.add(write.key() == null ? new Found.Absent() : new Found.Gone(write.key()));
      } else {
        found.add(found(api, groups, write, user));
      }
    }
    return found;
  }

  /** Who leaves before we ever met may be there under the same address, and shall not stay. */
  private static JsonNode leaver(UsersApi api, Write write) {
    String email = write.text("email");
    JsonNode user =
        email == null || !write.match().contains("email") ? null : EmailOwner.find(api, email);
    return user == null || !EmailOwner.isFree(user) ? null : user;
  }

  private Found found(UsersApi api, TeamGroups groups, Write write, JsonNode user) {
    boolean suspended = user.path("suspended").asBoolean();
    if (suspended && comesBack(write) && !AccessMark.of(user).ended()) {
      return new Found.Refused(
          "Somebody suspended user %s in Zendesk by hand, and it stays so. Unsuspend it there and"
                  .formatted(user.path("id").asText())
              + " retry this, or dismiss this.");
    }
    return new Found.Present(user.path("id").asText(), current(api, groups, write, user));
  }

  static boolean leaves(Write write) {
    return "true".equals(write.text("suspended"));
  }

  private static boolean comesBack(Write write) {
    return "false".equals(write.text("suspended"));
  }

  /** A user as a route sees it; of an administrator who stays, everything is as wanted. */
  static Map<String, JsonNode> current(
      UsersApi api, TeamGroups groups, Write write, JsonNode user) {
    TeamRole role = TeamRole.of(user);
    Map<String, JsonNode> current = new UserDetails(api).current(write, user);
    current.put("tags", AccessMark.of(user).plainTags());
    current.put("role", TextNode.valueOf(role.word()));
    boolean suspended = user.path("suspended").asBoolean();
    if (leaves(write)) {
      // A suspended agent still has a seat: the departure is not complete.
      current.put("suspended", BooleanNode.valueOf(suspended && !role.staff()));
      asWanted(write, current, "role", "groups");
    } else if (role == TeamRole.ADMIN) {
      current.putAll(write.fields());
    } else if (write.fields().containsKey("groups")) {
      if (TeamRole.named(write.resulting("role")).staff() || role.staff()) {
        current.put("groups", groups.current(write, user.path("id").asText()));
      } else {
        asWanted(write, current, "groups");
      }
    }
    return current;
  }

  private static void asWanted(Write write, Map<String, JsonNode> current, String... fields) {
    for (String field : fields) {
      if (write.fields().containsKey(field)) {
        current.put(field, write.fields().get(field));
      }
    }
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    return change.write(connection, writes);
  }

  @Override
  public List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    return change.resume(connection, job, writes);
  }
}
