package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.zendesk.api.TeamApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups that agents work in, by name. A wanted one is added beside the others; of the others
 * only those are left that the route does not manage. For one batch: the account's groups are read
 * once.
 */
final class TeamGroups {

  private static final int UNPROCESSABLE = 422;

  private final TeamApi api;
  private Map<String, String> idsByName;

  TeamGroups(TeamApi api) {
    this.api = api;
  }

  /** Group id → membership id of a user. */
  Map<String, String> of(String user) {
    Map<String, String> memberships = new LinkedHashMap<>();
    api.groupMemberships(user)
        .path("group_memberships")
        .forEach(each -> memberships.put(each.path("group_id").asText(), each.path("id").asText()));
    return memberships;
  }

  /** The groups as a route sees them: as wanted, where nothing has to be added or left. */
  JsonNode current(Write write, String user) {
    Map<String, String> memberships = of(user);
    Set<String> leave = toLeave(write, memberships.keySet());
    boolean complete =
        wanted(write).stream()
            .map(this::id)
            .allMatch(id -> id != null && memberships.containsKey(id));
    if (complete && leave.isEmpty()) {
      return write.fields().get("groups");
    }
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    idsByName().entrySet().stream()
        .filter(group -> memberships.containsKey(group.getValue()))
        .forEach(group -> names.add(group.getKey()));
    return names;
  }

  /**
   * Puts a user into the wanted groups and takes it out of managed ones that are not wanted.
   *
   * @throws VendorFailure where a group is not there
   */
  void settle(Write write, String user) {
    Map<String, String> memberships = of(user);
    for (String name : wanted(write)) {
      String id = id(name);
      if (id == null) {
        throw VendorFailure.rejected(
            UNPROCESSABLE,
            ("Zendesk has no group called %s. Make it there, or correct the route's groups; there"
                    + " are %s")
                .formatted(name, idsByName().keySet()));
      }
      if (!memberships.containsKey(id)) {
        add(user, id);
      }
    }
    toLeave(write, memberships.keySet()).forEach(id -> api.removeFromGroup(memberships.get(id)));
  }

  /** Puts a user back into groups; one that is no longer there is left out. */
  void restore(String user, List<String> ids) {
    Set<String> memberships = of(user).keySet();
    ids.stream()
        .filter(id -> !memberships.contains(id) && idsByName().containsValue(id))
        .forEach(id -> add(user, id));
  }

  private void add(String user, String group) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("group_membership")
        .put("user_id", Long.valueOf(user))
        .put("group_id", Long.valueOf(group));
    try {
      api.addToGroup(body);
    } catch (VendorFailure e) {
      // Somebody was faster.
      if (!Taken.isTaken(e, "user_id") && !Taken.isTaken(e, "group_id")) {
        throw e;
      }
    }
  }

  private Set<String> toLeave(Write write, Set<String> memberships) {
    String managed = write.policies().getOrDefault(TeamMembers.MANAGED_GROUPS, "");
    List<String> wanted = wanted(write);
    return Arrays.stream(managed.split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !contains(wanted, name))
        .map(this::id)
        .filter(id -> id != null && memberships.contains(id))
        .collect(Collectors.toSet());
  }

  private static boolean contains(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static List<String> wanted(Write write) {
    List<String> names = new ArrayList<>();
    JsonNode groups = write.fields().get("groups");
    if (groups != null && groups.isArray()) {
      groups.forEach(group -> names.add(group.asText()));
    } else if (groups != null && !groups.asText("").isBlank()) {
      names.add(groups.asText());
    }
    return names;
  }

  /** A group's id by its name, whatever its case; null where there is none. */
  String id(String name) {
    for (Map.Entry<String, String> group : idsByName().entrySet()) {
      if (group.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return group.getValue();
      }
    }
    return null;
  }

  private Map<String, String> idsByName() {
    if (idsByName == null) {
      Map<String, String> ids = new HashMap<>();
      CursorPages.all("groups", api::groups).stream()
          .filter(group -> !group.path("deleted").asBoolean())
          .forEach(group -> ids.put(group.path("name").asText(), group.path("id").asText()));
      idsByName = ids;
    }
    return idsByName;
  }
}
