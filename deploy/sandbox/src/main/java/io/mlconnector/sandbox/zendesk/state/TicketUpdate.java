package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;

/**
 * One change of a ticket as triggers see it, however many attributes it changes.
 *
 * @param before the attributes until then
 */
public record TicketUpdate(boolean created, Map<String, JsonNode> before) {

  /** Whether the change changes an attribute; of a new ticket every one is changed. */
  boolean changes(Ticket ticket, String name) {
    return created || !Objects.equals(before.get(name), ticket.values.get(name));
  }
}
