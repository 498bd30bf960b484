package io.mlconnector.mapping.preview;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.adapter.FakeAdapters;
import io.mlconnector.mapping.mirror.Foresight;
import io.mlconnector.mapping.route.StoredRoutes;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewsTest {

  private static final String REF = "zendesk-prod|organization|fusion-prod|customer|";
  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer, when: "status = 'active'" }
          to: { connection: zendesk-prod, object: organization }
          fields: { name: name }
          state: STATE
        - name: contacts
          from: { connection: fusion-prod, entity: contact }
          to: { connection: zendesk-prod, object: user }
          fields: { organization_id: "$linked('customer', customerKey)" }
          state: plan
        - name: leavers
          from: { connection: fusion-prod, entity: customer, when: "status = 'inactive'" }
          to: { connection: zendesk-prod, object: user }
          fields: { name: name, suspended: "'true'" }
          state: plan
      """;

  private final Mapping mapping = new Mapping();
  private final FakeAdapters adapters = new FakeAdapters();
  private Previews previews;

  @BeforeEach
  void start() {
    previews =
        new Previews(
            mapping.transactions,
            mapping.routes,
            new Views(
                mapping.transactions,
                mapping.decider,
                adapters,
                new Foresight(mapping.transactions, mapping.mirrors, adapters)),
            new Repairs(mapping.transactions, mapping.routes, mapping.redelivery, mapping.outbox),
            Clock.systemUTC());
    StoredRoutes.put(mapping.transactions, ROUTES.replace("STATE", "plan"));
    mapping.take(
        changed(customer("new"), 1, acme("New", "active")),
        changed(customer("same"), 2, acme("Same", "active")),
        changed(customer("other"), 3, acme("Wanted", "active")),
        changed(customer("agent"), 4, acme("Agent", "active")),
        changed(customer("out"), 5, acme("Out", "inactive")),
        changed(
            contact("9"),
            6,
            Map.of("key", "9", "name", "N", "status", "active", "customerKey", "new")));
    adapters.records.put(REF + "same", Map.of("name", TextNode.valueOf("Same ")));
    adapters.records.put(REF + "other", Map.of("name", TextNode.valueOf("There")));
    adapters.refused.add(REF + "agent");
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aPlanCountsEveryOutcomeAndWritesNothing() {
    Report plan = previews.plan("customers");

    assertThat(plan.records()).isEqualTo(5);
    assertThat(plan.counts())
        .isEqualTo(json("{'conflict':1,'create':1,'filtered':1,'unchanged':1,'update':1}"));
    assertThat(plan.samples()).hasSize(5);
    assertThat(mapping.outbox.deliveries()).isEmpty();
    assertThat(mapping.rows("select 1 from delivery_state")).isEmpty();
  }

  @Test
  void whoeverIsNotThereIsNotMadeToBeSuspended() {
    assertThat(previews.plan("leavers").counts()).isEqualTo(json("{'filtered':4,'unchanged':1}"));
  }

  @Test
  void aPlanKnowsWhatChangedSince() {
    previews.plan("customers");
    assertThat(previews.last("PLAN", "customers").changedSince()).isZero();

    mapping.take(changed(customer("new"), 9, acme("Newer", "active")));

    assertThat(previews.last("PLAN", "customers").changedSince()).isEqualTo(1);
  }

  @Test
  void aPlanCountsParentsThatHaveToBeMadeFirst() {
    assertThat(previews.plan("contacts").counts().path("parent-to-be-created").asInt())
        .isEqualTo(1);
  }

  @Test
  void onePreviewShowsTheDifference() {
    Preview preview =
        previews.one(mapping.routes.newest().named("customers").orElseThrow(), "other");

    assertThat(preview.outcome()).isEqualTo("update");
    assertThat(preview.changes()).containsOnly(Map.entry("name", TextNode.valueOf("Wanted")));
    assertThat(preview.current()).containsEntry("name", TextNode.valueOf("There"));
  }

  @Test
  void anUnknownRecordIsNamed() {
    assertThatThrownBy(
            () -> previews.one(mapping.routes.newest().named("customers").orElseThrow(), "x"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("fusion-prod|customer|x");
  }

  @Test
  void whileTheTargetIsAwayNothingIsGuessed() {
    adapters.silent = true;
    assertThatThrownBy(() -> previews.plan("customers"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
  }

  @Test
  void aComparisonRepairsOnlyLinkedRecordsThatDiffer() {
    StoredRoutes.put(mapping.transactions, ROUTES.replace("STATE", "live"));
    mapping.take(
        changed(customer("same"), 12, acme("Same", "active")),
        changed(customer("other"), 13, acme("Wanted", "active")));
    int number = 100;
    for (Delivery delivery : mapping.outbox.deliveries()) {
      mapping.tell(outcome(delivery, 1, Result.CREATED, "k" + number, number++));
    }

    Report seen = previews.compare("customers", false);
    assertThat(seen.counts()).isEqualTo(json("{'unchanged':1,'update':1}"));
    assertThat(mapping.outbox.deliveries()).isEmpty();

    previews.compare("customers", true);
    assertThat(mapping.outbox.deliveries())
        .singleElement()
        .satisfies(again -> assertThat(again.ref().source().key()).isEqualTo("other"));
  }

  private static Map<String, Object> acme(String name, String status) {
    return Map.of("key", "1", "name", name, "status", status);
  }

  private static JsonNode json(String text) {
    return CanonicalJson.read(text.replace('\'', '"'), JsonNode.class);
  }
}
