package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;

/** Looks into an account without the vendor's limits. */
public final class Inspection {

  private final Account account;

  public Inspection(Account account) {
    this.account = account;
  }

  public List<ObjectNode> organizations() {
    return account.organizations().all().stream().map(account.views()::organization).toList();
  }

  public List<ObjectNode> users() {
    return account.users().all().stream().map(this::user).toList();
  }

  /** A user with its addresses, memberships and the names of its groups. */
  public ObjectNode user(User user) {
    ObjectNode json = account.views().user(user);
    ArrayNode identities = json.putArray("identities");
    account.identities().of(user.id).forEach(each -> identities.add(each.render(account.views())));
    ArrayNode memberships = json.putArray("memberships");
    account
        .memberships()
        .ofUser(user.id)
        .forEach(each -> memberships.add(each.render(account.views())));
    ArrayNode groups = json.putArray("groups");
    account
        .groupMemberships()
        .ofUser(user.id)
        .forEach(each -> groups.add(account.directory().groupName(each.groupId())));
    return json;
  }

  /** What ought to be unique and is not, with the ids that share it. */
  public ObjectNode duplicates() {
    ObjectNode json = SandboxJson.object();
    add(json, "organization_name", account.organizations().names());
    add(json, "organization_external_id", account.organizations().externalIds());
    add(json, "user_external_id", account.users().externalIds());
    add(json, "email", account.identities().emails());
    return json;
  }

  /** Numbers that tell whether something happened at all. */
  public ObjectNode counts() {
    List<User> users = List.copyOf(account.users().all());
    return SandboxJson.object()
        .put("organizations", account.organizations().all().size())
        .put("users", users.size())
        .put("end_users", users.stream().filter(user -> !user.isStaff()).count())
        .put("memberships", account.memberships().all().size())
        .put("verification_mails", account.identities().mails().size())
        .put("jobs", account.jobs().all().size())
        .put("jobs_active", account.jobs().active().size());
  }

  private static void add(ObjectNode json, String what, Lookup lookup) {
    lookup
        .duplicates()
        .forEach(
            entry -> {
              ArrayNode ids = json.withObject("/" + what).putArray(entry.getKey());
              entry.getValue().forEach(ids::add);
            });
  }
}
