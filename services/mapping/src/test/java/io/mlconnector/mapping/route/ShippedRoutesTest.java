package io.mlconnector.mapping.route;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.mapping.delivery.Origins;
import io.mlconnector.mapping.delivery.Wish;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The routes that ship with the box, as a file asks for them. */
class ShippedRoutesTest extends RoutesFileCase {

  @Test
  void shippedRoutesAreTakenWithTheFieldsTheyNeedAndCanBeReplacedOneByOne() throws Exception {
    RoutesFile file =
        file("defaults:\n  - { from: fusion-prod, to: zendesk-prod, createFields: true }\n");
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(routes())
        .containsExactly(
            "fusion-prod-contacts-to-zendesk-prod 1", "fusion-prod-customers-to-zendesk-prod 1");
    assertThat(keeper.all()).extracting(r -> r.route().state()).containsOnly(RouteState.PLAN);

    write(
        "defaults:\n  - { from: fusion-prod, to: zendesk-prod, state: live }\nroutes:\n"
            + customers("name")
                .replace("name: customers", "name: fusion-prod-customers-to-zendesk-prod"));
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(keeper.find("fusion-prod-customers-to-zendesk-prod"))
        .hasValueSatisfying(r -> assertThat(r.route().fields()).containsOnlyKeys("name"));
    assertThat(keeper.all()).extracting(r -> r.route().state()).containsOnly(RouteState.LIVE);
  }

  @Test
  void ticketsAreShippedToTheErpAsNotesThatReadWell() throws Exception {
    RoutesFile file = file("defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live }\n");
    file.look();
    assertThat(file.problem()).isNull();
    RecordKey ticket = new RecordKey("zendesk-prod", "ticket", "4711");
    CompiledRoute route =
        mapping.routes.current().named("zendesk-prod-tickets-to-fusion-prod").orElseThrow();

    assertThat(note(route, ticket, exampleTicket()))
        .isEqualTo(
            """
            Support ticket 4711: Invoice 30017 arrived twice
            Status: solved, priority normal
            Opened 2026-03-03 by Maren Ostermann

            We received invoice 30017 on Monday and again today. Which one shall we pay?

            Solved 2026-03-04 by Support Desk: Please pay the first one. The second was sent by \
            mistake and is cancelled.

            https://example.zendesk.com/agent/tickets/4711\
            """);
    assertThat(
            note(
                route,
                ticket,
                CanonicalJson.tree(
                    Map.of("key", "1", "status", "deleted", "createdAt", "2026-03-03T08:15Z"))))
        .isEqualTo("Support ticket 1\nStatus: deleted\nOpened 2026-03-03");
  }

  @Test
  void usersAreShippedToTheErpSwitchedOffAndSayOnlyWhatHappened() throws Exception {
    file("defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live }\n").look();
    String name = "zendesk-prod-users-to-fusion-prod";
    assertThat(keeper.find(name))
        .hasValueSatisfying(route -> assertThat(route.route().state()).isEqualTo(RouteState.DRAFT));
    CompiledRoute route = mapping.routes.current().named(name).orElseThrow();
    RecordKey user = new RecordKey("zendesk-prod", "contact", "77");

    assertThat(note(route, user, user("active", "2026-11-21", null)))
        .isEqualTo("Helpdesk user Nora Berg was added on 2026-11-21");
    assertThat(note(route, user, user("suspended", "2026-11-24", "fusion:contact:1")))
        .isEqualTo("Helpdesk user Nora Berg is suspended, as of 2026-11-24");
    for (JsonNode nothing :
        List.of(
            user("active", "2026-11-24", null), user("active", "2026-11-21", "fusion:contact:1"))) {
      assertThat(mapped(route, user, nothing)).isInstanceOf(Mapped.Filtered.class);
    }
  }

  @Test
  void aRouteThatIsShippedSwitchedOffIsAskedForByItsName() throws Exception {
    String pair = "defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live, also: ";
    RoutesFile file = file(pair + "[userz] }\n");
    file.look();
    assertThat(file.problem()).contains("also", "userz", "there are users");

    write(pair + "[users] }\n");
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(keeper.all()).hasSize(2);
    assertThat(keeper.all()).extracting(r -> r.route().state()).containsOnly(RouteState.LIVE);
  }

  private static JsonNode user(String status, String updated, String externalId) {
    return CanonicalJson.tree(
        Map.of(
            "key", "77",
            "name", "Nora Berg",
            "status", status,
            "customerKey", "5",
            "createdAt", "2026-11-21T08:00:00Z",
            "updatedAt", updated + "T09:00:00Z",
            "custom", externalId == null ? Map.of() : Map.of("external_id", externalId)));
  }

  private String note(CompiledRoute route, RecordKey record, JsonNode data) {
    return value(route, record, data, "text").asText();
  }

  @Test
  void whoLeavesIsSuspendedAndVendorsAreTaggedByWhatBecameOfThem() throws Exception {
    RoutesFile file =
        file("defaults:\n  - { from: hr-prod, to: zendesk-prod, createFields: true }\n");
    file.look();
    assertThat(file.problem()).isNull();

    assertThat(value("employees", "employee", Map.of("status", "active"), "suspended"))
        .isEqualTo("false");
    assertThat(value("employees", "employee", Map.of("status", "inactive"), "suspended"))
        .isEqualTo("true");
    assertThat(value("vendors", "vendor", Map.of("status", "active"), "tags"))
        .isEqualTo("[\"vendor\"]");
    assertThat(value("vendors", "vendor", Map.of("status", "inactive"), "tags"))
        .isEqualTo("[\"vendor\",\"vendor_inactive\"]");
  }

