package io.mlconnector.mapping.outcome;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.message;
import static io.mlconnector.mapping.Records.outcome;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers are parents of contacts: a contact's user is linked to its customer's organization. */
class OutcomesTest {

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer, when: "status = 'active'" }
          to: { connection: zendesk-prod, object: organization }
          fields: { name: name }
          state: live
        - name: contacts
          from: { connection: fusion-prod, entity: contact }
          to: { connection: zendesk-prod, object: user }
          fields:
            name: name
            organization_id: "$linked('customer', customerKey)"
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
  void aChildAsksForItsParentsKey() {
    Delivery child = contactOf("1", 1);

    assertThat(child.fields())
        .filteredOn(field -> field.path().equals("organization_id"))
        .singleElement()
        .satisfies(
            field ->
                assertThat(field.linked())
                    .hasToString("zendesk-prod|organization|fusion-prod|customer|1"));
    assertThat(child.waitsFor()).isNull();
  }

  @Test
  void aLinkMovesForwardOnly() {
    Delivery parent = activeCustomer("1", 1);
    mapping.tell(outcome(parent, 1, Result.CREATED, "501", 20));
    mapping.tell(outcome(parent, 2, Result.UPDATED, "500", 19));

    assertThat(mapping.rows("select target_key, origin from link")).containsExactly("501 outcome");
  }

  @Test
  void anOutcomeThatComesAgainChangesNothing() {
    Delivery child = contactOf("1", 1);
    Delivery parent = activeCustomer("1", 2);
    mapping.tell(outcome(child, 1, Result.PARKED, null, 19));
    var created = outcome(parent, 1, Result.CREATED, "501", 20);
    mapping.tell(created);
    assertThat(mapping.outbox.deliveries()).hasSize(1);

    mapping.tell(created);

    assertThat(mapping.outbox.deliveries()).isEmpty();
  }

  @Test
  void aNewLinkDeliversTheChildrenAgainThatWereParkedBefore() {
    Delivery parked = contactOf("1", 1);
    contactOf("1", 2);
    mapping.tell(outcome(parked, 1, Result.PARKED, null, 10));
    Delivery parent = activeCustomer("1", 3);

    mapping.tell(outcome(parent, 1, Result.CREATED, "501", 20));

    Delivery again = only(mapping.outbox.deliveries());
    assertThat(again.ref()).isEqualTo(parked.ref());
    assertThat(again.id()).isNotEqualTo(parked.id());
    assertThat(again.order()).isGreaterThan(parked.order());
    assertThat(again.sequence()).isEqualTo(parked.sequence());
  }

  @Test
  void aChildThatIsParkedForAnotherReasonIsNotDeliveredForEver() {
    Delivery first = contactOf("1", 1);
    mapping.tell(outcome(first, 1, Result.PARKED, null, 10));
    mapping.tell(outcome(activeCustomer("1", 3), 1, Result.CREATED, "501", 20));
    Delivery again = only(mapping.outbox.deliveries());

    mapping.tell(outcome(again, 1, Result.PARKED, null, 21));
    mapping.take(changed(customer("1"), 5, acme("active")));
    mapping.tell(outcome(only(mapping.outbox.deliveries()), 1, Result.UPDATED, "501", 22));

    assertThat(mapping.outbox.deliveries()).isEmpty();
  }

  @Test
  void aChangedLinkDeliversAllChildrenAgain() {
    Delivery parent = activeCustomer("1", 1);
    mapping.tell(outcome(parent, 1, Result.CREATED, "501", 10));
    Delivery one = contactOf("1", 2);
    Delivery two = contactOf("1", 3);
    contactOf("2", 4);
    mapping.tell(outcome(one, 1, Result.CREATED, "901", 11));

    mapping.tell(outcome(parent, 2, Result.CREATED, "777", 12));

    assertThat(mapping.outbox.deliveries())
        .extracting(delivery -> delivery.ref().toString())
        .containsExactlyInAnyOrder(one.ref().toString(), two.ref().toString());
    mapping.tell(outcome(parent, 2, Result.CREATED, "777", 12));
    assertThat(mapping.outbox.deliveries()).isEmpty();
  }

  @Test
  void aParentThatIsLeftOutIsNamedToItsChildren() {
    mapping.take(changed(customer("1"), 1, acme("inactive")));

    assertThat(contactOf("1", 2).waitsFor())
        .contains("customer 1")
        .contains("left out")
        .contains("condition");
  }

  @Test
  void childrenThatWaitAreToldWhenTheirParentWillNotCome() {
    Delivery waiting = contactOf("1", 1);

    mapping.take(changed(customer("1"), 2, acme("inactive")));

    Delivery again = only(mapping.outbox.deliveries());
    assertThat(again.ref()).isEqualTo(waiting.ref());
    assertThat(again.waitsFor()).contains("left out");
  }

  @Test
  void childrenThatWaitAreToldWhenTheirParentIsParked() {
    Delivery waiting = contactOf("1", 1);
    Delivery parent = activeCustomer("1", 2);

    mapping.tell(outcome(parent, 1, Result.PARKED, null, 10));

    Delivery again = only(mapping.outbox.deliveries());
    assertThat(again.ref()).isEqualTo(waiting.ref());
    assertThat(again.waitsFor()).contains("parked").contains("refused by the target");
  }

  @Test
  void aParentThatWasRemovedIsNamed() {
    mapping.take(changed(customer("1"), 1, acme("active")));
    mapping.take(removed(customer("1"), 2));
    mapping.outbox.deliveries();

    assertThat(contactOf("1", 3).waitsFor()).contains("removed at its source");
  }

  @Test
  void anOutcomeOfAnOlderDeliverySaysNothingOfTheNewerOne() {
    Delivery first = activeCustomer("1", 1);
    Delivery second = activeCustomer("1", 2);

    mapping.tell(outcome(first, 1, Result.SUPERSEDED, null, 10));
    assertThat(mapping.rows("select result from delivery_state")).containsExactly("null");

    mapping.tell(outcome(second, 1, Result.CREATED, "501", 11));
    assertThat(mapping.rows("select result from delivery_state")).containsExactly("CREATED");
  }

  @Test
  void anOutcomeThatCannotBeReadStopsOnlyItself() {
    Delivery parent = activeCustomer("1", 1);

    mapping.tell(
        message("outcomes", "x", Map.of(), "{".getBytes()),
        message("outcomes", "x", Map.of(), "{}".getBytes()),
        outcome(parent, 1, Result.CREATED, "501", 10));

    assertThat(mapping.rows("select target_key from link")).containsExactly("501");
    assertThat(mapping.rows("select reason from unreadable")).hasSize(2);
  }

  private Delivery contactOf(String customer, long number) {
    mapping.take(
        changed(
            contact("p" + number),
            number,
            Map.of("key", "p" + number, "name", "P", "status", "active", "customerKey", customer)));
    return only(mapping.outbox.deliveries());
  }

  private Delivery activeCustomer(String key, long number) {
    mapping.take(changed(customer(key), number, acme("active")));
    return only(mapping.outbox.deliveries());
  }

  private static Map<String, Object> acme(String status) {
    return Map.of("key", "1", "name", "Acme", "status", status);
  }

  private static Delivery only(List<Delivery> deliveries) {
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }
}
