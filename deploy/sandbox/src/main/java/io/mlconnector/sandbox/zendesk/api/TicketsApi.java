package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Comment;
import io.mlconnector.sandbox.zendesk.state.JobStep;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import io.mlconnector.sandbox.zendesk.state.TicketViews;
import io.mlconnector.sandbox.zendesk.state.Tickets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /tickets} for reading: vendor sheet A4. Deleted tickets are not found here. */
final class TicketsApi {

  private static final Set<String> ASSIGNMENT = Set.of("group_id", "assignee_id");

  private final Tickets tickets;
  private final TicketViews views;
  private final Account account;
  private final Paging paging;
  private final JobReplies jobs;

  TicketsApi(Account account, Paging paging, JobReplies jobs) {
    this.account = account;
    this.jobs = jobs;
    this.tickets = account.tickets();
    this.views = account.ticketViews();
    this.paging = paging;
  }

  void mount(Routes routes) {
    routes.get("tickets", this::list);
    routes.get("tickets/show_many", this::showMany);
    routes.get("tickets/{id}", this::show);
    routes.get("users/{user}/tickets/assigned", this::assigned);
    routes.put("tickets/update_many", this::updateMany);
    routes.get("tickets/{id}/comments", this::comments);
  }

  private Reply list(ApiCall call) {
    return paging.page(call, "tickets", tickets.all(), Ticket::id, views::ticket);
  }

  private Reply assigned(ApiCall call) {
    long agent = account.users().active(call.id("user")).id();
    return paging.page(call, "tickets", tickets.assignedTo(agent), Ticket::id, views::ticket);
  }

  /** One change for all tickets that the query names: who works on them, and in which group. */
  private Reply updateMany(ApiCall call) {
    call.caller().requireAdmin();
    ObjectNode change = call.one("ticket");
    for (Map.Entry<String, JsonNode> each : change.properties()) {
      if (!ASSIGNMENT.contains(each.getKey())) {
        throw Refusals.invalidAttribute(each.getKey(), "Only " + ASSIGNMENT + " change in bulk.");
      }
    }
    long group = change.path("group_id").asLong();
    if (change.hasNonNull("group_id")
        && account.directory().groups().stream().noneMatch(g -> g.path("id").asLong() == group)) {
      throw Refusals.worded(422, "RecordInvalid", "Group: is invalid");
    }
    List<JobStep> steps =
        BulkTargets.ofQuery(call).stream()
            .map(target -> new JobStep(JobStep.Work.UPDATE_TICKET, target, change))
            .toList();
    if (steps.isEmpty()) {
      throw Refusals.missing("ids");
    }
    return jobs.start(call, "Bulk Update Ticket", steps);
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
