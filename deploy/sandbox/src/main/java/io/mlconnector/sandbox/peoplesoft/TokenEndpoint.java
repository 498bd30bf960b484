package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.AccessTokens;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * The token endpoint of the identity provider that the customer chose: client credentials (RFC
 * 6749), the client in a Basic header or in the form, not in both.
 */
final class TokenEndpoint {

  private final AccessTokens tokens;
  private final Supplier<PeopleSoftSettings> settings;

  TokenEndpoint(AccessTokens tokens, Supplier<PeopleSoftSettings> settings) {
    this.tokens = tokens;
    this.settings = settings;
  }

  void mount(Router router) {
    router.post(PeopleSoftAccounts.TOKEN_PATH).handler(this::token);
  }

  private void token(RoutingContext call) {
    MultiMap form = call.request().formAttributes();
    String[] client = client(call.request().getHeader("Authorization"), form);
    if (client == null) {
      error(call, 400, "invalid_request", "The client authenticates in two ways.");
    } else if (!PeopleSoftAccounts.CLIENT_ID.equals(client[0])
        || !PeopleSoftAccounts.CLIENT_SECRET.equals(client[1])) {
      error(call, 401, "invalid_client", "Client authentication failed.");
    } else if (!"client_credentials".equals(form.get("grant_type"))) {
      error(call, 400, "unsupported_grant_type", "The grant type is not supported.");
    } else if (!PeopleSoftAccounts.SCOPE.equals(form.get("scope"))) {
      error(call, 400, "invalid_scope", "The scope is not one of the resource's.");
    } else {
      int seconds = settings.get().tokenSeconds();
      ObjectNode answer = SandboxJson.object();
      answer.put(
          "access_token",
          tokens.issue(PeopleSoftAccounts.CLIENT_ID, PeopleSoftAccounts.SCOPE, seconds));
      answer.put("token_type", "Bearer").put("expires_in", seconds);
      Reply.json(200, answer).header("Cache-Control", "no-store").send(call);
    }
  }

  /** Id and secret, both null where there are none; null where there are two. */
  private static String[] client(String authorization, MultiMap form) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return new String[] {form.get("client_id"), form.get("client_secret")};
    }
    if (form.get("client_secret") != null) {
      return null;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(6).strip());
      String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : new String[2];
    } catch (IllegalArgumentException e) {
      return new String[2];
    }
  }

  private static void error(RoutingContext call, int status, String error, String description) {
    ObjectNode body = SandboxJson.object().put("error", error);
    Reply.json(status, body.put("error_description", description)).send(call);
  }
}
