package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.AccessTokens;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Entra ID's token endpoint in both versions (sheet 1.1), client credentials only: v2 takes {@code
 * scope}, v1 takes {@code resource} and writes its numbers as texts. The audience is the
 * environment's address without a slash at its end.
 */
final class EntraEndpoint {

  private static final String DEFAULT_SCOPE = "/.default";

  private final AccessTokens tokens;
  private final Clock clock;
  private final Supplier<DynamicsSettings> settings;

  EntraEndpoint(AccessTokens tokens, Clock clock, Supplier<DynamicsSettings> settings) {
    this.tokens = tokens;
    this.clock = clock;
    this.settings = settings;
  }

  void mount(Router router) {
    router.post("/:tenant/oauth2/v2.0/token").handler(call -> token(call, true));
    router.post("/:tenant/oauth2/token").handler(call -> token(call, false));
  }

  boolean signedIn(String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        && settings.get().userIsMapped()
        && tokens.isLive(authorization.substring(7).strip());
  }

  private void token(RoutingContext call, boolean second) {
    MultiMap form = call.request().formAttributes();
    if (!call.pathParam("tenant").equals(DynamicsAccounts.TENANT)) {
      error(call, 400, "invalid_request", 90002, "Tenant not found: check the tenant id.");
    } else if (form.get("grant_type") == null) {
      error(call, 400, "invalid_request", 900144, "The body must contain 'grant_type'.");
    } else if (!"client_credentials".equals(form.get("grant_type"))) {
      error(call, 400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    } else if (!DynamicsAccounts.CLIENT_ID.equals(form.get("client_id"))) {
      error(call, 400, "unauthorized_client", 700016, "The application was not found.");
    } else if (!DynamicsAccounts.CLIENT_SECRET.equals(form.get("client_secret"))) {
      error(call, 401, "invalid_client", 7000215, "Invalid client secret provided.");
    } else if (second) {
      second(call, form.get("scope"));
    } else {
      first(call, form.get("resource"));
    }
  }

  private void second(RoutingContext call, String scope) {
    if (scope == null || !scope.endsWith(DEFAULT_SCOPE)) {
      error(call, 400, "invalid_scope", 1002012, "The scope must end in /.default.");
    } else if (isUnknown(call, scope.substring(0, scope.length() - DEFAULT_SCOPE.length()))) {
      error(call, 400, "invalid_resource", 500011, "The resource principal was not found.");
    } else {
      int seconds = settings.get().tokenSeconds();
      ObjectNode answer = SandboxJson.object().put("token_type", "Bearer");
      answer.put("expires_in", seconds).put("ext_expires_in", seconds);
      hand(call, answer, scope, seconds);
    }
  }

  private void first(RoutingContext call, String resource) {
    if (resource == null || isUnknown(call, resource)) {
      error(call, 400, "invalid_resource", 500011, "The resource principal was not found.");
    } else {
      int seconds = settings.get().tokenSeconds();
      long now = clock.instant().getEpochSecond();
      ObjectNode answer = SandboxJson.object().put("token_type", "Bearer");
      answer.put("expires_in", Integer.toString(seconds));
      answer.put("ext_expires_in", Integer.toString(seconds));
      answer.put("expires_on", Long.toString(now + seconds));
      answer.put("not_before", Long.toString(now)).put("resource", resource);
      hand(call, answer, resource, seconds);
    }
  }

  private void hand(RoutingContext call, ObjectNode answer, String scope, int seconds) {
    answer.put("access_token", tokens.issue(DynamicsAccounts.CLIENT_ID, scope, seconds));
    Reply.json(200, answer).header("Cache-Control", "no-store").send(call);
  }

  private boolean isUnknown(RoutingContext call, String audience) {
    String own = settings.get().resource();
    String called = call.request().authority().toString();
    return own == null
        ? !List.of("http://" + called, "https://" + called).contains(audience)
        : !own.equals(audience);
  }

  private void error(RoutingContext call, int status, String error, int code, String text) {
    ObjectNode body = SandboxJson.object();
    body.put("error", error);
    body.put("error_description", "AADSTS" + code + ": " + text);
    body.putArray("error_codes").add(code);
    body.put("timestamp", clock.instant().toString().substring(0, 19).replace('T', ' ') + "Z");
    body.put("trace_id", UUID.randomUUID().toString());
    body.put("correlation_id", UUID.randomUUID().toString());
    Reply.json(status, body).send(call);
  }
}
