package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Token;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code /oauth/tokens/current}: what the token in use is, and its end. Vendor sheet A1. */
final class CurrentTokenApi {

  private static final int SHOWN = 10;

  private final Account account;

  CurrentTokenApi(Account account) {
    this.account = account;
  }

  void mount(Routes routes) {
    routes.get("oauth/tokens/current", this::show);
    routes.delete("oauth/tokens/current", this::revoke);
  }

  private Reply show(ApiCall call) {
    Token token = token(call);
    ObjectNode json = SandboxJson.object();
    ObjectNode shown =
        json.putObject("token")
            .put("url", account.views().url("oauth/tokens/" + token.id() + ".json"))
            .put("id", token.id())
            .put("user_id", token.userId())
            .put("client_id", token.clientId())
            .put("token", token.value().substring(0, Math.min(SHOWN, token.value().length())))
            .put("created_at", stamp(token.createdAt()))
            .put("expires_at", stamp(token.expiresAt()))
            .put("refresh_token_expires_at", stamp(token.refreshExpiresAt()));
    ArrayNode scopes = shown.putArray("scopes");
    token.scopes().forEach(scopes::add);
    return Reply.json(200, json);
  }

  private Reply revoke(ApiCall call) {
    account.tokens().revoke(token(call));
    return Reply.empty(204);
  }

  /** There is none for who signs in with an API token. */
  private static Token token(ApiCall call) {
    return Optional.ofNullable(call.caller().token()).orElseThrow(Refusals::notFound);
  }

  private static String stamp(Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
