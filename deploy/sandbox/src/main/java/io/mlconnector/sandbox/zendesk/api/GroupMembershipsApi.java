package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.GroupMemberships;
import io.mlconnector.sandbox.zendesk.state.GroupMemberships.GroupMembership;
import java.util.List;

/** {@code /group_memberships}: which agents work in which groups; admins change it. */
final class GroupMembershipsApi {

  private static final String KEY = "group_membership";
  private static final String ALL = "group_memberships";

  private final Account account;
  private final GroupMemberships memberships;
  private final Paging paging;

  GroupMembershipsApi(Account account, Paging paging) {
    this.account = account;
    this.memberships = account.groupMemberships();
    this.paging = paging;
  }

  void mount(Routes routes) {
    routes.get(ALL, call -> page(call, memberships.all()));
    routes.get("users/{user}/" + ALL, this::ofUser);
    routes.post(ALL, this::create);
    routes.delete(ALL + "/{id}", this::delete);
  }

  private Reply ofUser(ApiCall call) {
    return page(call, memberships.ofUser(account.users().active(call.id("user")).id()));
  }

  private Reply create(ApiCall call) {
    call.caller().requireAdmin();
    ObjectNode json = SandboxJson.object();
    json.set(KEY, memberships.create(call.one(KEY)).render(account.views()));
    return Reply.json(201, json);
  }

  private Reply delete(ApiCall call) {
    call.caller().requireAdmin();
    memberships.delete(call.id("id"));
    return Reply.empty(204);
  }

  private Reply page(ApiCall call, List<GroupMembership> some) {
    return paging.page(call, ALL, some, GroupMembership::id, each -> each.render(account.views()));
  }
}
