package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which tickets a route takes and what of them, and how persons of several accounts are told. */
class HelpdeskRoutesTest extends RoutesFileCase {

  private static final RecordKey TICKET = new RecordKey("zendesk-prod", "ticket", "4711");
  private static final String SECRET = "Between us: they are about to leave.";

  private static final String NOTES =
      """
      routes:
        - name: notes
          from: { connection: zendesk-prod, entity: ticket, when: "WHEN" }
          to: { connection: fusion-prod, object: customer-note }
          fields:
            marker: "$externalId()"
            customer: "$origin('customer', [{'organization': organizationKey}])"
            text: "TEXT"
          state: live
      """;

  private CompiledRoute notes(String when, String text) throws Exception {
    RoutesFile file = file(NOTES.replace("WHEN", when).replace("TEXT", text));
    file.look();
    assertThat(file.problem()).isNull();
    return mapping.routes.current().named("notes").orElseThrow();
  }

  @Test
  void aRouteTakesTheTicketsOfItsBrandAndLeavesOutAllOthers() throws Exception {
    CompiledRoute route = notes("brandKey = '700100200300'", "subject");
    ObjectNode other = exampleTicket().put("brandKey", "700100200301");
    ObjectNode none = exampleTicket();
    none.remove("brandKey");

    assertThat(mapped(route, TICKET, exampleTicket())).isInstanceOf(Mapped.Fields.class);
    assertThat(mapped(route, TICKET, other)).isInstanceOf(Mapped.Filtered.class);
    assertThat(mapped(route, TICKET, none)).isInstanceOf(Mapped.Filtered.class);
  }

  @Test
  void orAllButThoseOfABrand() throws Exception {
    CompiledRoute route = notes("brandKey != '700100200300'", "subject");
    ObjectNode other = exampleTicket().put("brandKey", "700100200301");

    assertThat(mapped(route, TICKET, exampleTicket())).isInstanceOf(Mapped.Filtered.class);
    assertThat(mapped(route, TICKET, other)).isInstanceOf(Mapped.Fields.class);
  }

  private static ObjectNode withSecrets() throws Exception {
    ObjectNode ticket = exampleTicket();
    ticket.putArray("privateComments").addObject().put("text", SECRET);
    ticket.putArray("attachments").addObject().put("name", "secret-plan.pdf");
    return ticket;
  }

  @Test
  void whatOnlyAgentsReadGoesOnWhereARouteNamesIt() throws Exception {
    CompiledRoute asks = notes("true", "$join(privateComments.text) & $join(attachments.name)");

    assertThat(value(asks, TICKET, withSecrets(), "text").asText())
        .isEqualTo(SECRET + "secret-plan.pdf");
    assertThat(value(asks, TICKET, exampleTicket(), "text").asText()).isEmpty();
  }

  @Test
  void noShippedRouteNamesIt() throws Exception {
    file("defaults:\n  - { from: zendesk-prod, to: fusion-prod, state: live }\n").look();
    CompiledRoute shipped =
        mapping.routes.current().named("zendesk-prod-tickets-to-fusion-prod").orElseThrow();

    assertThat(mapped(shipped, TICKET, withSecrets()).toString())
        .contains("We received invoice")
        .doesNotContain(SECRET, "secret-plan");
    for (String pair : List.of("zendesk_oracle-fusion", "zendesk_dynamics365")) {
      try (var yaml = getClass().getResourceAsStream("/routes/" + pair + ".yaml")) {
        assertThat(new String(yaml.readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("privateComments", "attachments");
      }
    }
  }

  @Test
  void aPersonOfSeveralAccountsHasOneExternalIdAndOneDefaultAccount() throws Exception {
    RoutesFile file =
        file("defaults:\n  - { from: d365-prod, to: zendesk-prod, createFields: true }\n");
    file.look();
    assertThat(file.problem()).isNull();
    String person = "usmf:p1";
    String further = person + "#customer:usrt:c9";

    assertThat(contact(person, "external_id").asText()).isEqualTo("d365-prod:contact:usmf:p1");
    assertThat(contact(further, "external_id")).isEqualTo(contact(person, "external_id"));
    assertThat(contact(person, "further_organization").asBoolean(true)).isFalse();
    assertThat(contact(further, "further_organization").asBoolean(false)).isTrue();
  }

  @Test
  void vendorsOfDynamicsAreTagged() throws Exception {
    file("defaults:\n  - { from: d365-prod, to: zendesk-prod, createFields: true }\n").look();
    CompiledRoute route =
        mapping.routes.current().named("d365-prod-vendors-to-zendesk-prod").orElseThrow();
    JsonNode data = CanonicalJson.tree(Map.of("key", "usmf:V-1", "name", "A Vendor"));

    assertThat(value(route, new RecordKey("d365-prod", "vendor", "usmf:V-1"), data, "tags"))
        .hasToString("[\"vendor\"]");
  }

  private JsonNode contact(String key, String path) {
    CompiledRoute route =
        mapping.routes.current().named("d365-prod-contacts-to-zendesk-prod").orElseThrow();
    JsonNode data = CanonicalJson.tree(Map.of("key", key, "name", "Nora Berg"));
    return value(route, new RecordKey("d365-prod", "contact", key), data, path);
  }
}
