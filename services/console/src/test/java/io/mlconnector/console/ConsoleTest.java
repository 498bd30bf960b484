package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditItem;
import io.quarkus.test.common.WithTestResource;
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
@WithTestResource(ConsoleResource.class)
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
    assertThat(json("/api/journeys?q=501")).as("by the target's key").isNotEmpty();
    assertThat(get("/journeys?q=" + journey.substring(0, 8)).body()).contains(record);
    assertThat(get("/journeys/" + journey).body()).contains(record, "the name is taken");
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
  void theFirstPageSaysWhatNeedsSomebodyTheMostUrgentFirst() throws Exception {
    String page = get("/").body();

    assertThat(page)
        .contains("Helpdesk", "needs attention: Authorise again")
        .contains("120 of 2,000 records (organization) would be deactivated")
        .contains("is not taken: line 3, column 1 is not YAML")
        .contains("2 messages could not be read")
        .contains("3 parked at Helpdesk, most often: &lt;b&gt;e-mail is taken")
        .contains("1 record could not be mapped by customers");
    assertThat(page).as("strangers' words are text").doesNotContain("<b>e-mail is taken</b>");
    assertThat(page).as("an adapter that is silent").contains("http://127.0.0.1:1 does not answer");
    assertThat(page.indexOf("would be deactivated")).isLessThan(page.indexOf("most often"));
  }

  @Test
  void theListOfConnectionsSaysHowEachOneIs() throws Exception {
    assertThat(get("/connections").body())
        .contains("Helpdesk", "production", "waits: The vendor answered 429")
        .contains("6,000 of 10,000", "about 12 min")
        .contains("title=\"2026-11-21 08:48:18 UTC\"");
  }

  @Test
  void theParkedOnesAreCountedByReasonWhereverTheyStandAside() throws Exception {
    assertThat(get("/parked").body())
        .contains("&lt;b&gt;e-mail is taken", "such as <code>z|user|f|contact|1</code>")
        .contains("updated_at is no instant", "could not be read at its source")
        .contains("no name", "could not be mapped");
  }

  @Test
  void everythingThePageLoadsComesFromItself() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.body()).doesNotContain("src=\"http", "href=\"http", "//unpkg", "//cdn");
    assertThat(page.body()).doesNotContain(" style=", " onclick=").doesNotContain("<script>");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).contains("script-src 'self';").doesNotContain("unsafe"));
    String script = page.body().replaceAll("(?s).*<script src=\"(/webjars[^\"]+)\".*", "$1");
    for (String part : List.of(script, "/console.css", "/console.js")) {
      assertThat(get(part).statusCode()).as(part).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsToldByAPageToPeopleAndByJsonToPrograms() throws Exception {
    HttpResponse<String> shown = get("/connections/nobody", "text/html");
    HttpResponse<String> told = get("/api/connections/nobody", "application/json");

    assertThat(shown.statusCode()).isEqualTo(told.statusCode()).isEqualTo(503);
    assertThat(shown.body()).contains("<!doctype html>", "Connection nobody is not found");
    assertThat(told.body()).startsWith("{").contains("Connection nobody is not found");
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
                url.resolve("/journeys").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(shown.toFile())
            .start();
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(shown).content().contains("Journeys", record, "</html>"));
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
    return get(path, "*/*");
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Accept", accept)
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString());
  }
}
