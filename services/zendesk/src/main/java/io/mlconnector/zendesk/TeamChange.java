package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.TeamApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes team members: people are made as end users, in bulk where there are several, and then
 * given their role and groups; departures and returns go one by one, step by step.
 */
final class TeamChange implements EmailOwner.Adoption {

  private static final Set<String> OURS = Set.of("role", "groups", "suspended");

  private final UserCreation creation = new UserCreation(this);
  private final UserChange change = new UserChange();

  /** Agents are taken over too: that is who works here. */
  @Override
  public String refusal(JsonNode user) {
    return null;
  }

  @Override
  public Map<String, JsonNode> current(Connection connection, Write write, JsonNode user) {
    TeamGroups groups = new TeamGroups(connection.client(TeamApi.class));
    return TeamMembers.current(connection.client(UsersApi.class), groups, write, user);
  }

  /** What one batch reads once. */
  private record Batch(Connection connection, TeamGroups groups, Seats seats) {

    static Batch of(Connection connection) {
      TeamApi api = connection.client(TeamApi.class);
      return new Batch(connection, new TeamGroups(api), new Seats(api));
    }
  }

  List<WriteResult> write(Connection connection, List<Write> writes) {
    Batch batch = Batch.of(connection);
    Map<String, WriteResult> results = new HashMap<>();
    List<Write> creations = new ArrayList<>();
    List<Write> plain = new ArrayList<>();
    for (Write write : writes) {
      if (write.key() == null && write.text("email") == null) {
        results.put(write.delivery(), new WriteResult.Rejected(NO_EMAIL));
      } else if (write.key() == null) {
        creations.add(write);
      } else if (write.fields().keySet().stream().noneMatch(OURS::contains)) {
        plain.add(withMarks(connection, write));
      } else {
        results.put(write.delivery(), special(batch, write));
      }
    }
    Map<String, WriteResult> made =
        creation.create(connection, creations.stream().map(TeamChange::endUser).toList());
    for (Write write : creations) {
      results.put(write.delivery(), raised(batch, write, made.get(write.delivery())));
    }
    results.putAll(change.update(connection, plain));
    return writes.stream().map(write -> results.get(write.delivery())).toList();
  }

  private static final String NO_EMAIL =
      "The person has no e-mail address at the source, without which nobody can sign in. It is sent"
          + " by itself as soon as there is one.";

  List<WriteResult> resume(Connection connection, String job, List<Write> writes) {
    Batch batch = Batch.of(connection);
    if (Departure.isReassignment(job)) {
      return JobReport.read(connection, Departure.vendorJob(job)).done()
          ? writes.stream().map(write -> left(batch, write, job)).toList()
          : JobReport.nextLook(job, writes);
    }
    if (EmailOwner.isSearch(job)) {
      return writes.stream()
          .map(write -> raised(batch, write, creation.searchedFor(connection, job, endUser(write))))
          .toList();
    }
    JobReport report = JobReport.read(connection, job);
    if (!report.done()) {
      return JobReport.nextLook(job, writes);
    }
    List<Write> unkeyed = writes.stream().filter(write -> write.key() == null).toList();
    Lookup lookup = Users.lookup(connection.client(UsersApi.class), unkeyed);
    List<WriteResult> results = new ArrayList<>();
    for (Write write : writes) {
      results.add(
          write.key() == null
              ? raised(batch, write, creation.byJob(connection, endUser(write), lookup))
              : change.byJob(connection, withMarks(connection, write), report));
    }
    return results;
  }

  /** A new end user becomes what the route wants. */
  private static WriteResult raised(Batch batch, Write write, WriteResult made) {
    if (!(made instanceof WriteResult.Created created)
        || !TeamRole.named(write.text("role")).staff()) {
      return made;
    }
    Write keyed = with(write, created.key(), write.fields());
    WriteResult refused = roleAndGroups(batch, keyed, new LinkedHashMap<>());
    return refused == null ? created : refused;
  }

  private WriteResult special(Batch batch, Write write) {
    if (TeamMembers.leaves(write) || losesRole(write)) {
      return left(batch, write, null);
    }
    try {
      Map<String, JsonNode> fields = new LinkedHashMap<>();
      List<String> back = List.of();
      Write wanted = write;
      if (write.fields().containsKey("suspended")) {
        AccessMark mark = AccessMark.of(user(batch.connection, write.key()));
        fields.put("suspended", write.fields().get("suspended"));
        fields.put("tags", mark.plainTags());
        back = mark.groups();
        if (!write.fields().containsKey("role") && mark.role().staff()) {
          Map<String, JsonNode> more = new LinkedHashMap<>(write.fields());
          more.put("role", JsonNodeFactory.instance.textNode(mark.role().word()));
          wanted = with(write, write.key(), more);
        }
      }
      WriteResult refused = roleAndGroups(batch, wanted, fields);
      if (refused != null) {
        return refused;
      }
      if (TeamRole.named(wanted.resulting("role")).staff()) {
        batch.groups.restore(write.key(), back);
      }
      return rest(batch, write, new WriteResult.Updated(write.key(), write.fields()));
    } catch (VendorFailure e) {
      return Organizations.refusedOrThrow(e);
    }
  }

