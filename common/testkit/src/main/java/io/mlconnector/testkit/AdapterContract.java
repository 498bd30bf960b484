package io.mlconnector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.access.AdapterAccess;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every adapter does, run against its built service and its simulated vendor. A test class of
 * the adapter extends it, is a {@code QuarkusTest} with {@link SandboxResource}, and says what a
 * good connection looks like.
 */
public abstract class AdapterContract {

  protected static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource URI url;

  /** A connection document that works, with the credentials it needs; its id stays the same. */
  protected abstract ObjectNode goodConnection();

  /** The simulated vendor's name in the sandbox. */
  protected abstract String vendorName();

  /** Connections that sign in in the adapter's other ways, each with an id of its own. */
  protected abstract List<ObjectNode> otherSignIns();

  /** Metrics that are always there; an adapter without budgets by number has none of these. */
  protected List<String> metrics() {
    return List.of("mlconnector_lease_held", "mlconnector_budget_left");
  }

  protected final Http service() {
    return new Http(url);
  }

  protected final Vendor vendor() {
    return new Vendor(vendorName());
  }

  protected final String connection() {
    return goodConnection().path("id").asText();
  }

  protected final String path(String rest) {
    return "/api/connections/" + connection() + rest;
  }

  @BeforeEach
  void connected() {
    vendor().noFaults();
    if (service().get(path("")).status() == 404) {
      service().post("/api/connections", goodConnection().toString()).good();
    }
    await().atMost(PATIENCE).until(() -> ping().path("ok").asBoolean());
  }

  /** What a ping of the connection says now. */
  protected final JsonNode ping() {
    return pingOf(path(""));
  }

  @Test
  void theServiceHasItsApiItsConsumersAndItsTables() {
    JsonNode system = service().get("/api/system").good().json();
    String health = service().get("/q/health").good().text();
    String openapi = service().get("/q/openapi").good().text();

    assertThat(system.path("system").asText()).isNotBlank();
    assertThat(health).contains("\"UP\"").contains("topics").contains("consumer loops");
    assertThat(openapi)
        .contains("/api/connections/{id}/ping", "/api/deliveries", "/hooks/", "/oauth/callback");
    assertThat(service().get("/q/metrics").good().text()).contains(metrics());
    assertThat(service().get("/api/deliveries/counts?connection=" + connection()).status())
        .isEqualTo(200);
  }

  /** A new entity of a source needs a line in k8s/adapters/SYSTEM/kafka.yaml. */
  @Test
  void itsUserMayDoAtKafkaWhatItDoesAndNoMore() {
    JsonNode system = service().get("/api/system").good().json();

    assertThat(KafkaRights.given(system.path("system").asText()))
        .isEqualTo(KafkaRights.needed(system));
  }

  /** A page docs/SYSTEM.md that differs is written anew by {@code -Dpages.write}. */
  @Test
  void itsPageSaysWhatAConnectionTakesAndWhatItReadsAndWrites() {
    JsonNode system = service().get("/api/system").good().json();

    assertThat(VendorPage.written(system))
        .as("docs/%s.md; -Dpages.write=true writes it anew", system.path("system").asText())
        .isEqualTo(VendorPage.of(system));
  }

  @Test
  void thePingSaysWhoWeAreAndWhatWeMayDo() {
    JsonNode ping = ping();

    assertThat(ping.path("identity").asText()).isNotBlank();
    assertThat(ping.path("rights")).isNotEmpty();
    assertThat(ping.path("rights"))
        .allSatisfy(right -> assertThat(right.path("granted").asBoolean()).isTrue());
  }

  @Test
  void aDocumentWithoutCredentialsIsRefusedNamingThem() {
    ObjectNode document = goodConnection().put("id", "without");
    ObjectNode auth = (ObjectNode) document.path("auth");
    auth.retain("mode");

    Http.Answer answer = service().post("/api/connections", document.toString());

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.json().path("errors"))
        .anySatisfy(error -> assertThat(error.path("field").asText()).startsWith("auth."));
  }

  @Test
  void credentialsAreNeverShown() {
    String shown = service().get(path("")).good().text();

    goodConnection()
        .path("auth")
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().toLowerCase(java.util.Locale.ROOT).contains("secret")) {
                assertThat(shown).doesNotContain(entry.getValue().asText());
              }
            });
  }

  @Test
  void everyOperationAsksForTheRoleAndTheConnectionAndTellsNoSecret() {
    new AdapterAccess(url, goodConnection()).check();
  }

  @Test
  void everyOtherWayToSignInWorks() {
    for (ObjectNode document : otherSignIns()) {
      String other = "/api/connections/" + document.path("id").asText();
      service().post("/api/connections", document.toString()).good();
      try {
        await(document.path("auth").path("mode").asText())
            .atMost(PATIENCE)
            .until(() -> pingOf(other).path("ok").asBoolean());
      } finally {
        service().delete(other);
      }
    }
  }

  final JsonNode pingOf(String connection) {
    Http.Answer answer = service().post(connection + "/ping", null);
    return answer.status() == 200 ? answer.json() : MissingNode.getInstance();
  }

  @Test
  void noHookBelievesAStranger() {
    JsonNode system = service().get("/api/system").json();
    for (JsonNode hook : system.path("webhooks")) {
      String path =
          "/hooks/%s/%s/%s".formatted(system.path("system").asText(), connection(), hook.asText());

      assertThat(service().post(path, "{\"id\":\"1\"}").status())
          .as("401, or 503 while nobody knows what the vendor signs with")
          .isIn(401, 503);
      assertThat(service().post(path, "no json").status()).isIn(401, 503);
    }
    assertThat(service().get(path("/hook-addresses")).good().json())
        .hasSameSizeAs(system.path("webhooks"));
  }

  @Test
  void everyObjectSaysWhichFieldsItHas() {
    for (JsonNode sink : service().get("/api/system").json().path("sinks")) {
      String object = sink.path("object").asText();
      if (sink.path("mode").asText().equals("TABLE")) {
        // The fields of a table are the columns that its route gives it.
        continue;
      }
      JsonNode live = service().get(path("/objects/" + object)).good().json();

      assertThat(live.path("fields")).as(object).isNotEmpty();
      assertThat(live.path("matchKeys")).as(object).isNotEmpty();
    }
  }
}
