package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * {@code /incremental}: what changed, by the vendor's own stamp and never its newest minute. Admins
 * only, ten calls a minute for all exports together. Vendor sheet A4.
 */
final class IncrementalApi {

  private static final int LARGEST = 1000;
  private static final Duration NEWEST = Duration.ofMinutes(1);
  private static final String TICKETS = "incremental/tickets/cursor";

  private final Account account;
  private final RateLimits limits;

  IncrementalApi(Account account, RateLimits limits) {
    this.account = account;
    this.limits = limits;
  }

  void mount(Routes routes) {
    routes.get(TICKETS, this::tickets);
  }

  private Reply tickets(ApiCall call) {
    limits.incremental(call);
    if (!call.caller().user().isAdmin()) {
      throw Refusals.forbidden();
    }
    String cursor = call.query("cursor").orElse(null);
    boolean leaveOut = call.query("exclude_deleted").filter("true"::equals).isPresent();
    Position from = cursor == null ? start(call) : Position.parse(cursor);
    Instant newest = account.now().minus(NEWEST);
    List<Ticket> rest =
        account.tickets().exported().stream()
            .filter(from::before)
            .filter(ticket -> ticket.generatedAt().isBefore(newest))
            .filter(ticket -> !leaveOut || !ticket.deleted())
            .toList();
    List<Ticket> page = rest.subList(0, end(rest, size(call)));
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray("tickets");
    page.forEach(ticket -> items.add(account.ticketViews().ticket(ticket)));
    String after = page.isEmpty() ? cursor : Position.at(page.get(page.size() - 1)).toString();
    json.put("after_url", after == null ? null : link(after));
    json.putNull("before_url");
    json.put("after_cursor", after);
    json.putNull("before_cursor");
    json.put("end_of_stream", page.size() == rest.size());
    return Reply.json(200, json);
  }

  private String link(String cursor) {
    return account.views().url(TICKETS + ".json?cursor=" + cursor);
  }

  private Position start(ApiCall call) {
    String text = call.query("start_time").orElseThrow(() -> Refusals.missing("start_time"));
    Instant start = Instant.ofEpochSecond(ApiCall.number("start_time", text));
    if (start.isAfter(account.now().minus(NEWEST))) {
      throw Refusals.worded(
          422, "InvalidValue", "start_time is too recent: it must be older than 60 seconds");
    }
    return new Position(start.getEpochSecond(), 0);
  }

  /** Asking for more than the largest page is cut, not refused. */
  private static int size(ApiCall call) {
    long size = call.query("per_page").map(n -> ApiCall.number("per_page", n)).orElse(1000L);
    return (int) Math.max(1, Math.min(size, LARGEST));
  }

  /** The size is only a hint: rows of one stamp come together. */
  private static int end(List<Ticket> rest, int size) {
    int end = Math.min(size, rest.size());
    while (end > 0
        && end < rest.size()
        && rest.get(end).generatedAt().equals(rest.get(end - 1).generatedAt())) {
      end++;
    }
    return end;
  }

  /** The stamp and id of the last row that was given. */
  private record Position(long stamp, long id) {

    static Position at(Ticket ticket) {
      return new Position(ticket.generatedAt().getEpochSecond(), ticket.id());
    }

    static Position parse(String cursor) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        String[] parts = new String(bytes, StandardCharsets.US_ASCII).split("\\.0\\|\\|", -1);
        if (parts.length == 2) {
          return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
      } catch (IllegalArgumentException e) {
        throw Refusals.badRequest("InvalidPaginationParameter", "cursor is not valid");
      }
      throw Refusals.badRequest("InvalidPaginationParameter", "cursor is not valid");
    }

    boolean before(Ticket ticket) {
      long other = ticket.generatedAt().getEpochSecond();
      return other > stamp || (other == stamp && ticket.id() > id);
    }

    @Override
    public String toString() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((stamp + ".0||" + id).getBytes(StandardCharsets.US_ASCII));
    }
  }
}
