package io.mlconnector.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.VendorContext;
import io.mlconnector.sandbox.screens.Screen;
import io.mlconnector.sandbox.zendesk.api.ErrorReplies;
import io.mlconnector.sandbox.zendesk.api.RateLimits;
import io.mlconnector.sandbox.zendesk.api.ZendeskApi;
import io.mlconnector.sandbox.zendesk.control.ZendeskControl;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Inspection;
import io.mlconnector.sandbox.zendesk.state.SavedAccount;
import io.mlconnector.sandbox.zendesk.state.Settings;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import io.mlconnector.sandbox.zendesk.state.TicketUpdate;
import io.mlconnector.sandbox.zendesk.state.Trigger;
import io.mlconnector.sandbox.zendesk.state.Triggers;
import io.mlconnector.sandbox.zendesk.state.VerificationMail;
import io.mlconnector.sandbox.zendesk.state.Webhook;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A Zendesk Support account as strict as vendor sheet part A says, in memory.
 *
 * <p>Tests look into it and edit it in-process by the methods below; {@code /sandbox/zendesk} of
 * the control port can do the same.
 */
public final class ZendeskVendor implements SimulatedVendor {

  public static final String NAME = "zendesk";

  private final Account account;
  private final Company company;
  private final RateLimits limits;
  private final ErrorReplies errors = new ErrorReplies();
  private final WebhookSender sender;

