package io.mlconnector.sandbox.zendesk.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.api.RateLimits;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Inspection;
import io.mlconnector.sandbox.zendesk.state.OAuthClient;
import io.mlconnector.sandbox.zendesk.state.Refusal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The edits below {@code /sandbox/zendesk}: state, settings, limits, jobs, access, and all records.
 *
 * <p>Nothing here counts against the vendor's limits. A refusal of the vendor's own rules comes
 * back in the vendor's words.
 */
public final class ZendeskControl {

  private final Account account;
  private final RateLimits limits;

  public ZendeskControl(Account account, RateLimits limits) {
    this.account = account;
    this.limits = limits;
  }

  public void mount(Router router) {
    get(router, "/state", call -> state());
    get(router, "/settings", call -> SandboxJson.MAPPER.valueToTree(account.settings()));
    router.patch("/settings").handler(call -> answer(call, this::settings));
    router.post("/spend").handler(call -> answer(call, this::spend));
    router.post("/jobs/fail-next").handler(call -> answer(call, this::failNext));
    router.post("/api-tokens").handler(call -> answer(call, this::addApiToken));
    router.put("/oauth-clients/:id").handler(call -> answer(call, this::putClient));
    new RecordEdits(account).mount(router, this::answer);
    new TicketEdits(account).mount(router, this::answer);
  }

  private void get(Router router, String path, Function<RoutingContext, JsonNode> read) {
    router.get(path).handler(call -> answer(call, read));
  }

  /** Runs a command alone; null answers 204. */
  private void answer(RoutingContext call, Function<RoutingContext, JsonNode> command) {
    Reply reply;
    try {
      JsonNode answer = account.changing(() -> command.apply(call));
      reply = answer == null ? Reply.empty(204) : Reply.json(200, answer);
    } catch (Refusal refusal) {
      reply = Reply.json(refusal.status(), refusal.body());
    } catch (IllegalArgumentException e) {
      throw new BadCommand(e.getMessage());
    }
    reply.send(call);
  }

  private JsonNode state() {
    Inspection inspection = new Inspection(account);
    ObjectNode json = inspection.counts();
    json.set("duplicates", inspection.duplicates());
    return json;
  }

  private JsonNode settings(RoutingContext call) {
    account.settings(account.settings().with(SandboxJson.body(call)));
    return SandboxJson.MAPPER.valueToTree(account.settings());
  }

  private JsonNode spend(RoutingContext call) {
    limits.spend(number(SandboxJson.body(call), "calls"));
    return null;
  }

  private JsonNode failNext(RoutingContext call) {
    account.jobs().failNext(number(SandboxJson.body(call), "afterItems"));
    return null;
  }

  private JsonNode addApiToken(RoutingContext call) {
    account.tokens().addApiToken(text(SandboxJson.body(call), "token"));
    return null;
  }

  /**
   * Registers a client, or replaces what is given of one that exists: {@code secret}, {@code
   * redirectUris}, {@code scopes}, and {@code actsAs}, the e-mail address of a user.
   */
  private JsonNode putClient(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    String id = call.pathParam("id");
    OAuthClient old =
        account
            .tokens()
            .client(id)
            .orElseGet(
                () -> new OAuthClient(id, null, Set.of(), Set.of(), account.users().owner().id()));
    account
        .tokens()
        .addClient(
            new OAuthClient(
                id,
                body.has("secret") ? body.path("secret").textValue() : old.secret(),
                texts(body, "redirectUris", old.redirectUris()),
                texts(body, "scopes", old.scopes()),
                body.has("actsAs") ? userId(text(body, "actsAs")) : old.userId()));
    return null;
  }

  private long userId(String email) {
    return account
        .users()
        .byEmail(email)
        .orElseThrow(() -> new BadCommand("actsAs: nobody has the address " + email))
        .id();
  }

  private static Set<String> texts(ObjectNode body, String name, Set<String> otherwise) {
    if (!body.has(name)) {
      return otherwise;
    }
    if (!body.get(name).isArray()) {
      throw new BadCommand(name + ": a list of texts is expected");
    }
    Set<String> texts = new TreeSet<>();
    body.get(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static int number(ObjectNode body, String name) {
    if (!body.path(name).isInt() || body.get(name).asInt() < 0) {
      throw new BadCommand(name + ": a whole number from 0 is expected, not " + body.get(name));
    }
    return body.get(name).asInt();
  }

  static String text(ObjectNode body, String name) {
    if (!body.path(name).isTextual() || body.get(name).asText().isBlank()) {
      throw new BadCommand(name + ": a text is expected, not " + body.get(name));
    }
    return body.get(name).asText();
  }
}
