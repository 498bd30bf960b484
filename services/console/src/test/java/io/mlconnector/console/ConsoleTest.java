package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The console between the audit topic, the adapters and a person's browser. */
@QuarkusTest
@QuarkusTestResource(ConsoleResource.class)
class ConsoleTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource URI url;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String brokers;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void aJourneyIsFoundByItsRecordAndByItsIdAndARepeatIsNotCountedTwice() throws Exception {
    String journey = UUID.randomUUID().toString().replace("-", "");
    String record = "fusion|customer|" + journey.substring(0, 8);
    AuditEvent created = event(AuditEvent.Step.CREATED, journey, record, null);

    send(CanonicalJson.bytes(created), CanonicalJson.bytes(created));
    send(CanonicalJson.bytes(event(AuditEvent.Step.PARKED, journey, record, "the name is taken")));

    send(CanonicalJson.bytes(event(AuditEvent.Step.WEBHOOK_ACCEPTED, journey, null, null)));

    await().atMost(PATIENCE).until(() -> json("/api/journeys/" + journey).size() == 3);
    JsonNode found = json("/api/journeys?record=" + record.replace("|", "%7C"));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("steps")).as("with the call that names no record yet").hasSize(3);
    assertThat(json("/api/journeys?record=" + journey.substring(0, 8))).hasSize(1);
    assertThat(get("/?record=" + journey.substring(0, 8)).body())
        .contains(record, "the name is taken");
  }

  @Test
  void whatIsNoAuditMessageDoesNotStopTheOthers() throws Exception {
    String journey = UUID.randomUUID().toString().replace("-", "");
    for (String message : List.of("no json", "{}", "null", "")) {
      send(message.getBytes(StandardCharsets.UTF_8));
    }
    send(
        CanonicalJson.bytes(event(AuditEvent.Step.PARKED, journey, "f|customer|x", "not \0 text")),
        CanonicalJson.bytes(event(AuditEvent.Step.CREATED, journey, "f|customer|x", null)));

    await().atMost(PATIENCE).until(() -> json("/api/journeys/" + journey).size() == 1);
  }

  @Test
  void wrongQuestionsAreToldWhatToDo() throws Exception {
    HttpResponse<String> answer = get("/api/journeys?limit=0");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("limit must be 1 or more");
    assertThat(json("/api/journeys/none")).isEmpty();
  }

  @Test
  void thePageSaysHowEachConnectionIsAndWhyItsRecordsStandAside() throws Exception {
    String page = get("/").body();

    assertThat(page)
        .contains("Helpdesk", "production", "waits: The vendor answered 429")
        .contains("needs attention: Authorise again")
        .contains("https://in.example/hooks/zendesk/zendesk-prod/events")
        .contains("last called 2026-11-21 09:12:44 UTC", "never called")
        .contains("until then polling carries everything")
        .contains("2 aside", "such as z|user|f|contact|1");
    assertThat(page).as("strangers' words are text").doesNotContain("<b>e-mail is taken</b>");
    assertThat(page).as("an adapter that is silent").contains("http://127.0.0.1:1 does not answer");
  }

  @Test
  void thePageSaysWhatStandsAsideAtTheSourceAndInTheMapping() throws Exception {
    String page = get("/").body();

    assertThat(page)
        .contains("1 parked", "updated_at is no instant", "such as 35436")
        .contains(
            "last 2026-11-21 08:48:18 UTC",
            "3 queued",
            "6000 of 10,000 left to write, about 12 min")
        .doesNotContain("0 waiting")
        .contains("customers", "fusion-prod customer", "zendesk-prod organization")
        .contains("no name", "such as f|customer|9")
        .contains("could not be read", "is not JSON")
        .contains("is not taken: line 3, column 1 is not YAML");
  }

  @Test
  void everythingThePageLoadsComesFromItself() throws Exception {
    String page = get("/").body();

    assertThat(page).doesNotContain("src=\"http", "href=\"http", "//unpkg", "//cdn");
    String script = page.replaceAll("(?s).*<script src=\"([^\"]+)\".*", "$1");
    assertThat(get(script).statusCode()).isEqualTo(200);
    assertThat(get("/console.css").statusCode()).isEqualTo(200);
    for (String part : List.of("connections", "routes", "counters", "journeys")) {
      assertThat(get("/parts/" + part).statusCode()).as(part).isEqualTo(200);
    }
  }

  @Test
  void aBrowserShowsThePageWithItsNewestJourney() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM),
        "Debian's chromium is not installed: apt-get install chromium");
    String journey = UUID.randomUUID().toString().replace("-", "");
    String record = "fusion|customer|live" + journey.substring(0, 8);
    send(CanonicalJson.bytes(event(AuditEvent.Step.CREATED, journey, record, null)));
    await().atMost(PATIENCE).until(() -> json("/api/journeys/" + journey).size() == 1);
    Path shown = Files.createTempFile("page", ".html");

    Process browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory("chromium"),
                "--dump-dom",
                url.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(shown.toFile())
            .start();
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(shown).content().contains("Helpdesk", record, "</html>"));
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }
  }

  private static AuditEvent event(
      AuditEvent.Step step, String journey, String record, String reason) {
    AuditItem item =
        new AuditItem(journey, record, null, "501", null, null, "customers", reason, List.of());
    return new AuditEvent(
        UUID.randomUUID().toString(),
        Instant.now(),
        "zendesk",
        "zendesk-prod",
        "organization",
        step,
        1,
        List.of(item),
        null,
        null);
  }

  private void send(byte[]... messages) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (byte[] message : messages) {
        producer.send(new ProducerRecord<>("audit", "zendesk-prod", message));
      }
    }
  }

  private JsonNode json(String path) throws Exception {
    return CanonicalJson.read(get(path).body(), JsonNode.class);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
        BodyHandlers.ofString());
  }
}
