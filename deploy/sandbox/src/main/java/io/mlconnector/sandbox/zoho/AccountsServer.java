package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The accounts server of the organization's data centre (sheet B1): refresh tokens, authorization
 * codes and pasted grant codes. Its errors are HTTP 200, but for the throttled one.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/access-refresh.html">tokens</a>
 */
final class AccountsServer {

  private final Grants grants;
  private final Supplier<ZohoSettings> settings;
  private final Supplier<URI> apiDomain;
  private final ConsentPage consent;

  AccountsServer(
      Grants grants, Supplier<ZohoSettings> settings, Supplier<URI> apiDomain, Supplier<URI> own) {
    this.grants = grants;
    this.settings = settings;
    this.apiDomain = apiDomain;
    this.consent = new ConsentPage(grants, settings, own);
  }

  void mount(Router router) {
    router.post("/oauth/v2/token").handler(this::token);
    consent.mount(router);
    router.route().handler(call -> Reply.text(404, "text/html", NOT_FOUND).send(call));
  }

  private void token(RoutingContext call) {
    MultiMap form = call.request().formAttributes();
    String client = form.get("client_id");
    boolean known =
        ZohoAccounts.CLIENT_ID.equals(client)
            && ZohoAccounts.CLIENT_SECRET.equals(form.get("client_secret"));
    String grant = form.get("grant_type");
    if (!known) {
      error(call, client == null ? "invalid_client" : secretError(client));
    } else if ("refresh_token".equals(grant)) {
      refresh(call, String.valueOf(form.get("refresh_token")));
    } else if ("authorization_code".equals(grant)) {
      code(call, form);
    } else {
      error(call, grant == null ? "invalid_request" : "unsupported_grant_type");
    }
  }

  private static String secretError(String client) {
    return ZohoAccounts.CLIENT_ID.equals(client) ? "invalid_client_secret" : "invalid_client";
  }

  private void refresh(RoutingContext call, String token) {
    Optional<String> scope = grants.scopeOf(token);
    if (scope.isEmpty()) {
      error(call, "invalid_code");
    } else {
      hand(call, token, scope.get(), SandboxJson.object());
    }
  }

  private void code(RoutingContext call, MultiMap form) {
    Optional<Grants.Code> found = grants.redeem(String.valueOf(form.get("code")));
    if (found.isEmpty()) {
      error(call, "invalid_code");
      return;
    }
    String redirect = found.get().redirectUri();
    if (redirect != null && !redirect.equals(form.get("redirect_uri"))) {
      error(call, "invalid_redirect_uri");
      return;
    }
    ObjectNode answer = SandboxJson.object();
    String owner = "code";
    if (found.get().offline()) {
      Optional<String> refresh = grants.refresh(found.get().scope());
      if (refresh.isEmpty()) {
        throttled().send(call);
        return;
      }
      owner = refresh.get();
      answer.put("refresh_token", owner);
    }
    hand(call, owner, found.get().scope(), answer);
  }

  private void hand(RoutingContext call, String refreshToken, String scope, ObjectNode answer) {
    Optional<String> access = grants.access(refreshToken, scope);
    if (access.isEmpty()) {
      throttled().send(call);
      return;
    }
    answer.put("access_token", access.get());
    answer.put("scope", scope.replace(',', ' '));
    answer.put("api_domain", apiDomain.get().toString());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", settings.get().tokenSeconds());
    Reply.json(200, answer).header("Cache-Control", "no-store").send(call);
  }

  /** An error that looks like a success to whoever reads the status only. */
  static void error(RoutingContext call, String code) {
    Reply.json(200, SandboxJson.object().put("error", code)).send(call);
  }

  static Reply throttled() {
    ObjectNode body = SandboxJson.object();
    body.put(
        "error_description",
        "You have made too many requests continuously. Please try again after some time.");
    body.put("error", "Access Denied").put("status", "failure");
    return Reply.json(400, body);
  }

  private static final String NOT_FOUND =
      "<!DOCTYPE html><title>Zoho Accounts</title><p>The page is not available.</p>";
}
