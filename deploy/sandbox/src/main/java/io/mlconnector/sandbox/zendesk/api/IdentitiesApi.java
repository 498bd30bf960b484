package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Identity;
import io.mlconnector.sandbox.zendesk.state.IdentityWrites;

/** {@code /users/{id}/identities}: the addresses of a user. Vendor sheet A3. */
final class IdentitiesApi {

  private static final String ALL = "users/{user}/identities";
  private static final String ONE = ALL + "/{id}";

  private final Account account;
  private final IdentityWrites writes;
  private final Paging paging;

  IdentitiesApi(Account account, Paging paging) {
    this.account = account;
    this.writes = account.identityWrites();
    this.paging = paging;
  }

  void mount(Routes routes) {
    routes.get(ALL, this::list);
    routes.post(ALL, this::create);
    routes.get(ONE, call -> one(200, writes.find(call.id("user"), call.id("id"))));
    routes.delete(ONE, this::delete);
    routes.put(ONE + "/make_primary", this::makePrimary);
    routes.put(ONE + "/verify", this::verify);
    routes.put(ONE + "/request_verification", this::requestVerification);
  }

  private Reply list(ApiCall call) {
    long user = account.users().active(call.id("user")).id();
    return paging.page(
        call,
        "identities",
        account.identities().of(user),
        Identity::id,
        each -> each.render(account.views()));
  }

  private Reply create(ApiCall call) {
    Identity identity = writes.create(changeable(call), call.one("identity"));
    return one(201, identity);
  }

  /** Answers the full list, as the vendor does. */
  private Reply makePrimary(ApiCall call) {
    writes.makePrimary(changeable(call), call.id("id"));
    return list(call);
  }

  private Reply verify(ApiCall call) {
    return one(200, writes.verify(changeable(call), call.id("id")));
  }

  private Reply requestVerification(ApiCall call) {
    writes.requestVerification(changeable(call), call.id("id"));
    return Reply.json(200, SandboxJson.object());
  }

  private Reply delete(ApiCall call) {
    writes.delete(changeable(call), call.id("id"));
    return Reply.empty(204);
  }

  private long changeable(ApiCall call) {
    long id = call.id("user");
    call.caller().requireMayChange(account.users().active(id), SandboxJson.object());
    return id;
  }

  private Reply one(int status, Identity identity) {
    ObjectNode json = SandboxJson.object();
    json.set("identity", identity.render(account.views()));
    return Reply.json(status, json);
  }
}
