package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zendesk.api.TicketsApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for what a page of tickets does not say itself: public comments, people, organizations. */
final class TicketReader {

  private static final int NOT_FOUND = 404;

  private final TicketsApi tickets;
  private final UsersApi users;
  private final boolean all;
  private final boolean hiddenToo;

  TicketReader(Connection connection) {
    this.tickets = connection.client(TicketsApi.class);
    this.users = connection.client(UsersApi.class);
    this.all = Tickets.readsAllComments(connection.settings());
    this.hiddenToo = TicketExtras.privateToo(connection.settings());
  }

  /** The tickets of a page; those that were deleted while it was read are left to the next one. */
  List<TicketRow> rows(Iterable<JsonNode> page) {
    List<JsonNode> kept = new ArrayList<>();
    Map<String, Comments> comments = new HashMap<>();
    for (JsonNode ticket : page) {
      if (!wantsComments(ticket)) {
        kept.add(ticket);
      } else {
        Comments read = comments(ticket.path("id").asText());
        if (read != null) {
          kept.add(ticket);
          comments.put(ticket.path("id").asText(), read);
        }
      }
    }
    Map<String, JsonNode> people = people(kept, comments);
    return kept.stream()
        .map(
            ticket ->
                row(
                    ticket,
                    comments.getOrDefault(ticket.path("id").asText(), Comments.UNREAD),
                    people))
        .toList();
  }

  private TicketRow row(JsonNode ticket, Comments comments, Map<String, JsonNode> people) {
    return new TicketRow(ticket, comments.all(), comments.hidden(), people, organizations(ticket));
  }

  /**
   * A ticket's comments.
   *
   * @param all public ones; null where they were not read
   * @param hidden private ones; empty where the connection does not carry them
   */
  private record Comments(List<JsonNode> all, List<JsonNode> hidden) {
    static final Comments UNREAD = new Comments(null, List.of());
  }

  private boolean wantsComments(JsonNode ticket) {
    if (ticket.path("status").asText().equals("deleted")) {
      return false;
    }
    // Somebody else's first comment may be private, and the description does not tell.
    return all || TicketRow.solved(ticket) || !TicketRow.requesterBegan(ticket);
  }

  /** Null where the ticket is not there any more. */
  private Comments comments(String ticket) {
    List<JsonNode> read = new ArrayList<>();
    List<JsonNode> hidden = new ArrayList<>();
    String after = null;
    try {
      do {
        JsonNode page = tickets.comments(ticket, Lookup.HUNDRED, after);
        for (JsonNode comment : page.path("comments")) {
          if (comment.path("public").asBoolean()) {
            read.add(comment);
          } else if (hiddenToo) {
            hidden.add(comment);
          }
        }
        String next = page.path("meta").path("after_cursor").asText(null);
        boolean more = page.path("meta").path("has_more").asBoolean();
        after = more && next != null && !next.equals(after) ? next : null;
      } while (after != null);
    } catch (VendorFailure e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
      return null;
    }
    return new Comments(read, hidden);
  }

  private Map<String, JsonNode> people(List<JsonNode> page, Map<String, Comments> comments) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode ticket : page) {
      if (ticket.hasNonNull("requester_id")) {
        ids.add(ticket.path("requester_id").asText());
      }
      Comments mine = comments.get(ticket.path("id").asText());
      if (mine != null && TicketRow.solved(ticket)) {
        mine.all().forEach(comment -> ids.add(comment.path("author_id").asText()));
      }
      if (mine != null) {
        mine.hidden().forEach(comment -> ids.add(comment.path("author_id").asText()));
      }
    }
    Map<String, JsonNode> people = new HashMap<>();
    for (String chunk : Lookup.chunks(ids)) {
      users
          .showMany(chunk, null)
          .path("users")
          .forEach(user -> people.put(user.path("id").asText(), user));
    }
    return people;
  }

  private List<String> organizations(JsonNode ticket) {
    if (ticket.hasNonNull("organization_id")
        || !ticket.hasNonNull("requester_id")
        || ticket.path("status").asText().equals("deleted")) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    try {
      users
          .memberships(ticket.path("requester_id").asText())
          .path("organization_memberships")
          .forEach(membership -> ids.add(membership.path("organization_id").asText()));
    } catch (VendorFailure e) {
      if (e.status() != NOT_FOUND) {
        throw e;
      }
    }
    return ids;
  }
}