  private static boolean losesRole(Write write) {
    JsonNode current = write.current().get("role");
    return "end-user".equals(write.text("role"))
        && current != null
        && TeamRole.named(current.asText()).staff();
  }

  private WriteResult left(Batch batch, Write write, String job) {
    try {
      Departure departure = new Departure(batch.connection, batch.groups);
      WriteResult result = job == null ? departure.run(write) : departure.resume(write, job);
      boolean gone =
          !(result instanceof WriteResult.Waiting || result instanceof WriteResult.Rejected);
      return gone ? rest(batch, write, result) : result;
    } catch (VendorFailure e) {
      return Organizations.refusedOrThrow(e);
    }
  }

  /** Everything else that differs. */
  private WriteResult rest(Batch batch, Write write, WriteResult done) {
    Map<String, JsonNode> fields = new LinkedHashMap<>(write.fields());
    fields.keySet().removeAll(OURS);
    if (fields.isEmpty()) {
      return done;
    }
    Write plain = withMarks(batch.connection, with(write, write.key(), fields));
    WriteResult result = change.update(batch.connection, List.of(plain)).get(write.delivery());
    return result instanceof WriteResult.Updated ? done : result;
  }

  /**
   * Gives role and groups; the other fields go in the same call.
   *
   * @return why it could not be; null where it was done
   */
  private static WriteResult roleAndGroups(Batch batch, Write write, Map<String, JsonNode> fields) {
    String wanted = write.text("role");
    JsonNode current = write.current().get("role");
    TeamRole role = TeamRole.named(wanted == null && current != null ? current.asText() : wanted);
    if (wanted != null) {
      String refusal = give(batch, write, role, current, fields);
      if (refusal != null) {
        return new WriteResult.Rejected(refusal);
      }
    }
    try {
      if (!fields.isEmpty()) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("user", TeamMembers.FIELDS.nest(fields));
        batch.connection.client(UsersApi.class).update(write.key(), body);
      }
      if (role.staff() && write.fields().containsKey("groups")) {
        batch.groups.settle(write, write.key());
      }
      return null;
    } catch (VendorFailure e) {
      return Organizations.refusedOrThrow(e);
    }
  }

  /** Puts the role into the call; says why where it cannot be given. */
  private static String give(
      Batch batch, Write write, TeamRole role, JsonNode current, Map<String, JsonNode> fields) {
    boolean had = current != null && TeamRole.named(current.asText()).takesSeat();
    if (role.takesSeat() && !had) {
      String full = batch.seats.take(write.policies().get(TeamMembers.SEATS));
      if (full != null) {
        return full;
      }
    }
    JsonNodeFactory json = JsonNodeFactory.instance;
    fields.put("role", json.textNode(role.staff() ? "agent" : "end-user"));
    if (role == TeamRole.LIGHT_AGENT) {
      JsonNode light = lightAgents(batch.connection);
      if (light == null) {
        return "Zendesk has no role for light agents, which only some plans have: let the route"
            + " give another role.";
      }
      fields.put("custom_role_id", light);
    }
    return null;
  }

  private static JsonNode lightAgents(Connection connection) {
    for (JsonNode each : connection.client(TeamApi.class).customRoles().path("custom_roles")) {
      if (each.path("role_type").asInt(-1) == TeamRole.LIGHT) {
        return each.get("id");
      }
    }
    return null;
  }

  /** Tags are written as a whole: ours go along. */
  private static Write withMarks(Connection connection, Write write) {
    if (!write.fields().containsKey("tags")) {
      return write;
    }
    AccessMark mark = AccessMark.of(user(connection, write.key()));
    Map<String, JsonNode> fields = new LinkedHashMap<>(write.fields());
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    fields.get("tags").forEach(tags::add);
    new AccessMark(mark.ended(), mark.role(), mark.groups(), List.of())
        .tags(mark.ended())
        .forEach(tags::add);
    fields.put("tags", tags);
    return with(write, write.key(), fields);
  }

  private static JsonNode user(Connection connection, String id) {
    return connection.client(UsersApi.class).showMany(id, null).at("/users/0");
  }

  private static Write endUser(Write write) {
    Map<String, JsonNode> fields = new LinkedHashMap<>(write.fields());
    fields.keySet().removeAll(OURS);
    return with(write, write.key(), fields);
  }

  private static Write with(Write write, String key, Map<String, JsonNode> fields) {
    return new Write(
        write.delivery(),
        write.ref(),
        key,
        fields,
        write.current(),
        write.match(),
        write.policies(),
        write.shared());
  }
}
