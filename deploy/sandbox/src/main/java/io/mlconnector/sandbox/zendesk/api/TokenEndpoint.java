package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Grants;
import io.mlconnector.sandbox.zendesk.state.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/** {@code POST /oauth/tokens}: takes JSON, never a form. Vendor sheet A1. */
final class TokenEndpoint implements Handler<RoutingContext> {

  private final Account account;
  private final Grants grants;

  TokenEndpoint(Account account) {
    this.account = account;
    this.grants = new Grants(account.tokens(), account::settings);
  }

  @Override
  public void handle(RoutingContext context) {
    Reply reply =
        account.changing(
            () -> {
              try {
                return Reply.json(200, grants.token(body(context)));
              } catch (Refusal refusal) {
                return ApiHandler.reply(refusal);
              }
            });
    reply.header("Cache-Control", "no-store").send(context);
  }

  private static ObjectNode body(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    Buffer body = context.body() == null ? null : context.body().buffer();
    if (type != null && type.contains("json") && body != null) {
      try {
        JsonNode node = SandboxJson.MAPPER.readTree(body.getBytes());
        if (node instanceof ObjectNode object) {
          return object;
        }
      } catch (IOException e) {
        throw refused("The body is not JSON.");
      }
    }
    throw refused("A JSON object is required as the body.");
  }

  private static Refusal refused(String why) {
    return new Refusal(
        400, SandboxJson.object().put("error", "invalid_request").put("error_description", why));
  }
}
