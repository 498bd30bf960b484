package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;

/** Tickets of one helpdesk that are opened, answered and solved, and the one note of each. */
final class SolvedTickets {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Behind the newest minute, of which the export gives nothing. */
  private static final Duration EXPORTED = Duration.ofSeconds(70);

  private static final String ANSWER = "Turn it off and on again.";

  /** What happens between two steps. */
  interface Interruption {
    void happen() throws Exception;
  }

  /** Where the ERP keeps what was said for this person's account. */
  interface Notes {
    List<String> of(JsonNode requester) throws Exception;
  }

  private final String connection;
  private final SandboxView vendors;
  private final ServiceView services;
  private final Notes notes;
  private final Map<String, JsonNode> requesters = new LinkedHashMap<>();

  SolvedTickets(String connection, SandboxView vendors, ServiceView services, Notes notes) {
    this.connection = connection;
    this.vendors = vendors;
    this.services = services;
    this.notes = notes;
  }

  /** One more ticket; something happens after it was opened. */
  String solve(JsonNode requester, Interruption between) throws Exception {
    String ticket = vendors.openTicket(requester.path("email").asText(), "Broken", "It is.");
    requesters.put(ticket, requester);
    between.happen();
    vendors.answerTicket(ticket, ANSWER);
    vendors.solveTicket(ticket);
    return ticket;
  }

  /** Webhooks that find nobody are lost: the poll has to find what they would have told. */
  void awaitOneNoteEach() throws Exception {
    vendors.later(EXPORTED);
    services.awaitPoll("zendesk", connection, "tickets");
    awaitNotes();
  }

  /**
   * Where no webhook was lost: without moving the vendors' clock, which Fusion's polls wait for.
   */
  void awaitNotes() {
    await("one note of each ticket")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              for (var each : requesters.entrySet()) {
                String marker = "[" + connection + ":ticket:" + each.getKey() + "]";
                assertThat(notes.of(each.getValue()))
                    .filteredOn(note -> note.endsWith(marker))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("Status: solved", ANSWER);
              }
            });
  }
}
