package io.mlconnector.mapping.event;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.erased;
import static io.mlconnector.mapping.Records.message;
import static io.mlconnector.mapping.Records.outcome;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsTest {

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer, when: "status = 'active'" }
          to: { connection: zendesk-prod, object: organization }
          match: [external_id]
          fields:
            external_id: "$externalId()"
            name: name
            organization_fields.credit_limit: { value: "creditLimit.amount", clear: true }
          policies: { adopt: exact-name }
          onRemoved: { organization_fields.status: "'removed, was ' & name" }
          state: STATE
      """;

  private final Mapping mapping = new Mapping();

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTES.replace("STATE", "live"));
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  void aChangeBecomesADelivery() {
    mapping.take(changed(customer("1"), 7, acme("Acme", "active")));

    Delivery delivery = only(mapping.outbox.deliveries());
    assertThat(delivery.ref().toString())
        .isEqualTo("zendesk-prod|organization|fusion-prod|customer|1");
    assertThat(delivery.mode()).isEqualTo(Mode.UPSERT);
    assertThat(delivery.sequence().number()).isEqualTo(7);
    assertThat(delivery.order()).isEqualTo(1);
    assertThat(delivery.journey()).isEqualTo("%032x".formatted(7));
    assertThat(delivery.match()).containsExactly("external_id");
    assertThat(delivery.policies()).containsEntry("adopt", "exact-name");
    assertThat(field(delivery, "external_id").value().asText()).isEqualTo("fusion-prod:customer:1");
    assertThat(field(delivery, "name").value().asText()).isEqualTo("Acme");
    assertThat(field(delivery, "name").sourceFields()).containsExactly("name");
    FieldWrite limit = field(delivery, "organization_fields.credit_limit");
    assertThat(limit.value().isNull()).isTrue();
    assertThat(limit.clear()).isTrue();
    assertThat(mapping.outbox.audited()).extracting(AuditEvent::step).containsExactly(Step.ROUTED);
  }

  @Test
  void aBatchThatComesAgainChangesNothing() {
    var first = changed(customer("1"), 7, acme("Acme", "active"));
    mapping.take(first);
    mapping.outbox.deliveries();
    mapping.outbox.audited();

    mapping.take(first);

    assertThat(mapping.outbox.deliveries()).isEmpty();
    assertThat(mapping.outbox.audited()).isEmpty();
  }

  @Test
  void aCrashBeforeTheCommitLosesNothing() {
    var event = changed(customer("1"), 7, acme("Acme", "active"));
    mapping.outbox.failOnce();
    assertThatThrownBy(() -> mapping.take(event)).hasMessageContaining("crash");
    assertThat(mapping.rows("select record_key from snapshot")).isEmpty();

    mapping.take(event);

    assertThat(mapping.outbox.deliveries()).hasSize(1);
  }

  @Test
  void anOlderEventNeverReplacesANewerOne() {
    mapping.take(changed(customer("1"), 9, acme("New", "active")));
    mapping.take(changed(customer("1"), 8, acme("Old", "active")));

    assertThat(only(mapping.outbox.deliveries()).sequence().number()).isEqualTo(9);
    assertThat(mapping.rows("select data ->> 'name' from snapshot")).containsExactly("New");
  }

  @Test
  void ofSeveralChangesInABatchTheNewestIsDeliveredAndTheOthersAreAudited() {
    mapping.take(
        changed(customer("1"), 1, acme("A", "active")),
        changed(customer("2"), 2, acme("B", "active")),
        changed(customer("1"), 3, acme("C", "active")));

    assertThat(mapping.outbox.deliveries())
        .extracting(delivery -> delivery.sequence().number())
        .containsExactlyInAnyOrder(2L, 3L);
    assertThat(mapping.outbox.audited())
        .filteredOn(event -> event.step() == Step.SUPERSEDED)
        .singleElement()
        .satisfies(event -> assertThat(event.items()).hasSize(1));
  }

  @Test
  void orderRisesWithEveryDeliveryOfARef() {
    mapping.take(changed(customer("1"), 1, acme("A", "active")));
    mapping.take(changed(customer("1"), 2, acme("B", "active")));

    assertThat(mapping.outbox.deliveries()).extracting(Delivery::order).containsExactly(1L, 2L);
  }

  @Test
  void whatTheConditionLeavesOutIsAuditedAsFiltered() {
    mapping.take(changed(customer("1"), 1, acme("A", "inactive")));

    assertThat(mapping.outbox.deliveries()).isEmpty();
    assertThat(mapping.outbox.audited())
        .extracting(AuditEvent::step)
        .containsExactly(Step.FILTERED);
    assertThat(mapping.rows("select result from delivery_state")).containsExactly("FILTERED");
  }

  @Test
  void onlyLiveRoutesDeliver() {
    for (String state : List.of("draft", "plan", "paused")) {
      StoredRoutes.put(mapping.transactions, ROUTES.replace("STATE", state));
      mapping.take(changed(customer(state), 1, acme("A", "active")));
    }
    assertThat(mapping.outbox.deliveries()).isEmpty();
    assertThat(mapping.rows("select count(*) from snapshot")).containsExactly("3");
  }

  @Test
  void aPoisonEventStopsOnlyItself() {
    ConsumerRecord<String, byte[]> broken =
        message("canonical.customer.v1", "no key", Map.of(), "{".getBytes());
    ConsumerRecord<String, byte[]> nul =
        changed(customer("3"), 3, Map.of("key", "3", "name", "a\0b", "status", "active"));

    mapping.take(
        broken,
        message("canonical.customer.v1", null, Map.of(), null),
        nul,
        changed(customer("1"), 1, acme("A", "active")));
    mapping.take(broken);

    assertThat(mapping.outbox.deliveries()).hasSize(1);
    assertThat(mapping.rows("select reason from unreadable order by off"))
        .hasSize(3)
        .allSatisfy(reason -> assertThat(reason).isNotBlank());
  }

  @Test
  void aRecordThatDoesNotSuitTheRouteIsParkedAndHealsByItself() {
    StoredRoutes.put(
        mapping.transactions,
        ROUTES.replace("STATE", "live").replace("name: name", "name: $string($number(category))"));
    mapping.take(
        changed(customer("1"), 1, Map.of("key", "1", "status", "active", "category", "secret-x")),
        changed(customer("2"), 2, Map.of("key", "2", "status", "active", "category", "12")));

    assertThat(mapping.outbox.deliveries()).hasSize(1);
    assertThat(mapping.rows("select reason from delivery_state where result = 'PARKED'"))
        .singleElement()
        .satisfies(reason -> assertThat(reason).contains("fields.name").doesNotContain("secret-x"));

    mapping.take(
        changed(customer("1"), 3, Map.of("key", "1", "status", "active", "category", "13")));

    assertThat(mapping.outbox.deliveries()).hasSize(1);
    assertThat(mapping.rows("select 1 from delivery_state where result = 'PARKED'")).isEmpty();
  }

  @Test
  void anExplodingExpressionIsDisabledAndTheOtherRoutesGoOn() {
    StoredRoutes.put(
        mapping.transactions,
        ROUTES.replace("STATE", "live").replace("name: name", "name: $pad(name, 2000000000)"));
    StoredRoutes.put(mapping.transactions, CONTACTS);

    mapping.take(
        changed(customer("1"), 1, acme("A", "active")),
        changed(customer("2"), 2, acme("B", "active")),
        changed(contact("9"), 3, Map.of("key", "9", "name", "Nora", "status", "active")));

    assertThat(mapping.outbox.deliveries()).extracting(Delivery::route).containsExactly("contacts");
    assertThat(mapping.rows("select field from route_fault")).containsExactly("fields.name");
    assertThat(mapping.rows("select reason from delivery_state where result = 'PARKED'"))
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).contains("disabled"));
    assertThat(mapping.outbox.audited())
        .filteredOn(event -> event.step() == Step.NEEDS_ATTENTION)
        .hasSize(1);

    StoredRoutes.put(mapping.transactions, ROUTES.replace("STATE", "live"));
    mapping.take(changed(customer("1"), 4, acme("A", "active")));

    assertThat(mapping.outbox.deliveries()).hasSize(1);
  }

  @Test
  void aRemovedRecordIsFlaggedWithWhatItLastWas() {
    mapping.take(changed(customer("1"), 1, acme("Acme", "active")));
    Delivery created = only(mapping.outbox.deliveries());
    mapping.tell(outcome(created, 1, Result.CREATED, "501", 10));

    mapping.take(removed(customer("1"), 2));

    Delivery flag = only(mapping.outbox.deliveries());
    assertThat(flag.mode()).isEqualTo(Mode.FLAG_REMOVED);
    assertThat(field(flag, "organization_fields.status").value().asText())
        .isEqualTo("removed, was Acme");
    assertThat(mapping.rows("select state, data ->> 'name' from snapshot"))
        .containsExactly("REMOVED Acme");
  }

  @Test
  void aRemovedRecordThatTheTargetNeverHadIsOnlyAudited() {
    mapping.take(changed(customer("1"), 1, acme("Acme", "inactive")));
    mapping.take(removed(customer("1"), 2));

    assertThat(mapping.outbox.deliveries()).isEmpty();
  }

  @Test
  void erasureForgetsTheDataAndAnOlderEventCannotBringItBack() {
    var old = changed(customer("1"), 1, acme("Acme", "active"));
    mapping.take(old);
    mapping.outbox.deliveries();

    mapping.take(erased(customer("1"), 2));
    mapping.take(old);

    assertThat(mapping.rows("select state, data from snapshot")).containsExactly("ERASED null");
    assertThat(mapping.outbox.deliveries()).isEmpty();
  }

  @Test
  void aBatchNeedsOneStatementPerTableHoweverLargeItIs() {
    StoredRoutes.put(mapping.transactions, CONTACTS);
    mapping.take(batch(1, 2));
    mapping.outbox.deliveries();
    mapping.database.statements();

    mapping.take(batch(1000, 500));

    List<String> statements = mapping.database.statements();
    assertThat(mapping.outbox.deliveries()).hasSize(500);
    assertThat(statements)
        .as("three ask for summaries of the contacts' companies, for erased persons, and for ticks")
        .hasSize(8);
    assertThat(statements.stream().map(EventsTest::table).toList()).doesNotHaveDuplicates();
  }

  @SuppressWarnings("unchecked")
  private static ConsumerRecord<String, byte[]>[] batch(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(
            i ->
                i % 2 == 0
                    ? changed(customer("c" + i), i, acme("A" + i, "active"))
                    : changed(
                        contact("p" + i),
                        i,
                        Map.of(
                            "key", "p" + i, "name", "P", "status", "active", "customerKey", "x")))
        .toArray(ConsumerRecord[]::new);
  }

  private static String table(String statement) {
    String rest = statement.replaceFirst("^(insert into|update|select .*? from|delete from) ", "");
    return rest.startsWith("unnest") ? "parents" : rest.replaceFirst("[ (].*", "");
  }

  private static final String CONTACTS =
      """
      routes:
        - name: contacts
          from: { connection: fusion-prod, entity: contact }
          to: { connection: zendesk-prod, object: user }
          fields:
            name: name
            organization_id: "$linked('customer', customerKey)"
          state: live
      """;

  private static Map<String, Object> acme(String name, String status) {
    return Map.of("key", "1", "name", name, "status", status);
  }

  private static Delivery only(List<Delivery> deliveries) {
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }

  private static FieldWrite field(Delivery delivery, String path) {
    return delivery.fields().stream().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
  }
}
