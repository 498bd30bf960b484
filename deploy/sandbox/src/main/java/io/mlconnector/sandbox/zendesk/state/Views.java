package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.function.Supplier;

/** Shows records with every attribute that was recorded, in that order: vendor sheet A2 and A3. */
public final class Views {

  private static final List<String> ORGANIZATION_TAIL = List.of("details", "notes", "group_id");

  private final Account account;
  private final Supplier<Settings> settings;

  Views(Account account, Supplier<Settings> settings) {
    this.account = account;
    this.settings = settings;
  }

  public String url(String path) {
    return settings.get().url(path);
  }

  public ObjectNode organization(Organization organization) {
    ObjectNode json =
        SandboxJson.object()
            .put("url", url("organizations/" + organization.id + ".json"))
            .put("id", organization.id)
            .put("name", organization.name());
    copyFlag(json, organization, "shared_tickets");
    copyFlag(json, organization, "shared_comments");
    copy(json, organization, "external_id");
    stamps(json, organization);
    copyList(json, organization, "domain_names");
    ORGANIZATION_TAIL.forEach(name -> copy(json, organization, name));
    copyList(json, organization, "tags");
    json.set("organization_fields", account.organizationFields().values(organization));
    return json;
  }

  public ObjectNode user(User user) {
    ObjectNode json =
        SandboxJson.object()
            .put("id", user.id)
            .put("url", url("users/" + user.id + ".json"))
            .put("name", user.name())
            .put("email", account.identities().primaryEmail(user.id).orElse(null));
    stamps(json, user);
    json.put("time_zone", user.text("time_zone").orElse("Berlin"));
    json.put("iana_time_zone", "Europe/Berlin");
    json.put("phone", account.identities().primaryPhone(user.id).orElse(null));
    json.put("shared_phone_number", account.identities().phoneIsShared(user.id));
    json.putNull("photo");
    json.put("locale_id", 1).put("locale", user.text("locale").orElse("en-US"));
    json.put("organization_id", account.memberships().defaultOf(user.id).orElse(null));
    json.put("role", user.role());
    json.put("verified", account.identities().primaryVerified(user.id));
    copy(json, user, "external_id");
    copyList(json, user, "tags");
    copy(json, user, "alias");
    json.put("active", user.active).put("shared", user.shared).put("shared_agent", false);
    json.putNull("last_login_at").putNull("two_factor_auth_enabled");
    List.of("signature", "details", "notes").forEach(name -> copy(json, user, name));
    json.put("role_type", account.directory().roleType(user));
    copy(json, user, "custom_role_id");
    copyFlag(json, user, "moderator");
    json.put("ticket_restriction", user.text("ticket_restriction").orElse("requested"));
    copyFlag(json, user, "only_private_comments");
    copyFlag(json, user, "restricted_agent");
    copyFlag(json, user, "suspended");
    copy(json, user, "default_group_id");
    json.put("report_csv", false);
    json.set("user_fields", account.userFields().values(user));
    json.putNull("suspension_details");
    return json;
  }

  private static void stamps(ObjectNode json, Entity entity) {
    json.put("created_at", entity.createdAt.toString());
    json.put("updated_at", entity.updatedAt.toString());
  }

  private static void copy(ObjectNode json, Entity entity, String name) {
    copy(json, entity, name, NullNode.getInstance());
  }

  private static void copyFlag(ObjectNode json, Entity entity, String name) {
    copy(json, entity, name, BooleanNode.FALSE);
  }

  private static void copyList(ObjectNode json, Entity entity, String name) {
    copy(json, entity, name, SandboxJson.array());
  }

  private static void copy(ObjectNode json, Entity entity, String name, JsonNode otherwise) {
    JsonNode value = entity.values.get(name);
    json.set(name, value == null || value.isNull() ? otherwise : value);
  }
}
