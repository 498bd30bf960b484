package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console of a former release entered is read by this one, after its migrations. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class FormerReleaseTest {

  private static final String JOURNEY = "11111111111111111111111111111111";

  @TestHTTPResource URI url;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private Client client;

  @BeforeEach
  void open() {
    client = new Client(url);
  }

  @Test
  void aJourneyIsShownByRestAndOnItsPage() throws Exception {
    assertThat(json("/api/journeys/" + JOURNEY)).contains("CREATED", "4711", "Nordlicht");
    assertThat(client.get("/journeys/" + JOURNEY).body()).contains("Nordlicht", "4711");
  }

  @Test
  void itIsFoundByARecordsKeyThroughAnIndexThatCameLater() throws Exception {
    assertThat(json("/api/journeys?q=K1")).contains(JOURNEY);
  }

  /** Byte by byte what a service of that time put on the topic, but for the day. */
  @Test
  void whatWasAuditedThenIsReadFromTheTopic() throws Exception {
    String journey = "22222222222222222222222222222222";
    String entry =
        """
        {"id":"former-e2","at":"NOW","service":"zendesk","connection":"former-prod",
         "scope":"organization","step":"UPDATED","count":1,"millis":40,"items":[
         {"journey":"JOURNEY","record":"former-src|customer|K2",
          "ref":"former-prod|organization|former-src|customer|K2","targetKey":"4712",
          "delivery":"former-2","sequence":"0000000003.000000000018","route":"former-customers",
          "changes":[{"path":"name","before":"Sud","after":"Sudlicht","hashed":false}]}]}\
        """
            .replace("NOW", Instant.now().toString())
            .replace("JOURNEY", journey);
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("audit", "former-prod", entry));
    }

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                assertThat(json("/api/journeys/" + journey))
                    .contains("UPDATED", "4712", "Sudlicht"));
  }

  private String json(String path) throws Exception {
    return client
        .send(HttpRequest.newBuilder(client.url(path)).header("Accept", "application/json"))
        .body();
  }
}
