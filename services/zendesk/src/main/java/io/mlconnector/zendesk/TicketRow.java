package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A ticket with what else had to be asked for it.
 *
 * @param comments public ones, oldest first; null where they were not read
 * @param hidden private ones, oldest first; empty unless the connection carries them
 * @param people those whom ticket and comments name, by id; deleted ones are absent
 * @param organizations the requester's, where the ticket has none
 */
record TicketRow(
    JsonNode ticket,
    List<JsonNode> comments,
    List<JsonNode> hidden,
    Map<String, JsonNode> people,
    List<String> organizations) {

  String id() {
    return text("id");
  }

  /** The text of a member, or null. */
  String text(String name) {
    return ticket.path(name).asText(null);
  }

  boolean deleted() {
    return "deleted".equals(text("status"));
  }

  boolean solved() {
    return solved(ticket);
  }

  static boolean solved(JsonNode ticket) {
    String status = ticket.path("status").asText();
    return status.equals("solved") || status.equals("closed");
  }

  /** Whether the first comment, which the description repeats, is the requester's own. */
  static boolean requesterBegan(JsonNode ticket) {
    return ticket.hasNonNull("requester_id")
        && ticket.path("requester_id").equals(ticket.path("submitter_id"));
  }
}
