package io.mlconnector.sandbox.zendesk.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import io.mlconnector.sandbox.zendesk.state.User;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What customers and agents do to tickets: open, comment, solve, delete. */
final class TicketEdits {

  private final Account account;

  TicketEdits(Account account) {
    this.account = account;
  }

  void mount(Router router, BiConsumer<RoutingContext, Function<RoutingContext, JsonNode>> answer) {
    router.get("/tickets").handler(call -> answer.accept(call, this::list));
    router.post("/tickets").handler(call -> answer.accept(call, this::open));
    router.patch("/tickets/:id").handler(call -> answer.accept(call, this::change));
    router.delete("/tickets/:id").handler(call -> answer.accept(call, this::delete));
    router.post("/tickets/:id/comments").handler(call -> answer.accept(call, this::comment));
    router.post("/tickets/:id/regenerate").handler(call -> answer.accept(call, this::regenerate));
  }

  private JsonNode list(RoutingContext call) {
    ArrayNode json = SandboxJson.array();
    account.tickets().all().forEach(ticket -> json.add(account.ticketViews().ticket(ticket)));
    return json;
  }

  /**
   * Opens a ticket: {@code requester} is an e-mail address, {@code comment} the first comment,
   * {@code author} who writes it (the requester where absent), {@code public} whether it is (true
   * where absent), {@code attachment} the name of a file on it; the rest are attributes of the
   * ticket.
   */
  private JsonNode open(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    User requester = person(text(body, "requester"));
    long author = body.has("author") ? person(text(body, "author")).id() : requester.id();
    String comment = text(body, "comment");
    boolean isPublic = body.path("public").asBoolean(true);
    String attachment = body.path("attachment").asText(null);
    body.remove(List.of("requester", "author", "comment", "public", "attachment"));
    body.put("requester_id", requester.id());
    return shown(account.tickets().open(body, author, comment, isPublic, attachment));
  }

  private JsonNode change(RoutingContext call) {
    return shown(account.tickets().change(RecordEdits.id(call), SandboxJson.body(call)));
  }

  private JsonNode delete(RoutingContext call) {
    account.tickets().delete(RecordEdits.id(call));
    return null;
  }

  /** Adds {@code body}, by the agent where no {@code author} is named; as for a first comment. */
  private JsonNode comment(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    String author = body.has("author") ? text(body, "author") : ZendeskAccess.PLAIN_AGENT_EMAIL;
    return shown(
        account
            .tickets()
            .comment(
                RecordEdits.id(call),
                person(author).id(),
                text(body, "body"),
                body.path("public").asBoolean(true),
                body.path("attachment").asText(null)));
  }

  private JsonNode regenerate(RoutingContext call) {
    account.tickets().regenerate(RecordEdits.id(call));
    return null;
  }

  private JsonNode shown(Ticket ticket) {
    return account.ticketViews().ticket(ticket);
  }

  private User person(String email) {
    return account
        .users()
        .byEmail(email)
        .orElseThrow(() -> new BadCommand("nobody has the address " + email));
  }

  private static String text(ObjectNode body, String name) {
    return ZendeskControl.text(body, name);
  }
}
