package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in by the company's OIDC server, whose roles count; all as in production. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "oidc", value = "true"))
class OidcTest {

  private static TlsFront front;

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  @AfterAll
  static void close() {
    front.close();
  }

  /** Whoever comes by the address that people know, where TLS ends in front of the console. */
  private Client browser() throws Exception {
    if (front == null) {
      front = new TlsFront(url);
    }
    return new Client(front.url(), front.trust());
  }

  @Test
  void peopleComeBackFromTheServerByTls() throws Exception {
    HttpResponse<String> answer = browser().get("/parked");

    assertThat(query(answer, "redirect_uri")).isEqualTo(front.url() + "/");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Proto, http",
    "X-Forwarded-Host, evil.example.com",
    "X-Forwarded-Port, 80",
    "X-Forwarded-Prefix, /evil",
    "Forwarded, proto=http;host=evil.example.com",
  })
  void whatARequestSaysOfItsOwnWayChangesNothing(String header, String forged) throws Exception {
    Client browser = browser();

    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(browser.url("/parked"))
                .header("Accept", "text/html")
                .header(header, forged));

    assertThat(query(answer, "redirect_uri")).isEqualTo(front.url() + "/");
  }

  @Test
  void aFormsAnswerLeadsToAPageOfTheSameOrigin() throws Exception {
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");

    HttpResponse<String> done = pause(olaf);

    assertThat(done.statusCode()).isEqualTo(303);
    String location = done.headers().firstValue("Location").orElseThrow();
    assertThat(front.url().resolve(location))
        .isEqualTo(front.url().resolve("/connections/zendesk-prod"));
  }

  @Test
  void whoSignsOutComesBackFromTheServerByTls() throws Exception {
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");

    HttpResponse<String> out = olaf.get("/sign-out-oidc");

    assertThat(query(out, "post_logout_redirect_uri")).isEqualTo(front.url() + "/");
  }

  private static String query(HttpResponse<String> answer, String name) {
    String location = answer.headers().firstValue("Location").orElse("no Location");
    return Arrays.stream(location.split("[?&]"))
        .filter(each -> each.startsWith(name + "="))
        .map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("not in " + location);
  }

  @Test
  void aStrangerIsLedToTheServerAndComesBackSignedIn() throws Exception {
    Client client = browser();

    HttpResponse<String> page = signIn(client, "vera:viewer:*");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<span>vera</span>", "e-mail is taken");
  }

  @Test
  void theServersRolesSayWhatAPersonMayDo() throws Exception {
    Client vera = browser();
    signIn(vera, "vera:viewer:*");
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");

    HttpResponse<String> refused = pause(vera);
    HttpResponse<String> done = pause(olaf);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("the role viewer; this needs the role operator");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(new Fakes(services).changes())
        .containsOnly("PUT /api/connections/zendesk-prod/pause{\"reason\":\"because\"} by olaf");
  }

  @Test
  void aFormAndAPartOfAPageLeadToTheServerByAPageOfOurs() throws Exception {
    Client stranger = browser();
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");
    String token = olaf.token("/connections/zendesk-prod");
    List<String> before = new Fakes(services).changes();
    olaf.endSession();

    for (Client each : List.of(stranger, olaf)) {
      HttpResponse<String> form =
          each.post("/connections/zendesk-prod/pause", Map.of("reason", "because", "csrf", token));
      HttpResponse<String> part =
          each.send(
              HttpRequest.newBuilder(each.url("/start/now"))
                  .header("HX-Request", "true")
                  .header("HX-Current-URL", "https://elsewhere.example//parked?q=a"));

      assertThat(form.statusCode()).isEqualTo(303);
      assertThat(form.headers().firstValue("Location")).contains("/");
      assertThat(part.headers().firstValue("HX-Redirect")).contains("/parked?q=a");
      assertThat(query(each.get("/"), "redirect_uri")).isEqualTo(front.url() + "/");
    }
    assertThat(new Fakes(services).changes()).isEqualTo(before);
  }

  @Test
  void whoeverHasNoneOfTheRolesSeesNothing() throws Exception {
    HttpResponse<String> page = signIn(browser(), "max:employee:*");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("none of the roles").doesNotContain("e-mail is taken");
  }

  @Test
  void aSessionOfTheServersNeedsTheFormsToken() throws Exception {
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");

    HttpResponse<String> refused =
        olaf.post("/connections/zendesk-old/pause", Map.of("reason", "because"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("nothing was changed");
  }

  @Test
  void whoseTokenNamesConnectionsSeesTheseAndNoOthers() throws Exception {
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");
    Client sven = browser();
    signIn(sven, "sven:operator:zendesk-prod,fusion-prod");

    assertThat(olaf.get("/connections").body()).contains("/connections/zendesk-old");
    assertThat(olaf.get("/connections/zendesk-old").statusCode()).isEqualTo(200);
    assertThat(sven.get("/connections").body())
        .contains("/connections/zendesk-prod")
        .doesNotContain("zendesk-old");
    assertThat(sven.get("/connections/zendesk-prod").statusCode()).isEqualTo(200);
    assertThat(sven.get("/connections/zendesk-old").statusCode()).isEqualTo(404);
    assertThat(api(sven, "/api/connections/zendesk-prod").statusCode()).isEqualTo(200);
    assertThat(api(sven, "/api/connections/zendesk-old").statusCode()).isEqualTo(404);
    assertThat(pause(sven, "zendesk-old").statusCode()).isEqualTo(404);
    assertThat(new Fakes(services).changes()).noneMatch(each -> each.contains("zendesk-old"));
  }

  @Test
  void whoseTokenLacksTheClaimSeesNoConnection() throws Exception {
    Client max = browser();
    signIn(max, "max:admin");

    assertThat(max.get("/connections").body())
        .contains("<span>max</span>")
        .doesNotContain("zendesk-old");
    assertThat(max.get("/connections/zendesk-prod").statusCode()).isEqualTo(404);
  }

  @Test
  void everyCookieIsSentByTlsAloneAndReadByNoScript() throws Exception {
    Client olaf = browser();
    signIn(olaf, "olaf:operator:*");
    pause(olaf, "zendesk-prod");

    assertThat(olaf.given())
        .filteredOn(each -> !each.contains("Max-Age=0"))
        .anyMatch(each -> each.startsWith("q_session="))
        .anyMatch(each -> each.startsWith("mlconnector_csrf="))
        .anyMatch(each -> each.startsWith("mlconnector_told="))
        .allSatisfy(each -> assertThat(each.toLowerCase(Locale.ROOT)).contains("; secure"))
        .allSatisfy(each -> assertThat(each.toLowerCase(Locale.ROOT)).contains("; httponly"));
  }

  private static HttpResponse<String> api(Client client, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(client.url(path)).header("Accept", "application/json"));
  }

  private HttpResponse<String> pause(Client client) throws Exception {
    return pause(client, "zendesk-prod");
  }

  private HttpResponse<String> pause(Client client, String connection) throws Exception {
    return client.post(
        "/connections/" + connection + "/pause",
        Map.of("reason", "because", "csrf", client.token("/connections/zendesk-prod")));
  }

  /** As a browser goes: to the page, to the server, back with a code, and to the page. */
  private HttpResponse<String> signIn(Client client, String as) throws Exception {
    HttpResponse<String> answer = client.get("/parked");
    for (int hops = 0; hops < 6 && answer.statusCode() / 100 == 3; hops++) {
      String to = answer.headers().firstValue("Location").orElseThrow();
      answer = client.get(to + (to.contains("/authorize") ? "&as=" + as : ""));
    }
    return answer;
  }
}