  @Test
  void whatBecameOfALoginIsShippedToPeopleSoftSwitchedOffAndNamesThePerson() throws Exception {
    String pair = "defaults:\n  - { from: zendesk-prod, to: hr-prod, state: live";
    RoutesFile off = file(pair + " }\n");
    off.look();
    assertThat(off.problem()).isNull();
    String name = "zendesk-prod-support-logins-to-hr-prod";
    assertThat(keeper.find(name))
        .hasValueSatisfying(route -> assertThat(route.route().state()).isEqualTo(RouteState.DRAFT));
    file(pair + ", also: [support-logins] }\n").look();
    CompiledRoute route = mapping.routes.current().named(name).orElseThrow();
    assertThat(route.route().state()).isEqualTo(RouteState.LIVE);
    RecordKey user = new RecordKey("zendesk-prod", "contact", "77");
    link("zendesk-prod|team_member|hr-prod|employee|0100001", "77");

    assertThat(login(route, user, "suspended")).isEqualTo("0100001 inactive");
    assertThat(login(route, user, "active")).isEqualTo("0100001 active");
    assertThat(mapped(route, user, user("active", "2026-11-21", "fusion:contact:1")))
        .as("no employee")
        .isInstanceOf(Mapped.Filtered.class);
  }

  private void link(String ref, String key) {
    mapping.transactions.run(
        sql -> {
          try (var insert =
              sql.prepareStatement("insert into link values (?, ?, '', 'outcome', now())")) {
            insert.setString(1, ref);
            insert.setString(2, key);
            insert.executeUpdate();
          }
        });
  }

  private String login(CompiledRoute route, RecordKey user, String status) {
    Wish wish = wish(route, user, user(status, "2026-11-21", "hr-prod:employee:0100001"));
    Mapped mapped =
        mapping
            .transactions
            .inTransaction(sql -> Origins.of(sql, mapping.decider.decide(List.of(wish))))
            .get(0)
            .mapped();
    assertThat(mapped).isInstanceOf(Mapped.Fields.class);
    return ((Mapped.Fields) mapped)
        .fields().stream().map(field -> field.value().asText()).collect(joining(" "));
  }

  private String value(String routes, String entity, Map<String, Object> data, String path) {
    CompiledRoute route =
        mapping.routes.current().named("hr-prod-" + routes + "-to-zendesk-prod").orElseThrow();
    RecordKey record = new RecordKey("hr-prod", entity, "1");
    Map<String, Object> whole = new HashMap<>(data);
    whole.putAll(Map.of("key", "1", "name", "A name"));
    return value(route, record, CanonicalJson.tree(whole), path).toString();
  }

  @Test
  void fieldsOfShippedRoutesAreMadeOnceAndNotAtEveryStart() throws Exception {
    String text = "defaults:\n  - { from: fusion-prod, to: zendesk-prod, createFields: true }\n";
    file(text).look();
    int made = adapters.provisions;

    RoutesFile afterARestart = file(text);
    afterARestart.look();

    assertThat(made).isEqualTo(2);
    assertThat(adapters.provisions).isEqualTo(made);
    assertThat(afterARestart.problem()).isNull();
  }

  @Test
  void shippedRoutesThatCannotBeMadeSayWhy() throws Exception {
    RoutesFile file =
        file("defaults:\n  - { from: fusion-prod, to: zendesk-prod, state: alive, form: x }\n");
    file.look();
    assertThat(file.problem())
        .contains("defaults[0].state", "not alive", "defaults[0].form", "did you mean 'from'");

    write("defaults:\n  - { from: fusion-pord, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem()).contains("from there is no connection", "'fusion-prod'");

    write("defaults:\n  - { from: zendesk-prod, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem())
        .contains(
            "No routes are shipped from zendesk to zendesk, only from oracle-fusion to zendesk,"
                + " from zendesk to oracle-fusion, from dynamics365 to zendesk,"
                + " from zendesk to dynamics365, from peoplesoft to zendesk,"
                + " from zendesk to peoplesoft,"
                + " from jdedwards to zoho-crm,"
                + " from zoho-crm to jdedwards, from oracle-fusion to tableau;");

    write("defaults:\n  - { from: fusion-prod, to: zendesk-prod }\n");
    file.look();
    assertThat(file.problem())
        .contains("has no field 'organization_fields.account_number'", "create it in the target");
  }

  @Test
  void shippedRoutesHaveAccountNumbersForTheEntitiesThatAreNamed() throws Exception {
    adapters.companies.put("d365-prod", List.of("usmf"));
    String text =
        "defaults:\n  - { from: d365-prod, to: zendesk-prod, createFields: true,"
            + " accountNumbers: [ENTITIES] }\n";
    RoutesFile file = file(text.replace("ENTITIES", "customer"));
    file.look();

    assertThat(file.problem()).isNull();
    assertThat(keeper.all())
        .filteredOn(stored -> stored.route().scheme() == ExternalIdScheme.ACCOUNT_NUMBER)
        .extracting(stored -> stored.route().from().entity())
        .containsExactly("customer");

    write(text.replace("ENTITIES", "customer, vendor"));
    file.look();
    assertThat(file.problem()).contains("a vendor and a customer of d365-prod may have one");

    write(text.replace("ENTITIES", "employee"));
    file.look();
    assertThat(file.problem()).contains("accountNumbers none of the shipped routes is for");
  }
}
