package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Membership;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.SearchQuery;
import io.mlconnector.sandbox.zendesk.state.User;
import io.mlconnector.sandbox.zendesk.state.Users;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /users} for reading: vendor sheet A3. */
final class UsersApi {

  private final Account account;
  private final Users users;
  private final Paging paging;
  private final CachedCount count;

  UsersApi(Account account, Paging paging) {
    this.account = account;
    this.users = account.users();
    this.paging = paging;
    this.count = new CachedCount(account, () -> users.all().size());
  }

  void mount(Routes routes) {
    routes.get("users", this::list);
    routes.get("users/count", call -> count.reply());
    routes.get("users/me", this::me);
    routes.get("users/show_many", this::showMany);
    routes.get("users/search", this::search);
    routes.get("users/{id}", this::show);
    routes.get("organizations/{id}/users", this::ofOrganization);
  }

  private Reply list(ApiCall call) {
    Set<String> roles = new HashSet<>(call.query().getAll("role[]"));
    roles.addAll(call.query().getAll("role"));
    return page(
        call,
        users.all().stream()
            .filter(user -> roles.isEmpty() || roles.contains(user.role()))
            .toList());
  }

  private Reply ofOrganization(ApiCall call) {
    long id = call.id("id");
    account.organizations().byId(id).orElseThrow(Refusals::notFound);
    return page(
        call,
        account.memberships().ofOrganization(id).stream()
            .map(Membership::userId)
            .sorted()
            .map(users::active)
            .toList());
  }

  /** A stranger gets 200 too, for a user that is nobody. */
  private Reply me(ApiCall call) {
    ObjectNode json = SandboxJson.object();
    if (call.caller() == null) {
      json.putObject("user")
          .putNull("id")
          .putNull("url")
          .put("name", "Anonymous user")
          .put("email", "invalid@example.com")
          .put("role", "end-user")
          .put("active", false)
          .put("verified", false);
    } else {
      json.set("user", account.views().user(call.caller().user()));
    }
    return Reply.json(200, json);
  }

  private Reply show(ApiCall call) {
    ObjectNode json = SandboxJson.object();
    User user = users.byId(call.id("id")).orElseThrow(Refusals::notFound);
    json.set("user", account.views().user(user));
    return Reply.json(200, json);
  }

  private Reply showMany(ApiCall call) {
    Optional<List<String>> ids = call.values("ids");
    Optional<List<String>> externalIds = call.values("external_ids");
    Set<User> found = new LinkedHashSet<>();
    if (externalIds.isPresent()) {
      externalIds.get().forEach(each -> users.byExternalId(each).ifPresent(found::add));
    } else {
      for (String id : ids.orElseThrow(() -> Refusals.missing("ids"))) {
        users.byId(ApiCall.number("ids", id)).ifPresent(found::add);
      }
    }
    return paging.whole("users", new ArrayList<>(found), account.views()::user);
  }

  /** By external id at once; by query only as far as the search index knows already. */
  private Reply search(ApiCall call) {
    Optional<String> externalId = call.query("external_id");
    if (externalId.isPresent()) {
      return page(call, users.byExternalId(externalId.get()).stream().toList());
    }
    String text = call.query("query").orElseThrow(() -> Refusals.missing("query"));
    return page(
        call,
        account.index().find(SearchQuery.parse(text).only("user")).stream()
            .sorted()
            .flatMap(id -> users.byId(id).stream())
            .toList());
  }

  private Reply page(ApiCall call, List<User> some) {
    return paging.page(call, "users", some, User::id, account.views()::user);
  }
}
