package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What admins set up once: groups, custom roles and brands; read-only for clients here. */
public final class Directory {

  private static final int ADMIN = 4;

  private final Ids ids;
  private final Map<Long, ObjectNode> groups = new TreeMap<>();
  private final Map<Long, ObjectNode> customRoles = new TreeMap<>();
  private final Map<Long, ObjectNode> brands = new TreeMap<>();

  Directory(Ids ids) {
    this.ids = ids;
  }

  /** Sets up what every account of this plan starts with. */
  public void plant() {
    addGroup("Support");
    addGroup("Billing questions");
    addCustomRole("Staff", 0);
    addCustomRole("Light agent", 1);
    addBrand("Helpdesk", "helpdesk");
  }

  private long addGroup(String name) {
    return add(groups, SandboxJson.object().put("name", name).put("deleted", false));
  }

  /**
   * @param roleType 0 custom, 1 light agent, 2 chat, 3 contributor, 5 billing admin
   */
  private long addCustomRole(String name, int roleType) {
    return add(customRoles, SandboxJson.object().put("name", name).put("role_type", roleType));
  }

  private long addBrand(String name, String subdomain) {
    return add(brands, SandboxJson.object().put("name", name).put("subdomain", subdomain));
  }

  public Collection<ObjectNode> groups() {
    return groups.values();
  }

  public Collection<ObjectNode> customRoles() {
    return customRoles.values();
  }

  public Collection<ObjectNode> brands() {
    return brands.values();
  }

  boolean hasGroup(long id) {
    return groups.containsKey(id);
  }

  String groupName(long id) {
    return groups.get(id).path("name").asText();
  }

  boolean hasCustomRole(long id) {
    return customRoles.containsKey(id);
  }

  Integer roleType(User user) {
    if (user.isAdmin()) {
      return ADMIN;
    }
    ObjectNode role = user.isStaff() ? customRoles.get(roleOf(user)) : null;
    return role == null ? null : Integer.valueOf(role.path("role_type").asInt());
  }

  ObjectNode save() {
    ObjectNode json = SandboxJson.object();
    json.putArray("groups").addAll(groups.values());
    json.putArray("customRoles").addAll(customRoles.values());
    json.putArray("brands").addAll(brands.values());
    return json;
  }

  void restore(JsonNode saved) {
    replace(groups, saved.path("groups"));
    replace(customRoles, saved.path("customRoles"));
    replace(brands, saved.path("brands"));
  }

  private static void replace(Map<Long, ObjectNode> all, JsonNode saved) {
    all.clear();
    saved.forEach(each -> all.put(each.path("id").asLong(), (ObjectNode) each));
  }

  private static long roleOf(User user) {
    return user.text("custom_role_id").map(Long::parseLong).orElse(0L);
  }

  private long add(Map<Long, ObjectNode> all, ObjectNode value) {
    long id = ids.next();
    all.put(id, SandboxJson.object().put("id", id).setAll(value));
    return id;
  }
}
