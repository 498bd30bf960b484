package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Triggers;
import io.mlconnector.sandbox.zendesk.state.Webhook;
import io.mlconnector.sandbox.zendesk.state.Webhooks;
import java.util.List;

/** {@code /webhooks}: vendor sheet A5; admins only. */
final class WebhooksApi {

  private static final String ONE = "webhooks/{id}";
  private static final String SECRET = ONE + "/signing_secret";

  private final Webhooks webhooks;
  private final Triggers triggers;

  WebhooksApi(Account account) {
    this.triggers = account.triggers();
    this.webhooks = account.webhooks();
  }

  void mount(Routes routes) {
    routes.get("webhooks", this::list);
    routes.post("webhooks", this::create);
    routes.get(ONE, call -> shown(200, webhooks.byId(admin(call).path("id"))));
    routes.put(ONE, this::change);
    routes.patch(ONE, this::change);
    routes.delete(ONE, this::delete);
    routes.get(SECRET, call -> secret(200, webhooks.byId(admin(call).path("id"))));
    routes.post(SECRET, call -> secret(201, webhooks.rotate(admin(call).path("id"))));
  }

  /** Pages by cursor; the cursor is the id of the last one that was given. */
  private Reply list(ApiCall call) {
    admin(call);
    int size = Paging.size(call, "page[size]");
    List<Webhook> all = webhooks.all();
    int from = 0;
    if (call.query("page[after]").isPresent()) {
      from = all.indexOf(webhooks.byId(call.query("page[after]").get())) + 1;
    }
    List<Webhook> page = all.subList(from, Math.min(all.size(), from + size));
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray("webhooks");
    page.forEach(webhook -> items.add(webhook.view()));
    json.putObject("meta")
        .put("has_more", from + page.size() < all.size())
        .put("after_cursor", page.isEmpty() ? null : page.get(page.size() - 1).id());
    return Reply.json(200, json);
  }

  private Reply create(ApiCall call) {
    return shown(201, webhooks.create(admin(call).one("webhook")));
  }

  private Reply change(ApiCall call) {
    webhooks.change(admin(call).path("id"), call.one("webhook"));
    return Reply.empty(204);
  }

  /** The sheet does not say what becomes of one that triggers still call; here it stays. */
  private Reply delete(ApiCall call) {
    if (triggers.call(admin(call).path("id"))) {
      throw Refusals.badRequest("InvalidWebhook", "the webhook is connected to a trigger");
    }
    webhooks.delete(call.path("id"));
    return Reply.empty(204);
  }

  private static ApiCall admin(ApiCall call) {
    if (!call.caller().user().isAdmin()) {
      throw Refusals.forbidden();
    }
    return call;
  }

  private static Reply shown(int status, Webhook webhook) {
    ObjectNode json = SandboxJson.object();
    json.set("webhook", webhook.view());
    return Reply.json(status, json);
  }

  private static Reply secret(int status, Webhook webhook) {
    ObjectNode json = SandboxJson.object();
    json.putObject("signing_secret").put("secret", webhook.secret()).put("algorithm", "SHA256");
    return Reply.json(status, json);
  }
}
