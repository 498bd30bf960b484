package io.mlconnector.mapping.summary;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.outcome;
import static io.mlconnector.mapping.summary.SummariesTest.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A summary is routed as any record, and finds the customer of its organization by its link. */
class SummaryRouteTest {

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer }
          to: { connection: zendesk-prod, object: organization }
          fields: { name: name }
          state: live
        - name: summaries
          from: { connection: zendesk-prod, entity: support-summary }
          to: { connection: fusion-prod, object: account-annotation }
          match: [marker]
          fields:
            marker: "$externalId()"
            customer: "$origin('customer', [{'organization': organizationKey}])"
            open: open
            solved: solvedIn30Days
            oldest: { value: oldestOpen, clear: true }
            text: "status & ': ' & $string(open) & ' open, ' & $string(pending) & ' pending'"
          state: live
      """;

  private final Mapping mapping = new Mapping();

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTES);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aSummaryGoesToTheCustomerOfItsOrganization() {
    customerBecomes("o1");
    mapping.take(ticket("1", 10, "open"), ticket("2", 11, "pending"));

    arrive();

    Map<String, JsonNode> fields = fields();
    assertThat(fields.get("customer").asText()).isEqualTo("c1");
    assertThat(fields.get("marker").asText()).isEqualTo("zendesk-prod:support-summary:o1");
    assertThat(fields.get("open").asInt()).isEqualTo(1);
    assertThat(fields.get("text").asText()).isEqualTo("normal: 1 open, 1 pending");
    assertThat(fields.get("oldest").asText()).isEqualTo("2026-03-30T08:00:00Z");
  }

  @Test
  void aSummaryWithoutACustomerIsSentOnceThereIsOne() {
    mapping.take(ticket("1", 10, "open"));
    arrive();
    assertThat(mapping.outbox.deliveries()).isEmpty();

    customerBecomes("o1");

    assertThat(fields().get("customer").asText()).isEqualTo("c1");
  }

  @Test
  void aSummaryThatCountsNothingMoreClearsWhatItSaid() {
    customerBecomes("o1");
    mapping.take(ticket("1", 10, "open"));
    arrive();
    mapping.outbox.deliveries();

    mapping.take(ticket("1", 11, "deleted"));
    arrive();

    Map<String, JsonNode> fields = fields();
    assertThat(fields.get("open").asInt()).isZero();
    assertThat(fields.get("oldest").isNull()).isTrue();
  }

  /** What mapping published comes back to it. */
  private void arrive() {
    mapping.events.handle(mapping.outbox.published());
  }

  private void customerBecomes(String organization) {
    mapping.take(changed(customer("c1"), 1, Map.of("key", "c1", "name", "C", "status", "active")));
    Delivery delivery = mapping.outbox.deliveries().get(0);
    mapping.tell(outcome(delivery, 1, Result.CREATED, organization, 2));
  }

  private Map<String, JsonNode> fields() {
    List<Delivery> deliveries = mapping.outbox.deliveries();
    assertThat(deliveries).hasSize(1);
    Map<String, JsonNode> fields = new HashMap<>();
    deliveries.get(0).fields().forEach(each -> fields.put(each.path(), each.value()));
    return fields;
  }
}
