package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Trigger;
import io.mlconnector.sandbox.zendesk.state.Triggers;
import java.util.Comparator;

/** {@code /triggers}: agents may look, admins may change. */
final class TriggersApi {

  private static final String ONE = "triggers/{id}";

  private final Account account;
  private final Triggers triggers;
  private final Paging paging;

  TriggersApi(Account account, Paging paging) {
    this.account = account;
    this.triggers = account.triggers();
    this.paging = paging;
  }

  void mount(Routes routes) {
    routes.get("triggers", this::list);
    routes.get(ONE, call -> shown(200, triggers.byId(call.id("id"))));
    routes.post("triggers", call -> shown(201, triggers.create(admin(call).one("trigger"))));
    routes.put(ONE, call -> shown(200, triggers.change(admin(call).id("id"), call.one("trigger"))));
    routes.delete(
        ONE,
        call -> {
          triggers.delete(admin(call).id("id"));
          return Reply.empty(204);
        });
  }

  private Reply list(ApiCall call) {
    return paging.page(
        call,
        "triggers",
        triggers.all().stream().sorted(Comparator.comparing(Trigger::id)).toList(),
        Trigger::id,
        trigger -> trigger.view(account.views()));
  }

  private static ApiCall admin(ApiCall call) {
    if (!call.caller().user().isAdmin()) {
      throw Refusals.forbidden();
    }
    return call;
  }

  private Reply shown(int status, Trigger trigger) {
    ObjectNode json = SandboxJson.object();
    json.set("trigger", trigger.view(account.views()));
    return Reply.json(status, json);
  }
}
