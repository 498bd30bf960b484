package io.mlconnector.mapping.summary;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.SupportSummary;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshot.State;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a ticket counts as.
 *
 * @param summary key of the summary that it counts in; null where it counts in none: deleted,
 *     removed, erased, or without an organization
 * @param resolvedAt the last public comment of an agent on a solved ticket
 * @param seenAt when this state was first seen
 */
record TicketState(
    RecordKey key,
    RecordKey summary,
    String status,
    String priority,
    Instant createdAt,
    Instant updatedAt,
    Instant resolvedAt,
    Instant seenAt,
    String journey) {

  /** A time that the table takes for sure. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  static TicketState of(Snapshot snapshot) {
    JsonNode ticket = snapshot.data();
    boolean counts =
        snapshot.state() == State.PRESENT
            && !ticket.path("status").asText().equals("deleted")
            && !ticket.path("organizationKey").asText("").isBlank();
    if (!counts) {
      return new TicketState(
          snapshot.key(), null, null, null, null, null, null, seen(snapshot), snapshot.journey());
    }
    return new TicketState(
        snapshot.key(),
        new RecordKey(
            snapshot.key().connection(),
            SupportSummary.ENTITY,
            ticket.path("organizationKey").asText()),
        ticket.path("status").asText(),
        ticket.path("priority").asText(null),
        stamp(ticket.path("createdAt")),
        stamp(ticket.path("updatedAt")),
        stamp(ticket.path("resolution").path("at")),
        seen(snapshot),
        snapshot.journey());
  }

  private static Instant seen(Snapshot snapshot) {
    return storable(snapshot.changedAt()) ? snapshot.changedAt() : Instant.EPOCH;
  }

  /** What is no time is left out: the ticket counts all the same. */
  private static Instant stamp(JsonNode text) {
    try {
      Instant stamp = Instant.parse(text.asText(""));
      return storable(stamp) ? stamp : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean storable(Instant time) {
    return time.isAfter(Instant.EPOCH) && time.isBefore(LATEST);
  }
}
