package io.mlconnector.mapping.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.mapping.Records;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole service over real Kafka and PostgreSQL; the adapters are written-down answers. */
@QuarkusTest
@QuarkusTestResource(MappingResource.class)
class MappingServiceTest {

  private static final String ROUTE =
      """
      {"name": "NAME", "from": {"connection": "fusion-prod", "entity": "ENTITY"},
       "to": {"connection": "zendesk-prod", "object": "organization"},
       "match": ["external_id"],
       "fields": {"external_id": "$externalId()", "name": "name"},
       "state": "STATE"}
      """;

  @TestHTTPResource URI url;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aWrongRouteIsAnsweredWithEverythingThatIsWrongWithIt() throws Exception {
    HttpResponse<String> answer =
        send(
            "PUT",
            "/api/routes/wrong",
            """
            {"name": "wrong", "from": {"connection": "fusion-pord", "entity": "custmer"},
             "to": {"connection": "zendesk-prod", "object": "organization"},
             "match": ["email"], "feilds": {},
             "fields": {"nmae": "name", "organization_fields.credit_limit":
               {"value": "name", "write": "sometimes"}},
             "policies": {"nameClash": "guess"}, "state": "alive"}
            """);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("feilds", "did you mean 'fields'", "sometimes", "alive")
        .contains("create-only");
  }

  @Test
  void shippedRoutesAreShownForTwoConnectionsAndSaidToBeMissingForOthers() throws Exception {
    HttpResponse<String> shown =
        send("GET", "/api/routes/defaults?from=fusion-prod&to=zendesk-prod", null);

    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    assertThat(shown.body())
        .contains(
            "fusion-prod-customers-to-zendesk-prod", "organization_fields.tax_id", "\"plan\"");
    assertThat(send("GET", "/api/routes/defaults", null).statusCode()).isEqualTo(400);
    assertThat(send("GET", "/api/routes/defaults?from=zendesk-prod&to=zendesk-prod", null).body())
        .contains("No routes are shipped from zendesk to zendesk");
    HttpResponse<String> refused =
        send(
            "POST",
            "/api/routes/defaults",
            "{\"from\": \"fusion-prod\", \"to\": \"zendesk-prod\"}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("organization_fields.account_number", "createFields")
        .contains("create it in the target first");
  }

  @Test
  void accountNumbersOfTwoCompaniesAreRefusedAsExternalIds() throws Exception {
    String route =
        ROUTE
            .replace("NAME", "numbers")
            .replace("ENTITY", "customer")
            .replace("\"STATE\"", "\"draft\", \"externalId\": \"account-number\"");

    HttpResponse<String> answer = send("PUT", "/api/routes/numbers", route);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("externalId", "fusion-prod reads the companies usmf, usrt", "name one company");
  }

  @Test
  void aRouteIsCheckedAgainstTheLiveTarget() throws Exception {
    HttpResponse<String> answer =
        send(
            "PUT",
            "/api/routes/wrong",
            """
            {"name": "wrong",
             "from": {"connection": "fusion-pord", "entity": "customer", "when": "statsu = 'x'"},
             "to": {"connection": "zendesk-prod", "object": "organization"},
             "match": ["email"],
             "fields": {"nmae": "name", "organization_fields.credit_limit": "name",
               "external_id": {"value": "email", "clear": true}},
             "policies": {"nameClash": "guess"}, "state": "plan"}
            """);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(fields(answer))
        .contains(
            "from.connection",
            "from.when",
            "match",
            "fields.nmae",
            "fields.name",
            "fields.organization_fields.credit_limit",
            "fields.external_id.clear",
            "policies.nameClash");
    assertThat(answer.body()).contains("did you mean 'fusion-prod'", "did you mean 'name'");
  }

  @Test
  void aCustomerTravelsFromItsTopicToTheTargetsTopicAndItsOutcomeBecomesALink() throws Exception {
    HttpResponse<String> saved =
        send("PUT", "/api/routes/customers", route("customers", "customer", "live"));
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    var event =
        Records.changed(
            Records.customer("c1"), 1, Map.of("key", "c1", "name", "Acme", "status", "active"));
    publish(event);

    Delivery delivery = delivered("zendesk-prod|organization|fusion-prod|customer|c1");
    assertThat(delivery.fields()).extracting(field -> field.path()).contains("name");

    publish(Records.outcome(delivery, 1, Result.CREATED, "501", 1));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> send("GET", "/api/links?q=501", null).body().contains("\"501\""));
    assertThat(send("GET", "/api/links/export", null).body())
        .contains("zendesk-prod,organization,fusion-prod,customer,c1,501");

    HttpResponse<String> preview =
        send("POST", "/api/routes/customers/preview", "{\"key\": \"c1\"}");
    assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
    assertThat(preview.body()).contains("\"update\"").contains("\"Acme\"");
    assertThat(send("POST", "/api/routes/customers/plan", null).body()).contains("\"update\"");
    assertThat(send("GET", "/api/routes/customers/plan", null).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/api/routes/customers/versions", null).body())
        .contains("\"author\":\"local\"", "\"version\":1");
    assertThat(send("GET", "/api/routes/customers/versions?page=-1", null).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whatStandsAsideIsListedWithItsReasonUntilTheRouteIsCorrected() throws Exception {
    String good = route("customers", "customer", "live");
    String wrong = good.replace("\"name\": \"name\"", "\"name\": \"$string($number(name))\"");
    HttpResponse<String> saved = send("PUT", "/api/routes/customers", wrong);
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    publish(
        Records.changed(
            Records.customer("p1"), 1, Map.of("key", "p1", "name", "Pi", "status", "active")));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> parked().contains("fusion-prod|customer|p1"));
    assertThat(parked()).contains("fields.name").doesNotContain("Pi");
    assertThat(send("GET", "/api/records/parked/groups", null).body())
        .contains("\"count\":1", "\"route\":\"customers\"")
        .contains("\"sample\":\"fusion-prod|customer|p1\"");
    assertThat(send("GET", "/api/records/parked?reason=another", null).body()).isEqualTo("[]");

    assertThat(send("POST", "/api/records/parked/retry", "{}").body())
        .contains("route: is missing");
    assertThat(send("POST", "/api/records/parked/retry", "{\"route\": \"customers\"}").body())
        .contains("\"records\":1");
    assertThat(send("POST", "/api/records/parked/dismiss", "{\"route\": \"customers\"}").body())
        .contains("why: is missing");
    assertThat(send("GET", "/api/runs", null).statusCode()).isEqualTo(200);

    send("PUT", "/api/routes/customers", good);
    await().atMost(Duration.ofSeconds(20)).until(() -> !parked().contains("|p1"));
    assertThat(send("GET", "/api/records/parked?limit=0", null).statusCode()).isEqualTo(400);
    // The one that is there, a former release could not read either.
    assertThat(send("GET", "/api/records/unreadable", null).body())
        .containsOnlyOnce("\"topic\"")
        .contains("It is no JSON");
    assertThat(send("GET", "/api/routes-file", null).statusCode()).isEqualTo(200);
  }

  private String parked() throws Exception {
    return send("GET", "/api/records/parked?route=customers", null).body();
  }

  @Test
  void goingLiveSendsWhatCameBefore() throws Exception {
    send("PUT", "/api/routes/contacts", route("contacts", "contact", "plan"));
    publish(
        Records.changed(
            Records.contact("p1"), 1, Map.of("key", "p1", "name", "Nora", "status", "active")));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                send("POST", "/api/routes/contacts/preview", "{\"key\": \"p1\"}").statusCode()
                    == 200);

    assertThat(send("POST", "/api/routes/contacts/state", "{\"state\": \"live\"}").statusCode())
        .isEqualTo(200);

    assertThat(delivered("zendesk-prod|organization|fusion-prod|contact|p1").route())
        .isEqualTo("contacts");
  }

  @Test
  void aTicketIsCountedIntoASummaryWhichTravelsAsAnyRecord() throws Exception {
    HttpResponse<String> saved =
        send(
            "PUT",
            "/api/routes/summaries",
            route("summaries", "support-summary", "live")
                .replace("\"name\": \"name\"", "\"name\": \"$string(open) & ' open, ' & status\""));
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);

    publish(
        Records.changed(
            new RecordKey("fusion-prod", "ticket", "t1"),
            1,
            Map.of("key", "t1", "status", "open", "organizationKey", "o1", "priority", "urgent")));

    Delivery delivery = delivered("zendesk-prod|organization|fusion-prod|support-summary|o1");
    assertThat(delivery.journey()).isEqualTo("%032x".formatted(1));
    assertThat(delivery.fields())
        .extracting(field -> field.value().asText())
        .contains("1 open, elevated", "fusion-prod:support-summary:o1");
    assertThat(send("GET", "/q/metrics", null).body())
        .contains("mlconnector_mapping_summaries_total{result=\"published\"");
  }

