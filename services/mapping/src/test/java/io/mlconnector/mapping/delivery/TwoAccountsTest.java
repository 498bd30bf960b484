package io.mlconnector.mapping.delivery;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two accounts of each system, with routes of their own between them, and equal keys in both. */
class TwoAccountsTest {

  private static final String ROUTES =
      """
        - name: customers-SIDE
          from: { connection: fusion-SIDE, entity: customer }
          to: { connection: zendesk-SIDE, object: organization }
          fields: { external_id: "$externalId()", name: name }
          state: live
        - name: notes-SIDE
          from: { connection: zendesk-SIDE, entity: ticket }
          to: { connection: fusion-SIDE, object: customer-note }
          fields:
            text: subject
            customer: "$origin('customer', [{'organization': organizationKey}])"
          state: live
      """;

  private final Mapping mapping = new Mapping();
  private long number = 100;

  @BeforeEach
  void live() {
    StoredRoutes.put(
        mapping.transactions,
        "routes:\n" + ROUTES.replace("SIDE", "a") + ROUTES.replace("SIDE", "b"));
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  private Delivery customer(String side) {
    RecordKey key = new RecordKey("fusion-" + side, "customer", "1");
    mapping.take(changed(key, ++number, Map.of("key", "1", "name", "Of " + side, "status", "a")));
    return only(mapping.outbox.deliveries());
  }

  private List<Delivery> ticket(String side, String organization) {
    RecordKey key = new RecordKey("zendesk-" + side, "ticket", "7");
    mapping.take(
        changed(
            key,
            ++number,
            Map.of(
                "key", "7",
                "subject", "Said by " + side,
                "status", "open",
                "organizationKey", organization,
                "createdAt", "2026-01-01T00:00:00Z")));
    return mapping.outbox.deliveries();
  }

  private static Delivery only(List<Delivery> deliveries) {
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }

  private static String value(Delivery delivery, String path) {
    return delivery.fields().stream()
        .filter(field -> field.path().equals(path))
        .map(field -> field.value().asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachKeepsToItsOwnRoutesAndEqualKeysAreOtherRecords() {
    Delivery a = customer("a");
    Delivery b = customer("b");

    assertThat(a.ref().toString()).isEqualTo("zendesk-a|organization|fusion-a|customer|1");
    assertThat(b.ref().toString()).isEqualTo("zendesk-b|organization|fusion-b|customer|1");
    assertThat(value(a, "external_id")).isEqualTo("fusion-a:customer:1");
    assertThat(value(b, "external_id")).isEqualTo("fusion-b:customer:1");
    assertThat(value(b, "name")).isEqualTo("Of b");
  }

  @Test
  void aTicketFindsTheCustomerOfItsOwnSideAndNeverTheOthers() {
    mapping.tell(outcome(customer("a"), 1, Result.CREATED, "900", ++number));
    Delivery b = customer("b");
    assertThat(ticket("b", "900")).as("the other helpdesk's organization").isEmpty();

    mapping.tell(outcome(b, 1, Result.CREATED, "901", ++number));
    Delivery note = only(ticket("b", "901"));

    assertThat(note.ref().toString()).isEqualTo("fusion-b|customer-note|zendesk-b|ticket|7");
    assertThat(value(note, "customer")).isEqualTo("1");
    assertThat(only(ticket("a", "900")).ref().toString())
        .isEqualTo("fusion-a|customer-note|zendesk-a|ticket|7");
  }
}
