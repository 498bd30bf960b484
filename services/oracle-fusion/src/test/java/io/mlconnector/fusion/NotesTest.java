package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Deliveries of tickets to customers of the simulated pod. */
abstract class NotesTest extends FusionTest {

  static final String CUSTOMER = "300100010011";
  static final String OTHER = "300100010012";
  private static final AtomicLong KEYS = new AtomicLong(System.currentTimeMillis());

  final Wish note(String ticket) {
    RecordKey source = new RecordKey("zendesk", "ticket", ticket);
    return Wish.bare(connection(), "customer-note", source)
        .with("customer", CUSTOMER)
        .with("marker", Wish.externalId(source))
        .with("text", "Ticket " + ticket + " is open.");
  }

  final Wish entry(String ticket, String status) {
    RecordKey source = new RecordKey("zendesk", "ticket", ticket);
    return Wish.bare(connection(), "customer-log", source)
        .mode(Delivery.Mode.APPEND)
        .with("customer", CUSTOMER)
        .with("marker", Wish.externalId(source) + ":" + status)
        .with("text", "Ticket " + ticket + " is " + status + ".");
  }

  static String ticket() {
    return "t" + KEYS.incrementAndGet();
  }

  static String marker(String ticket) {
    return "zendesk:ticket:" + ticket;
  }

  static Outcome delivered(Wish wish) {
    Delivery delivery = wish.delivery();
    Topic.deliveries("oracle-fusion").send(List.of(delivery));
    return Topic.outcome(delivery);
  }

  /** Connects with further settings. */
  final ObjectNode settings(ObjectNode document) {
    return (ObjectNode) document.path("settings");
  }

  /** Texts of the customer's notes that name the ticket. */
  final List<String> texts(String customer, String ticket) {
    List<String> texts = new ArrayList<>();
    for (JsonNode note : fusion.get("/accounts/" + customer + "/notes")) {
      if (note.path("NoteTxt").asText().contains(ticket)) {
        texts.add(note.path("NoteTxt").asText());
      }
    }
    return texts;
  }
}
