package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.testkit.Schemas;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users and organizations as they are in Zendesk, from its exports to the canonical topics. */
@QuarkusTest
class RecordStreamsTest extends ZendeskTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OWN = "records";

  /** One for all tests: each has records of its own, and nothing is polled unasked. */
  @BeforeEach
  void ownConnection() {
    if (service().get(path("")).status() == 200) {
      return;
    }
    ObjectNode document = Connections.clientCredentials(OWN, zendesk.url());
    ((ObjectNode) document.path("settings"))
        .put("highVolume", "true")
        .put("organizationFields", "customer_category");
    ObjectNode streams = document.putObject("streams");
    streams.putObject("tickets").put("enabled", false);
    streams.putObject("users").put("every", "1h");
    streams.putObject("organizations").put("every", "1h");
    service().post("/api/connections", document.toString()).good();
    await()
        .atMost(PATIENCE)
        .until(() -> service().get(path("/streams")).text().split("\"lastPoll\":\"2").length == 3);
  }

  private String path(String rest) {
    return "/api/connections/" + OWN + rest;
  }

  /** The vendor keeps its newest minute back, so a poll sees a change only after that. */
  private void pollLater() {
    zendesk.later(Duration.ofSeconds(65));
    service().post(path("/streams/users/poll"), null).good();
    service().post(path("/streams/organizations/poll"), null).good();
  }

  private void reconcile(String stream) {
    service().post(path("/streams/" + stream + "/reconcile"), null).good();
  }

  private List<String> events(String entity, String id) {
    return Topic.canonical(entity).of(OWN + "|" + entity + "|" + id);
  }

  private JsonNode published(String entity, String id, int count) {
    await().atMost(PATIENCE).until(() -> events(entity, id).size() >= count);
    return CanonicalJson.read(events(entity, id).get(count - 1), JsonNode.class);
  }

  private String organization(String name, String externalId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("external_id", externalId);
    body.putObject("organization_fields").put("customer_category", "key_account");
    return zendesk.post("/organizations", body.toString()).path("id").asText();
  }

  private String person(String name, String organization) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("name", name).put("email", newKey() + "@people.example");
    body.put("external_id", "erp:contact:" + name).put("skip_verify_email", true);
    if (organization != null) {
      body.put("organization_id", Long.valueOf(organization));
    }
    return zendesk.post("/users", body.toString()).path("id").asText();
  }

  @Test
  void recordsArePublishedByTheSchemasAndTellWhoseLinkTheyAre() {
    String key = newKey();
    String organization = organization("Company " + key, "erp:customer:" + key);
    String user = person(key, organization);
    pollLater();

    JsonNode contact = published("contact", user, 1);
    JsonNode customer = published("customer", organization, 1);

    assertThat(Schemas.problems("contact", contact.toString())).isEmpty();
    assertThat(Schemas.problems("customer", customer.toString())).isEmpty();
    assertThat(contact.path("name").asText()).isEqualTo(key);
    assertThat(contact.path("status").asText()).isEqualTo("active");
    assertThat(contact.path("email").asText()).endsWith("@people.example");
    assertThat(contact.path("customerKey").asText()).isEqualTo(organization);
    assertThat(contact.path("createdAt").asText()).startsWith("20");
    assertThat(contact.path("updatedAt").asText()).startsWith("20");
    assertThat(contact.at("/custom/external_id").asText()).isEqualTo("erp:contact:" + key);
    assertThat(customer.path("name").asText()).isEqualTo("Company " + key);
    assertThat(customer.at("/custom/external_id").asText()).isEqualTo("erp:customer:" + key);
    assertThat(customer.at("/custom/customer_category").asText()).isEqualTo("key_account");
  }

  @Test
  void whoMovesIsSuspendedOrDeletedIsToldAgain() {
    String next = organization("Next " + newKey(), newKey());
    String moved = person(newKey(), organization("Old " + newKey(), newKey()));
    String suspended = person(newKey(), null);
    String deleted = person(newKey(), null);
    pollLater();
    published("contact", moved, 1);
    published("contact", suspended, 1);
    published("contact", deleted, 1);

    zendesk.patch("/users/" + moved, "{\"organization_id\":" + next + "}");
    zendesk.post("/users/" + suspended + "/suspend", "");
    zendesk.delete("/users/" + deleted);
    pollLater();

    assertThat(published("contact", moved, 2).path("customerKey").asText()).isEqualTo(next);
    assertThat(published("contact", suspended, 2).path("status").asText()).isEqualTo("suspended");
    assertThat(published("contact", deleted, 2).path("reason").asText())
        .isEqualTo("deleted in Zendesk");
  }

  @Test
  void whoeverIsMergedOrDeletedWithoutAWordIsMissedByTheReconciliation() {
    String loser = person(newKey(), null);
    String winner = person(newKey(), null);
    String organization = organization("Closing " + newKey(), newKey());
    pollLater();
    published("contact", loser, 1);
    published("customer", organization, 1);
    zendesk.post("/users/" + loser + "/merge", "{\"into\":" + winner + "}");
    zendesk.delete("/organizations/" + organization);

    reconcile("users");
    reconcile("organizations");

    assertThat(published("contact", loser, 2).path("reason").asText()).contains("merged");
    assertThat(published("customer", organization, 2).path("reason").asText()).contains("deleted");
    assertThat(events("contact", winner)).isNotEmpty();
  }

  @Test
  void aPollWithoutNewsIsOneCallPerStreamAndAgentsAreNoContacts() {
    String first = person(newKey(), null);
    String agent =
        zendesk.get("/users?email=" + ZendeskAccess.PLAIN_AGENT_EMAIL).at("/0/id").asText();
    zendesk.patch("/users/" + agent, "{\"notes\":\"" + newKey() + "\"}");
    String organization = organization("Quiet " + newKey(), newKey());
    pollLater();
    published("contact", first, 1);
    published("customer", organization, 1);
    long before = zendesk.now();

    pollLater();
    await()
        .atMost(PATIENCE)
        .until(() -> calls(before, "users") > 0 && calls(before, "organizations") > 0);
    String second = person(newKey(), null);
    String other = organization("News " + newKey(), newKey());
    pollLater();
    published("contact", second, 1);
    published("customer", other, 1);

    assertThat(calls(before, "users")).isEqualTo(2);
    assertThat(calls(before, "organizations")).isEqualTo(2);
    assertThat(events("contact", first)).hasSize(1);
    assertThat(events("customer", organization)).hasSize(1);
    assertThat(events("contact", agent)).isEmpty();
  }

  @Test
  void agentsArePublishedWhereTheConnectionWantsThemAndSayWhetherTheyMaySignIn() {
    ObjectNode document = Connections.clientCredentials("staff", zendesk.url());
    ((ObjectNode) document.path("settings")).put("staffUsers", "true");
    ObjectNode streams = document.putObject("streams");
    List.of("tickets", "organizations")
        .forEach(each -> streams.putObject(each).put("enabled", false));
    streams.putObject("users").put("every", "1h");
    String agent = person(newKey(), null);
    zendesk.patch("/users/" + agent, "{\"role\":\"agent\"}");
    zendesk.later(Duration.ofSeconds(65));
    service().post("/api/connections", document.toString()).good();
    String topic = "staff|contact|" + agent;
    await().atMost(PATIENCE).until(() -> !Topic.canonical("contact").of(topic).isEmpty());

    zendesk.post("/users/" + agent + "/suspend", "");
    zendesk.later(Duration.ofSeconds(65));
    service().post("/api/connections/staff/streams/users/poll", null).good();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Topic.canonical("contact").of(topic))
                    .last()
                    .asString()
                    .contains("\"status\":\"suspended\""));
    service().delete("/api/connections/staff").good();
  }

  private long calls(long since, String kind) {
    return zendesk.callsSince(since).stream()
        .filter(call -> call.contains("/incremental/" + kind))
        .count();
  }
}
