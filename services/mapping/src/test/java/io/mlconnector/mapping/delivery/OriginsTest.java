package io.mlconnector.mapping.delivery;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.RecordKey;
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

/** A ticket's note finds its customer by what the customer became in the helpdesk. */
class OriginsTest {

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer }
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
        - name: notes
          from: { connection: zendesk-prod, entity: ticket }
          to: { connection: fusion-prod, object: customer-note }
          fields:
            text: subject
            customer: >-
              $origin('customer', [
                {'organization': organizationKey},
                {'user': requesterKey},
                {'organization': requesterOrganizationKeys}])
          state: live
      """;

  private final Mapping mapping = new Mapping();
  private long number = 100;

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTES);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  private static RecordKey ticket(String key) {
    return new RecordKey("zendesk-prod", "ticket", key);
  }

  /** A customer that became an organization. */
  private void customerIs(String key, String organization) {
    mapping.take(changed(customer(key), ++number, Map.of("key", key, "name", "C", "status", "a")));
    mapping.tell(outcome(newest("|customer|" + key), 1, Result.CREATED, organization, ++number));
  }

  /** A contact of a customer that became a user. */
  private void contactIs(String key, String customerKey, String user) {
    mapping.take(
        changed(
            contact(key),
            ++number,
            Map.of("key", key, "name", "P", "status", "a", "customerKey", customerKey)));
    mapping.tell(outcome(newest("|contact|" + key), 1, Result.CREATED, user, ++number));
  }

  private void ticketComes(String key, Map<String, Object> more) {
    Map<String, Object> data = new HashMap<>(more);
    data.put("key", key);
    data.put("subject", "Help");
    data.put("status", "open");
    data.put("createdAt", "2026-01-01T00:00:00Z");
    mapping.take(changed(ticket(key), ++number, data));
  }

  private Delivery newest(String ref) {
    List<Delivery> all =
        mapping.outbox.deliveries().stream()
            .filter(delivery -> delivery.ref().toString().endsWith(ref))
            .toList();
    assertThat(all).as(ref).isNotEmpty();
    return all.get(all.size() - 1);
  }

  private List<String> customersOf(String ticket) {
    return mapping.outbox.deliveries().stream()
        .filter(delivery -> delivery.ref().source().equals(ticket(ticket)))
        .flatMap(delivery -> delivery.fields().stream())
        .filter(field -> field.path().equals("customer"))
        .map(field -> field.value().asText())
        .toList();
  }

  private String reason(String ticket) {
    List<String> rows =
        mapping.rows(
            "select result || ' ' || reason from delivery_state where record_key ="
                + " 'zendesk-prod|ticket|"
                + ticket
                + "' and delivery is null");
    return rows.isEmpty() ? null : rows.get(0);
  }

  @Test
  void byItsOrganization() {
    customerIs("10", "900");
    contactIs("20", "10", "800");

    ticketComes("1", Map.of("organizationKey", "900", "requesterKey", "unknown"));

    assertThat(customersOf("1")).containsExactly("10");
  }

  @Test
  void byTheRequestersContactWhereTheOrganizationIsNobodys() {
    customerIs("10", "900");
    contactIs("20", "10", "800");

    ticketComes("1", Map.of("organizationKey", "999", "requesterKey", "800"));

    assertThat(customersOf("1")).containsExactly("10");
  }

  @Test
  void byTheRequestersOnlyOrganization() {
    customerIs("10", "900");

    ticketComes(
        "1", Map.of("requesterKey", "801", "requesterOrganizationKeys", List.of("900", "999")));

    assertThat(customersOf("1")).containsExactly("10");
  }

  @Test
  void severalParkTheRecord() {
    customerIs("10", "900");
    customerIs("11", "901");

    ticketComes("1", Map.of("requesterOrganizationKeys", List.of("900", "901")));

    assertThat(customersOf("1")).isEmpty();
    assertThat(reason("1"))
        .isEqualTo(
            "PARKED customer: several of fusion-prod may be meant as customer; let the record name"
                + " one");
  }

  @Test
  void whereSeveralEntitiesAreAskedForTheValueSaysWhichItIs() {
    StoredRoutes.put(
        mapping.transactions,
        ROUTES.replace("$origin('customer',", "$origin('customer|vendor',")
            + """
              - name: vendors
                from: { connection: fusion-prod, entity: vendor }
                to: { connection: zendesk-prod, object: organization }
                fields: { name: name }
                state: live
            """);
    customerIs("10", "900");
    mapping.take(
        changed(
            new RecordKey("fusion-prod", "vendor", "10"),
            ++number,
            Map.of("key", "10", "name", "V", "status", "a")));
    mapping.tell(outcome(newest("|vendor|10"), 1, Result.CREATED, "901", ++number));

    ticketComes("1", Map.of("organizationKey", "900"));
    assertThat(customersOf("1")).containsExactly("customer:10");

    ticketComes("2", Map.of("organizationKey", "901"));
    assertThat(customersOf("2")).containsExactly("vendor:10");
  }

  @Test
  void noneParksAndIsSentOnceTheLinkExists() {
    ticketComes("1", Map.of("organizationKey", "900", "requesterKey", "800"));
    assertThat(reason("1"))
        .isEqualTo(
            "PARKED customer: no customer of fusion-prod is linked to its organization or user of"
                + " zendesk-prod; it is sent once one is");

    customerIs("10", "900");

    assertThat(customersOf("1")).containsExactly("10");
    assertThat(reason("1")).isNull();
    assertThat(mapping.rows("select * from origin_wait")).isEmpty();
  }

  @Test
  void anotherConnectionsCustomerAndAnotherObjectOfTheSameKeyAreNotMeant() {
    customerIs("10", "900");
    mapping.rows(
        "insert into link values ('zendesk-prod|organization|other-erp|customer|77', '902',"
            + " '0000000001.000000000001', 'person', now()) returning ref");
    mapping.rows(
        "insert into link values ('zendesk-eu|organization|fusion-prod|customer|78', '903',"
            + " '0000000001.000000000001', 'person', now()) returning ref");

    ticketComes("1", Map.of("organizationKey", "902"));
    ticketComes("2", Map.of("organizationKey", "903"));
    ticketComes("3", Map.of("requesterKey", "900"));

    assertThat(customersOf("1")).isEmpty();
    assertThat(customersOf("2")).isEmpty();
    assertThat(customersOf("3")).isEmpty();
  }

  @Test
  void aTicketThatNamesNothingSaysSo() {
    ticketComes("1", Map.of());

    assertThat(reason("1")).contains("names nothing");
  }

  @Test
  void aLinkThatCameUnseenIsFoundByTheSweepOnce() {
    ticketComes("1", Map.of("organizationKey", "900"));
    mapping.rows(
        "insert into link values ('zendesk-prod|organization|fusion-prod|customer|10', '900',"
            + " '0000000001.000000000001', 'person', now()) returning ref");
    MissedOrigins missed =
        new MissedOrigins(mapping.transactions, mapping.routes, mapping.redelivery, mapping.outbox);

    assertThat(missed.again()).isEqualTo(1);
    assertThat(customersOf("1")).containsExactly("10");
    assertThat(missed.again()).isZero();
  }

  @Test
  void whatIsLinkedButTellsNobodyIsNotLookedForAgainAndAgain() {
    customerIs("10", "900");
    customerIs("11", "901");
    ticketComes("1", Map.of("requesterOrganizationKeys", List.of("900", "901")));

    MissedOrigins missed =
        new MissedOrigins(mapping.transactions, mapping.routes, mapping.redelivery, mapping.outbox);

    assertThat(missed.again()).isZero();
  }

  @Test
  void aBatchOfTicketsAsksTheDatabaseAsOftenAsOne() {
    customerIs("10", "900");
    mapping.database.statements();
    ticketComes("1", Map.of("organizationKey", "900"));
    List<String> one = mapping.database.statements();

    mapping.take(
        changed(ticket("2"), ++number, ticketData("2")),
        changed(ticket("3"), ++number, ticketData("3")),
        changed(ticket("4"), ++number, ticketData("4")));

    assertThat(mapping.database.statements()).isEqualTo(one);
    assertThat(customersOf("4")).containsExactly("10");
  }

  private static Map<String, Object> ticketData(String key) {
    return Map.of(
        "key",
        key,
        "subject",
        "Help",
        "status",
        "open",
        "createdAt",
        "2026-01-01T00:00:00Z",
        "organizationKey",
        "900");
  }
}
