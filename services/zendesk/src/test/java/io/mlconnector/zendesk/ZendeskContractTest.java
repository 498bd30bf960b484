package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.testkit.ConsentContract;
import io.mlconnector.testkit.Http;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zendesk keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "zendesk"),
      @ResourceArg(name = "lapse", value = "10")
    })
class ZendeskContractTest extends ConsentContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.clientCredentials("zendesk", vendor().url());
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    String url = vendor().url();
    // Other tests have all tokens revoked, so these are made now.
    vendor().post("/api-tokens", "{\"token\":\"made-for-the-contract\"}");
    return List.of(
        Connections.apiToken(
            "by-api-token", url, ZendeskAccess.SERVICE_EMAIL, "made-for-the-contract"),
        Connections.token("by-token", url, pasted(url)));
  }

  private static String pasted(String url) {
    ObjectNode grant = JsonNodeFactory.instance.objectNode();
    grant.put("grant_type", "client_credentials").put("scope", "read write");
    grant.put("client_id", ZendeskAccess.CLIENT_ID);
    grant.put("client_secret", ZendeskAccess.CLIENT_SECRET).put("expires_in", 7_200);
    return new Http(URI.create(url))
        .post("/oauth/tokens", grant.toString())
        .good()
        .json()
        .path("access_token")
        .asText();
  }

  @Override
  protected ObjectNode consentedConnection() {
    return Connections.consented("by-consent", vendor().url());
  }

  @Override
  protected void letReturnTo(String redirectUrl) {
    vendor()
        .put(
            "/oauth-clients/" + ZendeskAccess.CLIENT_ID,
            "{\"redirectUris\":[\"" + redirectUrl + "\"]}");
  }

  @Override
  protected String agreement() {
    return "decision=allow";
  }

  @Test
  void anAgentIsToldWhichObjectsItMayNotWrite() {
    vendor().post("/api-tokens", "{\"token\":\"made-for-an-agent\"}");
    ObjectNode agent =
        Connections.apiToken(
            "by-agent", vendor().url(), ZendeskAccess.PLAIN_AGENT_EMAIL, "made-for-an-agent");
    service().post("/api/connections", agent.toString()).good();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> service().post("/api/connections/by-agent/ping", null).status() == 200);
      JsonNode ping = service().post("/api/connections/by-agent/ping", null).json();

      assertThat(ping.path("rights"))
          .filteredOn(right -> !right.path("granted").asBoolean())
          .extracting(JsonNode::toString)
          .hasSize(5)
          .satisfiesOnlyOnce(right -> assertThat(right).contains("read what changed"))
          .satisfiesOnlyOnce(right -> assertThat(right).contains("register webhooks"))
          .filteredOn(right -> right.contains("write "))
          .hasSize(3)
          .allSatisfy(right -> assertThat(right).contains("Signed in as an agent"));
    } finally {
      service().delete("/api/connections/by-agent");
    }
  }

  @Test
  void whatEndsIsToldByZendeskForAPastedTokenAndByItsRuleForApiTokens() {
    for (ObjectNode document : otherSignIns()) {
      String id = document.path("id").asText();
      service().post("/api/connections", document.toString()).good();
      try {
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    service().post("/api/connections/%s/ping".formatted(id), null).status() == 200);
        JsonNode lapses =
            service()
                .get("/api/connections/%s/credentials".formatted(id))
                .good()
                .json()
                .path("lapses");

        assertThat(lapses)
            .as(lapses.toString())
            .anySatisfy(
                lapse -> {
                  boolean pasted = id.equals("by-token");
                  assertThat(lapse.path("what").asText())
                      .isEqualTo(pasted ? "access token" : "API token");
                  assertThat(lapse.path("known").asText()).isEqualTo(pasted ? "told" : "rule");
                  assertThat(lapse.path("level").asText()).isEqualTo(pasted ? "urgent" : "later");
                  assertThat(lapse.path("at").asText())
                      .startsWith(pasted ? "20" : "2027-04-30T00:00:00");
                });
      } finally {
        service().delete("/api/connections/" + id);
      }
    }
  }

  @Test
  void tokensAreAskedForTwoHoursSinceZendeskDoesNotSayHowLongItsOwnLast() {
    assertThat(vendor().bodies("/oauth/tokens"))
        .filteredOn(body -> !body.isEmpty())
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body).contains("\"expires_in\":7200"));
  }

  @Override
  protected String vendorName() {
    return "zendesk";
  }
}
