package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.ledger.Ledger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger, names and the story of a field, by REST and by pages. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class LedgerHttpTest {

  private static final String WHY =
      "why?connection=zendesk-prod&object=organization&key=501&field=";

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  @Inject Ledger ledger;

  private Client client;

  @BeforeEach
  void tell() {
    ledger.enter(Story.told());
    client = new Client(url);
  }

  private JsonNode json(String path) throws Exception {
    return CanonicalJson.read(text(path), JsonNode.class);
  }

  private String text(String path) throws Exception {
    return got(path).body();
  }

  private HttpResponse<String> got(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(client.url(path)).header("Accept", "*/*"));
  }

  @Test
  void theLedgerIsVerifiedAndItsResultIsToldByRestAndByItsPage() throws Exception {
    HttpResponse<String> begun =
        client.post("/ledger/verify", Map.of("head", "", "csrf", client.token("/ledger")));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !json("/api/ledger/verify").path("state").asText().equals("running"));
    JsonNode last = json("/api/ledger/verify");
    assertThat(last.path("state").asText()).as(last.toString()).isEqualTo("fits");
    assertThat(last.at("/verdict/entries").asLong()).isGreaterThanOrEqualTo(4);
    assertThat(client.get("/ledger").body())
        .contains("are as they were entered", last.at("/verdict/head").asText());
  }

  @Test
  void aHeadThatIsNoneIsRefusedInWords() throws Exception {
    client.post("/ledger/verify", Map.of("head", "x:y", "csrf", client.token("/ledger")));
    assertThat(client.get("/ledger").body()).contains("head must be as a verification told it");
  }

  @Test
  void aRecordIsFoundByAPartOfItsName() throws Exception {
    assertThat(json("/api/journeys?q=acme").findValuesAsText("id")).contains(Story.JOURNEY);
    assertThat(json("/api/journeys/names?q=acme").at("/records/0/record").asText())
        .isEqualTo(Story.RECORD);
    assertThat(client.get("/journeys?q=acme").body())
        .contains("Acme &lt;b&gt;Works&lt;/b&gt;", Story.JOURNEY);
  }

  @Test
  void aJourneyShowsWhenEachStepWasHowLongItTookAndByWhichVersion() throws Exception {
    assertThat(client.get("/journeys/" + Story.JOURNEY).body())
        .contains("took 447 ms", "450 ms after the step before", "version 2")
        .contains("/" + WHY.replace("&", "&amp;") + "name");
  }

  @Test
  void aSearchIsExportedAsCsvAndAsNdjson() throws Exception {
    HttpResponse<String> csv = got("/api/journeys/export?q=" + Story.JOURNEY);
    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValueSatisfying(value -> assertThat(value).contains("journeys.csv"));
    List<String> lines = csv.body().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("at,service,connection,scope,step,journey,record");
    assertThat(lines.get(1)).contains("UPDATED", "\"\"Acme <i>Works</i>\"\"");

    List<String> json =
        client.get("/api/journeys/export?format=ndjson&q=" + Story.JOURNEY).body().lines().toList();
    assertThat(json).hasSize(4);
    assertThat(CanonicalJson.read(json.get(0), JsonNode.class).path("routeVersion").asInt())
        .isEqualTo(2);
    assertThat(text("/api/ledger/export?connection=fusion-prod"))
        .contains("story-PUBLISHED")
        .doesNotContain("story-ROUTED");
    assertThat(got("/api/ledger/export?format=xml").statusCode()).isEqualTo(400);
  }

  @Test
  void aFieldTellsItsSourceItsExpressionItsOptionsAndItsJourney() throws Exception {
    JsonNode story = json("/api/field-story?" + WHY.substring(4) + "organization_fields.city");

    JsonNode last = story.at("/writings/0");
    assertThat(last.path("journey").asText()).isEqualTo(Story.JOURNEY);
    assertThat(last.path("after").asText()).isEqualTo("Ulm");
    assertThat(last.path("sourceFields").toString()).isEqualTo("[\"billingAddress.city\"]");
    assertThat(last.path("rule").toString())
        .contains("\"route\":\"customers\"", "\"version\":2", "\"exact\":true")
        .contains("\"value\":\"billingAddress.city\"", "if-empty", "clear: true");
    assertThat(story.path("answer").asText())
        .isEqualTo(
            "It was written last from billingAddress.city of fusion-prod|customer|9, by the route"
                + " customers.");
    assertThat(client.get("/" + WHY).body()).as("all fields").contains("hashed, personal", "Ulm");
    assertThat(client.get("/why").body()).contains("Name a record at a target");
  }

  @Test
  void aFieldThatWeDidNotWriteIsSaidToBeSo() throws Exception {
    assertThat(json("/api/field-story?" + WHY.substring(4) + "details").path("answer").asText())
        .startsWith("Not written by us")
        .endsWith("The record is linked, and no live route writes the field.");
    assertThat(client.get("/" + WHY.replace("501", "502") + "name").body())
        .contains("Not written by us", "linked with no record", "Would be written by");
  }

  @Test
  void theTargetCanBeAskedWhetherItStillShowsWhatWeWrote() throws Exception {
    Fakes fakes = new Fakes(services);
    String call = "POST /api/connections/zendesk-prod/objects/organization/read";
    fakes.answer(200, call, "[{\"found\": \"present\", \"current\": {\"name\": \"Other\"}}]");
    JsonNode now = json("/api/field-story?live=true&" + WHY.substring(4) + "name").path("now");
    assertThat(now.path("same").asBoolean(true)).as(now.toString()).isFalse();
    assertThat(now.path("value").asText()).isEqualTo("Other");

    fakes.answer(
        200, call, "[{\"found\": \"present\", \"current\": {\"name\": \"Acme <i>Works</i>\"}}]");
    assertThat(client.get("/" + WHY + "name&live=true").body())
        .contains("The target shows what we wrote.");
  }
}