  public ZendeskVendor(VendorContext context) {
    this.account = new Account(context.clock(), context.seed());
    this.company = context.company();
    this.limits = new RateLimits(account);
    this.sender = new WebhookSender(context.clock());
    new Seed(account, company).plant();
    EventBodies bodies = new EventBodies(account);
    account
        .tickets()
        .onEvent((each, verb) -> tell("ticket." + verb, () -> bodies.ticket(each, verb)));
    account.tickets().onUpdate(this::trigger);
    account.users().onEvent((each, verb) -> tell("user." + verb, () -> bodies.user(each, verb)));
    account
        .organizations()
        .onEvent(
            (each, verb) -> tell("organization." + verb, () -> bodies.organization(each, verb)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "Zendesk";
  }

  @Override
  public List<Screen> screens() {
    return ZendeskScreens.of(this);
  }

  @Override
  public void mount(Router router) {
    new ZendeskApi(account, limits).mount(router);
    router.route().handler(call -> Reply.text(404, "text/html", "Not found").send(call));
  }

  @Override
  public void mountControl(Router control) {
    new ZendeskControl(account, limits).mount(control);
    control.post("/webhooks/hold").handler(this::hold);
    control.post("/webhooks/release").handler(this::release);
    control.get("/webhooks").handler(this::webhooks);
    control.get("/triggers").handler(this::triggers);
    control.get("/webhooks/attempts").handler(this::attempts);
  }

  /** Nothing is sent until {@link #release}. */
  private void hold(RoutingContext call) {
    sender.calls().hold();
    Reply.empty(204).send(call);
  }

  /** Sends what was held: {@code copies} of each, {@code reversed}, the first {@code drop} lost. */
  private void release(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int sent =
        sender
            .calls()
            .release(
                body.path("copies").asInt(1),
                body.path("reversed").asBoolean(),
                body.path("drop").asInt(0));
    Reply.json(200, SandboxJson.object().put("sent", sent)).send(call);
  }

  private void webhooks(RoutingContext call) {
    List<ObjectNode> shown = look(now -> now.webhooks().all().stream().map(Webhook::view).toList());
    Reply.json(200, shown).send(call);
  }

  private void triggers(RoutingContext call) {
    List<ObjectNode> shown =
        look(now -> now.triggers().all().stream().map(each -> each.view(now.views())).toList());
    Reply.json(200, shown).send(call);
  }

  private void attempts(RoutingContext call) {
    Reply.json(200, sender.attempts()).send(call);
  }

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    return errors.reply(status);
  }

  @Override
  public void revokeTokens() {
    edit(
        edited -> {
          edited.tokens().revokeAll();
          return null;
        });
  }

  @Override
  public ObjectNode describe() {
    ObjectNode json = SandboxJson.object();
    json.put("api", "/api/v2").put("tokenEndpoint", "/oauth/tokens");
    json.put("consentPage", "/oauth/authorizations/new");
    json.put("admin", ZendeskAccess.SERVICE_EMAIL).put("agent", ZendeskAccess.PLAIN_AGENT_EMAIL);
    json.put("apiToken", ZendeskAccess.API_TOKEN);
    json.put("longLivedToken", ZendeskAccess.LONG_LIVED_TOKEN);
    json.put("clientId", ZendeskAccess.CLIENT_ID);
    json.put("clientSecret", ZendeskAccess.CLIENT_SECRET);
    json.put("publicClientId", ZendeskAccess.PUBLIC_CLIENT_ID);
    return json.put("redirectUri", ZendeskAccess.REDIRECT_URI);
  }

  /** The customer name that an organization without external id has from the start. */
  public String adoptedName() {
    return Seed.adoptedCustomer(company).name();
  }

  /** The contact e-mail address that an end user without external id has from the start. */
  public String adoptedEmail() {
    return Seed.adoptedContact(company).email();
  }

  @Override
  public long changes() {
    return account.changes();
  }

  @Override
  public void close() {
    sender.close();
  }

  @Override
  public JsonNode save() {
    return account.exclusively(() -> new SavedAccount(account).save());
  }

  @Override
  public void restore(JsonNode saved) {
    edit(
        emptied -> {
          new SavedAccount(emptied).restore(saved);
          return null;
        });
  }

  /** Calls every webhook that wants it, once per event. */
  private void tell(String type, Supplier<byte[]> body) {
    for (Webhook webhook : account.webhooks().all()) {
      if (webhook.wants(type)) {
        sender.send(webhook, body.get());
      }
    }
  }

  /**
   * Runs the triggers by their order; each calls its webhooks with the body made of its template.
   */
  private void trigger(Ticket ticket, TicketUpdate update) {
    for (Trigger trigger : account.triggers().all()) {
      if (trigger.active() && trigger.meets(ticket, update)) {
        trigger.calls().forEach(call -> call(call.path("value"), ticket));
      }
    }
  }

  private void call(JsonNode webhookAndBody, Ticket ticket) {
    Webhook webhook = account.webhooks().byId(webhookAndBody.path(0).asText());
    String body =
        Triggers.rendered(webhookAndBody.path(1).asText(), account.ticketViews().ticket(ticket));
    if (webhook.active() && webhook.isTriggered()) {
      sender.send(webhook, body.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All organizations as the API shows them, by rising id. */
  public List<ObjectNode> organizations() {
    return look(now -> new Inspection(now).organizations());
  }

  /** All users that were not deleted, each with its {@code identities} and {@code memberships}. */
  public List<ObjectNode> users() {
    return look(now -> new Inspection(now).users());
  }

  /** Names, external ids and e-mail addresses that more than one record has; empty when clean. */
  public ObjectNode duplicates() {
    return look(now -> new Inspection(now).duplicates());
  }

  /** The verification mails that went to real people, oldest first. */
  public List<VerificationMail> verificationMails() {
    return look(now -> now.identities().mails());
  }

  /** Changes what differs from account to account. */
  public void settings(UnaryOperator<ObjectNode> change) {
    edit(
        now -> {
          now.settings(now.settings().with(change.apply(SandboxJson.object())));
          return null;
        });
  }

  public Settings settings() {
    return account.settings();
  }

  /** Spends some of the account's budget, as another integration of the same account does. */
  public void spend(int calls) {
    edit(
        now -> {
          limits.spend(calls);
          return null;
        });
  }

  /** Reads or changes anything in the account, alone, as people do in the vendor's pages. */
  public <T> T edit(Function<Account, T> edit) {
    return account.changing(() -> edit.apply(account));
  }

  private <T> T look(Function<Account, T> look) {
    return account.exclusively(() -> look.apply(account));
  }
}
