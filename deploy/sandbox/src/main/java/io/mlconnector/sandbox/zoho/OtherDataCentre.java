package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Accounts server and API of a data centre where the organization is not: it knows none of its
 * clients and tokens, and says so like a good one, with HTTP 200 (sheet B1).
 */
final class OtherDataCentre {

  void mount(Router router) {
    router.post("/oauth/v2/token").handler(OtherDataCentre::token);
    router.route("/crm/*").handler(call -> Refusal.invalidToken().reply().send(call));
    router.route().handler(call -> Reply.empty(404).send(call));
  }

  /** A client for all data centres is known here too; its refresh token is not. */
  private static void token(RoutingContext call) {
    MultiMap form = call.request().formAttributes();
    boolean known = ZohoAccounts.CLIENT_ID.equals(form.get("client_id"));
    boolean refreshing = "refresh_token".equals(form.get("grant_type"));
    AccountsServer.error(call, known && refreshing ? "invalid_code" : "invalid_client");
  }
}
