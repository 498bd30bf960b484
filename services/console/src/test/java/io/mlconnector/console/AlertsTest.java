package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console tells of what its services say, and what people do about it. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class AlertsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  @BeforeEach
  void awaitTheFirstLook() throws Exception {
    await().atMost(PATIENCE).until(() -> told(alert("MASS_CHANGE")));
  }

  @AfterEach
  void receiveAgain() throws Exception {
    new Fakes(services).answer(200, "/receiver", "{}");
    Client ada = new Client(url).signIn("ada");
    ada.post("/alerts/channels/ops/test", form(ada));
  }

  @Test
  void whatTheFirstPageShowsIsToldByTheChannelsThatWork() throws Exception {
    List<String> kinds = new ArrayList<>();
    alerts().forEach(each -> kinds.add(each.path("kind").asText()));

    assertThat(kinds).contains("MASS_CHANGE", "MAPPING", "LAPSE", "CHANNEL");
    JsonNode change = alert("MASS_CHANGE");
    assertThat(change.path("sentence").asText())
        .isEqualTo(
            "A mass change waits at Helpdesk: 120 of 2,000 records (organization) would be"
                + " deactivated");
    assertThat(change.path("link").asText()).isEqualTo("/mass-changes");
    assertThat(change.at("/told/0/channel").asText()).isEqualTo("ops");
    assertThat(change.at("/told/0/answer").asText()).isEqualTo("answered 200");
    assertThat(alerts().findValuesAsText("connection"))
        .as("it needs attention as well, but it is paused")
        .doesNotContain("zendesk-old");
    assertThat(alert("CHANNEL").path("sentence").asText())
        .isEqualTo(
            "Alerts do not reach the channel people: mlconnector.alerts.smtp.host is missing");
  }

  @Test
  void anOperatorMutesOneWithAReasonAndHearsOfItAgain() throws Exception {
    long id = alert("MASS_CHANGE").path("id").asLong();
    Client olaf = new Client(url).signIn("olaf");
    String page = "/alerts/" + id + "/mute";

    olaf.post(page, form(olaf));
    assertThat(olaf.get("/alerts").body()).contains("reason: is missing; say why it is muted");
    Map<String, String> past = form(olaf);
    past.putAll(Map.of("reason", "meant", "until", "2020-01-01T00:00"));
    olaf.post(page, past);
    assertThat(olaf.get("/alerts").body()).contains("until: is over; give a later time");
    Map<String, String> fine = form(olaf);
    fine.putAll(Map.of("reason", "it is meant", "until", ""));
    olaf.post(page, fine);
    assertThat(olaf.get("/alerts").body())
        .contains("Muted: nothing more is told", "muted by olaf until it is over: it is meant");

    Map<String, String> again = form(olaf);
    again.put("act", "unmute");
    olaf.post(page, again);
    assertThat(olaf.get("/alerts").body()).doesNotContain("muted by olaf");
    assertThat(olaf.get("/people").body())
        .contains(
            "olaf muted the alert &quot;Mass change waits&quot; until it is over: it is meant");
    assertThat(call("vera", "PUT", "/api/alerts/" + id + "/mute").statusCode()).isEqualTo(403);
    assertThat(call("olaf", "PUT", "/api/alerts/0/mute").statusCode()).isEqualTo(400);
    assertThat(call("olaf", "DELETE", "/api/alerts/0/mute").statusCode()).isEqualTo(404);
  }

  @Test
  void anAdministratorTriesAChannelAndReadsWhatItsReceiverAnswers() throws Exception {
    new Fakes(services).answer(410, "/receiver", "{}");
    Client ada = new Client(url).signIn("ada");

    ada.post("/alerts/channels/ops/test", form(ada));
    String page = ada.get("/alerts").body();
    assertThat(page).contains("The test message by ops failed: answered 410 (gone)");
    assertThat(page).contains("The last message was given up: answered 410 (gone)");
    new Fakes(services).answer(204, "/receiver", "");
    ada.post("/alerts/channels/ops/test", form(ada));
    assertThat(ada.get("/alerts").body())
        .contains("The test message by ops is told: answered 204")
        .contains("Not usable: mlconnector.alerts.smtp.host is missing");
    assertThat(call("olaf", "POST", "/api/alerts/channels/ops/test").statusCode()).isEqualTo(403);
    assertThat(call("ada", "POST", "/api/alerts/channels/people/test").statusCode()).isEqualTo(409);
    assertThat(call("ada", "POST", "/api/alerts/channels/nobody/test").statusCode()).isEqualTo(404);
  }

  private static Map<String, String> form(Client client) throws Exception {
    return new HashMap<>(Map.of("csrf", client.token("/alerts")));
  }

  private JsonNode alert(String kind) throws Exception {
    for (JsonNode each : alerts()) {
      if (each.path("kind").asText().equals(kind)) {
        return each;
      }
    }
    return CanonicalJson.mapper().createObjectNode();
  }

  private static boolean told(JsonNode alert) {
    return alert.at("/told/0/state").asText().equals("sent");
  }

  private JsonNode alerts() throws Exception {
    return CanonicalJson.read(call("vera", "GET", "/api/alerts").body(), JsonNode.class);
  }

  private HttpResponse<String> call(String name, String method, String path) throws Exception {
    String password = name + (name.equals("olaf") ? "-and-his-secret" : "-and-her-secret");
    String basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes());
    return new Client(url)
        .send(
            HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    method.equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("{}")));
  }
}
