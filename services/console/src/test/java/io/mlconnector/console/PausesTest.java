package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything, systems, connections and routes that people have stand still. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class PausesTest {

  private static final String EVERYTHING = "/api/pauses/everything";
  private static final String UNTIL = "2099-01-31T08:00:00Z";

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Fakes fakes;
  private int before;

  @BeforeEach
  void count() throws Exception {
    fakes = new Fakes(services);
    before = fakes.changes().size();
  }

  @AfterEach
  void resume() throws Exception {
    call("DELETE", EVERYTHING, null);
    call("DELETE", "/api/pauses/systems/zendesk", null);
    try (InputStream in = getClass().getResourceAsStream("/answers.json")) {
      JsonNode usual = CanonicalJson.read(in.readAllBytes(), JsonNode.class).get("/api/pauses");
      fakes.answer(200, "GET /api/pauses", usual.toString());
    }
  }

  @Test
  void everythingReachesEveryServiceAndTheSilentOneIsNamed() throws Exception {
    JsonNode told = json(call("PUT", EVERYTHING, body("migration", UNTIL)));

    assertThat(told.path("silent").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("oracle-fusion");
    assertThat(changes())
        .as("the adapter and the mapping")
        .containsExactly(
            "PUT /api/pauses/everything" + body("migration", UNTIL) + " by olaf",
            "PUT /api/pauses/everything" + body("migration", UNTIL) + " by olaf");
    JsonNode all = json(call("GET", "/api/pauses", null));
    assertThat(all.at("/pauses").size()).isEqualTo(3);
    assertThat(all.at("/pauses/0/scope").asText()).isEqualTo("everything");
    assertThat(all.at("/pauses/0/author").asText()).isEqualTo("olaf");
    assertThat(all.at("/silent/oracle-fusion").asText()).contains("does not answer");
  }

  @Test
  void aServiceIsToldAgainUntilItDoesAsWantedAndNotAnyMore() throws Exception {
    call("PUT", EVERYTHING, body("migration", UNTIL));
    call("PUT", EVERYTHING, body("migration", UNTIL));
    assertThat(changes()).as("it said twice that it was not paused").hasSize(4);

    fakes.answer(
        200,
        "GET /api/pauses",
        "[{\"scope\":\"everything\",\"name\":\"\",\"reason\":\"migration\",\"author\":\"olaf\","
            + "\"since\":\"2026-11-21T08:00:00Z\",\"until\":\"%s\"}]".formatted(UNTIL));
    call("PUT", EVERYTHING, body("migration", UNTIL));
    assertThat(changes()).as("it is as wanted").hasSize(4);

    call("DELETE", EVERYTHING, null);
    assertThat(changes()).hasSize(6).endsWith("DELETE /api/pauses/everything by olaf");
    fakes.answer(200, "GET /api/pauses", "[]");
    call("DELETE", EVERYTHING, null);
    assertThat(changes()).as("nothing is left to take back").hasSize(6);
  }

  @Test
  void aWholeSystemIsAMatterOfItsAdapterAlone() throws Exception {
    JsonNode told =
        json(call("PUT", "/api/pauses/systems/zendesk", body("the vendor works on it", null)));

    assertThat(told.path("silent").isEmpty()).isFalse();
    assertThat(changes())
        .containsExactly(
            "PUT /api/pauses/system" + body("the vendor works on it", null) + " by olaf");
    assertThat(call("PUT", "/api/pauses/systems/nobody", body("x", null)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void everyPageSaysThatEverythingIsPaused() throws Exception {
    Client olaf = new Client(url).signIn("olaf");
    assertThat(olaf.get("/links").body()).doesNotContain("Everything</strong> paused");

    HttpResponse<String> answer =
        olaf.post(
            "/pauses/whole/pause",
            Map.of(
                "reason", "migration",
                "until", "2099-01-31T08:00",
                "system", "",
                "csrf", olaf.token("/pauses")));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(olaf.get("/pauses").body())
        .contains("Everything is paused, but not at oracle-fusion");
    assertThat(olaf.get("/links").body())
        .contains("<strong>Everything</strong> paused by olaf", "2099-01-31 08:00:00", "migration");
    assertThat(olaf.get("/people").body())
        .contains("olaf paused everything until 2099-01-31T08:00:00Z: migration");
  }

  @Test
  void aPauseNeedsAReasonAndAnEndThatIsATime() throws Exception {
    HttpResponse<String> refused = call("PUT", EVERYTHING, "{\"until\":\"tomorrow\"}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("say why it is paused", "must be a time such as");
    Client olaf = new Client(url).signIn("olaf");
    olaf.post(
        "/connections/zendesk-prod/pause",
        Map.of("reason", "x", "until", "tomorrow", "csrf", olaf.token("/pauses")));
    assertThat(olaf.get("/connections/zendesk-prod").body())
        .contains("Nothing is paused: write the end as");
    assertThat(changes()).isEmpty();
  }

  @Test
  void aRouteIsPausedWithItsEndInTheZoneOfThePersonAndResumed() throws Exception {
    Client olaf = new Client(url).signIn("olaf");
    String token = olaf.token("/pauses");

    olaf.post(
        "/routes/plans/pause",
        Map.of("reason", "names are wrong", "until", "2099-01-31T08:00", "csrf", token));
    olaf.post("/routes/customers/resume", Map.of("csrf", token));

    assertThat(changes())
        .containsExactly(
            "PUT /api/routes/plans/pause" + body("names are wrong", UNTIL) + " by olaf",
            "DELETE /api/routes/customers/pause by olaf");
    assertThat(olaf.get("/routes").body()).contains("Route customers</strong> paused by anna");
  }

  @Test
  void aPausedConnectionSaysWhoWhyAndUntilWhenInTheList() throws Exception {
    assertThat(new Client(url).signIn("vera").get("/connections").body())
        .contains("Connection zendesk-old</strong> paused by olaf", "the vendor upgrades it")
        .contains("<span class=\"tag env env-live\">production</span>");
  }

  @Test
  void aViewerSeesAndPausesNothing() throws Exception {
    Client vera = new Client(url).signIn("vera");

    assertThat(vera.get("/pauses").body())
        .contains("Connection zendesk-old")
        .doesNotContain("<button>Pause");
    HttpResponse<String> refused =
        vera.post("/pauses/whole/pause", Map.of("reason", "x", "csrf", vera.token("/connections")));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(changes()).isEmpty();
  }

  private List<String> changes() throws Exception {
    List<String> all = fakes.changes();
    return all.subList(before, all.size());
  }

  private static String body(String reason, String until) {
    return CanonicalJson.text(new io.mlconnector.flow.pause.PauseBody(reason, until));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return CanonicalJson.read(answer.body(), JsonNode.class);
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return new Client(url)
        .send(
            HttpRequest.newBuilder(url.resolve(path))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString("olaf:olaf-and-his-secret".getBytes()))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }
}
