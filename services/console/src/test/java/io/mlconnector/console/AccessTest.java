package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Who gets in, and what each role may do. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class AccessTest {

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  @Test
  void aStrangerIsLedToTheSignInPageAndBackFromThereToNoOtherSite() throws Exception {
    HttpResponse<String> page = new Client(url).get("/parked?connection=x");
    HttpResponse<String> api = new Client(url).get("/api/connections");

    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("Location"))
        .hasValue("/sign-in?then=%2Fparked%3Fconnection%3Dx");
    assertThat(api.statusCode()).isEqualTo(401);
    assertThat(new Client(url).get("/sign-in?then=//evil.example").body())
        .contains("name=\"then\" value=\"/\"");
  }

  @Test
  void aSessionsCookieIsForNoScriptAndNoOtherSiteAndEndsWithTheSession() throws Exception {
    Client client = new Client(url);
    HttpResponse<String> in =
        client.post(
            "/sign-in",
            Map.of(
                "name", "ada", "password", "ada-and-her-secret", "csrf", client.token("/sign-in")));

    assertThat(in.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("mlconnector_session=")
                    .contains("HttpOnly", "SameSite=Lax"));
    String cookie =
        in.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("mlconnector_session="))
            .findFirst()
            .orElseThrow()
            .split(";")[0];
    assertThat(client.get("/connections").statusCode()).isEqualTo(200);
    assertThat(kept(cookie).statusCode()).isEqualTo(200);
    client.post("/sign-out", Map.of("csrf", client.token("/connections")));
    assertThat(client.get("/connections").statusCode()).isEqualTo(303);
    assertThat(kept(cookie).statusCode()).as("whoever kept the cookie").isEqualTo(303);
  }

  /** The page for whoever has that cookie and nothing else. */
  private HttpResponse<String> kept(String cookie) throws Exception {
    return new Client(url)
        .send(
            HttpRequest.newBuilder(url.resolve("/connections"))
                .header("Cookie", cookie)
                .header("Accept", "text/html"));
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() throws Exception {
    Client client = new Client(url);

    HttpResponse<String> refused =
        client.post(
            "/sign-in",
            Map.of("name", "ada", "password", "not-her-secret", "csrf", client.token("/sign-in")));

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body())
        .contains("No such name and password")
        .doesNotContain("not-her-secret");
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() throws Exception {
    Client client = new Client(url).signIn("ada");
    int before = new Fakes(services).changes().size();

    HttpResponse<String> without =
        client.post("/connections/zendesk-prod/pause", Map.of("reason", "because"));
    HttpResponse<String> wrong =
        client.post("/connections/zendesk-prod/pause", Map.of("reason", "because", "csrf", "x"));

    assertThat(without.statusCode()).isEqualTo(wrong.statusCode()).isEqualTo(403);
    assertThat(without.body()).contains("nothing was changed");
    assertThat(new Fakes(services).changes()).hasSize(before);
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    Client client = new Client(url).signIn("ada");

    HttpResponse<String> refused =
        client.send(
            HttpRequest.newBuilder(client.url("/connections/zendesk-prod/ping"))
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("csrf=" + client.token("/connections"))));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("another site");
  }

  @Test
  void aViewerChangesNothingByAnyAddressOfTheApi() throws Exception {
    int before = new Fakes(services).changes().size();
    for (String each : changing("vera")) {
      HttpResponse<String> answer = call("vera", each);
      assertThat(answer.statusCode()).as(each).isEqualTo(403);
      assertThat(answer.body()).as(each).contains("the role viewer; this needs the role");
    }
    assertThat(new Fakes(services).changes()).hasSize(before);
  }

  @Test
  void anOperatorDecidesAndDoesNotTouchConnections() throws Exception {
    assertThat(call("olaf", "POST /api/routes/customers/plan").statusCode()).isEqualTo(200);
    for (String each :
        List.of(
            "POST /api/systems/zendesk/connections",
            "PATCH /api/connections/zendesk-prod",
            "DELETE /api/connections/zendesk-prod",
            "POST /api/connections/zendesk-old/consent")) {
      assertThat(call("olaf", each).statusCode()).as(each).isEqualTo(403);
    }
  }

  @Test
  void whoeverTheFileGivesSomeConnectionsSeesTheseAndServicesAreToldSo() throws Exception {
    Client sven = new Client(url).signIn("sven");

    HttpResponse<String> page = sven.get("/connections");

    assertThat(page.body()).contains("zendesk-prod").doesNotContain("zendesk-old");
    assertThat(sven.get("/connections/zendesk-old").statusCode()).isEqualTo(404);
    assertThat(new Client(url).signIn("vera").get("/connections").body()).contains("zendesk-old");
  }

  @Test
  void aPageThatTakesAnotherRoleSaysWhichAndWhoIsSignedIn() throws Exception {
    HttpResponse<String> page = new Client(url).signIn("vera").get("/connection-forms/new/zendesk");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body())
        .contains(
            "You are signed in as vera with the role viewer; this needs the role admin. Ask an"
                + " administrator for it.");
  }

  @Test
  void whatAPersonDoesIsDoneInTheirNameAndEnteredWithIt() throws Exception {
    Client client = new Client(url).signIn("olaf");

    client.post(
        "/connections/zendesk-prod/pause",
        Map.of("reason", "the vendor works on it", "csrf", client.token("/connections")));

    assertThat(new Fakes(services).changes())
        .contains(
            "PUT /api/connections/zendesk-prod/pause{\"reason\":\"the vendor works on it\"}"
                + " by olaf");
    assertThat(client.get("/connections").body()).contains("Paused: nothing is polled");
    assertThat(client.get("/connections").body()).as("told once").doesNotContain("Paused: nothing");
    assertThat(client.get("/people").body()).contains("olaf paused it: the vendor works on it");
  }

  /** Every address of the API that changes something, from its own description. */
  private List<String> changing(String name) throws Exception {
    JsonNode paths =
        CanonicalJson.read(call(name, "GET /q/openapi?format=json").body(), JsonNode.class)
            .path("paths");
    List<String> changing = new ArrayList<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (List.of("post", "put", "patch", "delete").contains(method)
                              && path.getKey().startsWith("/api/")) {
                            changing.add(
                                method.toUpperCase()
                                    + " "
                                    + path.getKey()
                                        .replaceAll("\\{(version|change|id)\\}", "1")
                                        .replaceAll("\\{decision[^}]*\\}", "dismiss")
                                        .replaceAll("\\{deed[^}]*\\}", "publish")
                                        .replaceAll("\\{[^}]+\\}", "x"));
                          }
                        }));
    assertThat(changing).hasSizeGreaterThan(25);
    return changing;
  }

  private HttpResponse<String> call(String name, String call) throws Exception {
    String password =
        ConsoleResource.PEOPLE
            .lines()
            .filter(line -> line.startsWith(name))
            .findFirst()
            .orElseThrow()
            .split(":", 3)[2];
    String[] parts = call.split(" ");
    return new Client(url)
        .send(
            HttpRequest.newBuilder(url.resolve(parts[1]))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + password).getBytes()))
                .header("Content-Type", "application/json")
                .method(
                    parts[0],
                    parts[0].equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString("{}")));
  }
}