  @Test
  void whatIsGoneAtItsSourceIsListed() throws Exception {
    publish(Records.removed(Records.contact("gone1"), 1));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                send("GET", "/api/gone?connection=fusion-prod", null).body().contains("\"gone1\""));
    assertThat(send("GET", "/api/gone/export?entity=contact", null).body())
        .contains("fusion-prod,contact,gone1,,gone,2026-01-01T00:00:00Z,");
    assertThat(send("GET", "/api/gaps?entity=contact", null).body()).isEqualTo("[]");
    assertThat(send("GET", "/api/gaps?limit=0", null).statusCode()).isEqualTo(400);
  }

  @Test
  void wrongRequestsAreToldWhatToDo() throws Exception {
    assertThat(send("GET", "/api/routes/none", null).statusCode()).isEqualTo(404);
    assertThat(send("POST", "/api/routes/none/state", "{\"state\": \"up\"}").body())
        .contains("draft, plan, live, paused");
    assertThat(send("PUT", "/api/links?ref=x", "{\"key\": \"1\"}").body())
        .contains("connection|object|connection|entity|key");
    assertThat(send("POST", "/api/links/import", "{}").statusCode()).isGreaterThanOrEqualTo(400);
  }

  private static String route(String name, String entity, String state) {
    return ROUTE.replace("NAME", name).replace("ENTITY", entity).replace("STATE", state);
  }

  private static List<String> fields(HttpResponse<String> answer) {
    List<String> fields = new ArrayList<>();
    CanonicalJson.read(answer.body(), JsonNode.class)
        .path("errors")
        .forEach(error -> fields.add(error.path("field").asText()));
    return fields;
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void publish(ConsumerRecord<String, byte[]> message) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              message.topic(), null, message.key(), message.value(), message.headers()));
    }
  }

  private Delivery delivered(String ref) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", brokers,
                "group.id", "test-" + ref.hashCode(),
                "auto.offset.reset", "earliest",
                "metadata.max.age.ms", "500",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("deliveries.zendesk"));
      List<Delivery> found = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (record.key().equals(ref)) {
                            found.add(CanonicalJson.read(record.value(), Delivery.class));
                          }
                        });
                return !found.isEmpty();
              });
      return found.get(0);
    }
  }
}
