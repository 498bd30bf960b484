package io.mlconnector.mapping.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.mapping.Records;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What the mapping of a former release kept is read by this one, after its migrations. */
@QuarkusTest
@QuarkusTestResource(MappingResource.class)
class FormerReleaseTest {

  @TestHTTPResource URI url;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  @Test
  void routesAreReadWithTheirVersions() throws Exception {
    assertThat(get("/api/routes/former-customers"))
        .contains("former-src", "$externalId()", "nameClash", "\"version\":2");
    assertThat(get("/api/routes/former-customers/versions")).contains("\"version\":1", "ada");
  }

  @Test
  void linksStayLinks() throws Exception {
    assertThat(get("/api/links?connection=former-dst")).contains("4711", "K9");
  }

  @Test
  void recordsAreFoundByNamesThatNobodyIndexedThen() throws Exception {
    assertThat(get("/api/records/names?q=nordl&connection=former-src"))
        .contains("former-src|customer|K1");
  }

  @Test
  void listsShowWhatStoodAside() throws Exception {
    assertThat(get("/api/records/parked?route=former-customers")).contains("The name is missing");
    assertThat(get("/api/gaps?connection=former-src")).contains("The source has none");
    assertThat(get("/api/gone?connection=former-src")).contains("\"K2\"", "Südlicht");
    assertThat(get("/api/records/unreadable")).contains("It is no JSON");
  }

  /** Byte by byte what an adapter of that time put on the topic. */
  @Test
  void whatWasPublishedThenIsReadFromTheTopic() throws Exception {
    ConsumerRecord<String, byte[]> message =
        Records.message(
            "canonical.customer.v1",
            "former-src|customer|K7",
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", "former-7",
                "ce_source", "/connections/former-src",
                "ce_type", "io.mlconnector.customer.changed.v1",
                "ce_subject", "K7",
                "ce_time", "2025-11-20T11:00:00Z",
                "ce_sequence", "0000000003.000000000021",
                "ce_partitionkey", "former-src|customer|K7",
                "ce_dataschema", "urn:mlconnector:schema:customer:v1",
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            """
            {"key":"K7","name":"Ostlicht Werke","status":"active","custom":{},"gaps":[]}\
            """
                .getBytes(StandardCharsets.UTF_8));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              message.topic(), null, message.key(), message.value(), message.headers()));
    }

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(get("/api/records/names?q=ostlicht&connection=former-src"))
                    .contains("former-src|customer|K7"));
  }

  private String get(String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url.resolve("/") + path.substring(1))).build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
