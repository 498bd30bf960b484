package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Entity;
import io.mlconnector.sandbox.zendesk.state.Organization;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.mlconnector.sandbox.zendesk.state.Ticket;
import io.mlconnector.sandbox.zendesk.state.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * {@code /incremental}: what changed, by the vendor's own stamp and never its newest minute. Admins
 * only, ten calls a minute for all exports together. Tickets and users go by cursor, organizations
 * by time alone. Vendor sheet A4.
 */
final class IncrementalApi {

  private static final int LARGEST = 1000;
  private static final Duration NEWEST = Duration.ofMinutes(1);
  private static final String TICKETS = "incremental/tickets/cursor";
  private static final String USERS = "incremental/users/cursor";
  private static final String ORGANIZATIONS = "incremental/organizations";

  private final Account account;
  private final RateLimits limits;

  IncrementalApi(Account account, RateLimits limits) {
    this.account = account;
    this.limits = limits;
  }

  void mount(Routes routes) {
    routes.get(TICKETS, this::tickets);
    routes.get(USERS, this::users);
    routes.get(ORGANIZATIONS, this::organizations);
  }

  private Reply tickets(ApiCall call) {
    admit(call);
    boolean leaveOut = call.query("exclude_deleted").filter("true"::equals).isPresent();
    return byCursor(
        call,
        "tickets",
        account.tickets().exported().stream()
            .filter(ticket -> !leaveOut || !ticket.deleted())
            .toList(),
        Ticket::generatedAt,
        account.ticketViews()::ticket);
  }

  /** Deleted users too, who are not active any more; one that was merged is nowhere. */
  private Reply users(ApiCall call) {
    admit(call);
    return byCursor(
        call, "users", account.users().exported(), User::updatedAt, account.views()::user);
  }

  private void admit(ApiCall call) {
    limits.incremental(call);
    if (!call.caller().user().isAdmin()) {
      throw Refusals.forbidden();
    }
  }

  private <T extends Entity> Reply byCursor(
      ApiCall call,
      String key,
      List<T> all,
      Function<T, Instant> stamp,
      Function<T, ? extends JsonNode> view) {
    String cursor = call.query("cursor").orElse(null);
    ExportPosition from =
        cursor == null ? new ExportPosition(start(call), 0) : ExportPosition.parse(cursor);
    Instant newest = account.now().minus(NEWEST);
    List<T> rest =
        all.stream()
            .filter(row -> from.isBefore(stamp.apply(row), row.id()))
            .filter(row -> stamp.apply(row).isBefore(newest))
            .toList();
    List<T> page = rest.subList(0, end(rest, size(call), stamp));
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray(key);
    page.forEach(row -> items.add(view.apply(row)));
    String after = cursor;
    if (!page.isEmpty()) {
      T last = page.get(page.size() - 1);
      after = new ExportPosition(stamp.apply(last).getEpochSecond(), last.id()).toString();
    }
    String path = "incremental/" + key + "/cursor.json?cursor=";
    json.put("after_url", after == null ? null : account.views().url(path + after));
    json.putNull("before_url");
    json.put("after_cursor", after);
    json.putNull("before_cursor");
    json.put("end_of_stream", page.size() == rest.size());
    return Reply.json(200, json);
  }

  /**
   * By time alone: the last row of a page is the first of the next one, and where more rows than a
   * page takes have one stamp, the next page is the same again. Deleted ones are absent.
   */
  private Reply organizations(ApiCall call) {
    admit(call);
    long start = start(call);
    Instant newest = account.now().minus(NEWEST);
    List<Organization> rest =
        account.organizations().exported().stream()
            .filter(row -> row.updatedAt().getEpochSecond() >= start)
            .filter(row -> row.updatedAt().isBefore(newest))
            .toList();
    List<Organization> page = rest.subList(0, Math.min(size(call), rest.size()));
    ObjectNode json = SandboxJson.object();
    ArrayNode items = json.putArray("organizations");
    page.forEach(row -> items.add(account.views().organization(row)));
    json.put("count", page.size());
    if (page.isEmpty()) {
      json.putNull("next_page").putNull("end_time");
    } else {
      long end = page.get(page.size() - 1).updatedAt().getEpochSecond();
      json.put("next_page", account.views().url(ORGANIZATIONS + ".json?start_time=" + end));
      json.put("end_time", end);
    }
    json.put("end_of_stream", page.size() == rest.size());
    return Reply.json(200, json);
  }

  private long start(ApiCall call) {
    String text = call.query("start_time").orElseThrow(() -> Refusals.missing("start_time"));
    Instant start = Instant.ofEpochSecond(ApiCall.number("start_time", text));
    if (start.isAfter(account.now().minus(NEWEST))) {
      throw Refusals.worded(
          422, "InvalidValue", "start_time is too recent: it must be older than 60 seconds");
    }
    return start.getEpochSecond();
  }

  /** Asking for more than the largest page is cut, not refused. */
  private static int size(ApiCall call) {
    long size = call.query("per_page").map(n -> ApiCall.number("per_page", n)).orElse(1000L);
    return (int) Math.max(1, Math.min(size, LARGEST));
  }

  /** The size is only a hint: rows of one stamp come together. */
  private static <T> int end(List<T> rest, int size, Function<T, Instant> stamp) {
    int end = Math.min(size, rest.size());
    while (end > 0
        && end < rest.size()
        && stamp.apply(rest.get(end)).equals(stamp.apply(rest.get(end - 1)))) {
      end++;
    }
    return end;
  }
}
