package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Comment;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import io.mlconnector.sandbox.zendesk.state.TicketViews;
import io.mlconnector.sandbox.zendesk.state.Tickets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code /tickets} for reading: vendor sheet A4. Deleted tickets are not found here. */
final class TicketsApi {

  private final Tickets tickets;
  private final TicketViews views;
  private final Paging paging;

  TicketsApi(Account account, Paging paging) {
    this.tickets = account.tickets();
    this.views = account.ticketViews();
    this.paging = paging;
  }

  void mount(Routes routes) {
    routes.get("tickets", this::list);
    routes.get("tickets/show_many", this::showMany);
    routes.get("tickets/{id}", this::show);
    routes.get("tickets/{id}/comments", this::comments);
  }

  private Reply list(ApiCall call) {
    return paging.page(call, "tickets", tickets.all(), Ticket::id, views::ticket);
  }

  private Reply showMany(ApiCall call) {
    Set<Ticket> found = new LinkedHashSet<>();
    for (String id : call.values("ids").orElseThrow(() -> Refusals.missing("ids"))) {
      tickets.byId(ApiCall.number("ids", id)).ifPresent(found::add);
    }
    return paging.whole("tickets", List.copyOf(found), views::ticket);
  }

  private Reply show(ApiCall call) {
    ObjectNode json = SandboxJson.object();
    json.set("ticket", views.ticket(ticket(call)));
    return Reply.json(200, json);
  }

  private Reply comments(ApiCall call) {
    return paging.page(call, "comments", ticket(call).comments(), Comment::id, views::comment);
  }

  private Ticket ticket(ApiCall call) {
    return tickets.byId(call.id("id")).orElseThrow(Refusals::notFound);
  }
}
