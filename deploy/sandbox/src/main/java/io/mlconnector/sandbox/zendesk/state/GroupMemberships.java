package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Which agents work in which groups; end users in none. */
public final class GroupMemberships {

  /** One agent in one group. */
  public record GroupMembership(long id, long userId, long groupId, Instant createdAt) {

    public ObjectNode render(Views views) {
      return SandboxJson.object()
          .put("url", views.url("group_memberships/" + id + ".json"))
          .put("id", id)
          .put("user_id", userId)
          .put("group_id", groupId)
          .put("default", false)
          .put("created_at", createdAt.toString())
          .put("updated_at", createdAt.toString());
    }
  }

  private final Ids ids;
  private final InstantSource clock;
  private final Users users;
  private final Directory directory;
  private final TreeMap<Long, GroupMembership> byId = new TreeMap<>();

  GroupMemberships(Ids ids, InstantSource clock, Users users, Directory directory) {
    this.ids = ids;
    this.clock = clock;
    this.users = users;
    this.directory = directory;
  }

  public List<GroupMembership> all() {
    return List.copyOf(byId.values());
  }

  public List<GroupMembership> ofUser(long user) {
    return byId.values().stream().filter(each -> each.userId == user).toList();
  }

  /** The agents of a group, the oldest first. */
  List<User> agentsOf(long group) {
    return byId.values().stream()
        .filter(each -> each.groupId == group)
        .flatMap(each -> users.byId(each.userId).stream())
        .filter(user -> user.active() && user.isStaff() && !user.suspended())
        .sorted(Comparator.comparing((User user) -> user.createdAt).thenComparing(User::id))
        .toList();
  }

  boolean has(long user, long group) {
    return byId.values().stream().anyMatch(each -> each.userId == user && each.groupId == group);
  }

  /** Refuses end users, unknown groups, and a pair that is there. */
  public GroupMembership create(ObjectNode body) {
    long user = body.path("user_id").asLong();
    long group = body.path("group_id").asLong();
    Violations violations = new Violations();
    Optional<User> agent = users.byId(user).filter(each -> each.active() && each.isStaff());
    if (agent.isEmpty()) {
      violations.invalid("user", "User: is invalid");
    }
    if (!directory.hasGroup(group)) {
      violations.invalid("group", "Group: is invalid");
    }
    if (has(user, group)) {
      violations.duplicate("user_id", "User: has already been taken");
    }
    violations.refuseIfAny();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    GroupMembership made = new GroupMembership(ids.next(), user, group, now);
    byId.put(made.id, made);
    return made;
  }

  public void delete(long id) {
    if (byId.remove(id) == null) {
      throw Refusals.notFound();
    }
  }

  void removeAll(long user) {
    byId.values().removeIf(each -> each.userId == user);
  }

  ArrayNode save() {
    ArrayNode all = SandboxJson.array();
    byId.values()
        .forEach(
            each ->
                all.addObject()
                    .put("id", each.id)
                    .put("user", each.userId)
                    .put("group", each.groupId)
                    .put("created", each.createdAt.toString()));
    return all;
  }

  void restore(JsonNode saved) {
    byId.clear();
    for (JsonNode each : saved) {
      long id = each.path("id").asLong();
      Instant created = Instant.parse(each.path("created").asText());
      byId.put(
          id,
          new GroupMembership(
              id, each.path("user").asLong(), each.path("group").asLong(), created));
    }
  }
}
