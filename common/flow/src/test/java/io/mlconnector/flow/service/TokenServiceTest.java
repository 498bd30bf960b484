package io.mlconnector.flow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.flow.access.OnBehalf;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is given tokens. */
@QuarkusTest
@QuarkusTestResource(BackboneResource.class)
@TestProfile(TokenServiceTest.Tokens.class)
class TokenServiceTest {

  private static final String FIRST = "first-token-of-this-test";
  private static final String SECOND = "second-token-of-this-test";

  private static final String SCRAPER = "scrapers-token-of-this-test";

  public static class Tokens implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("tokens", ".txt");
        file.toFile().deleteOnExit();
        Files.writeString(file, "# of the test\n" + FIRST + "\n\n" + SECOND + "\n");
        Path metrics = Files.createTempFile("metrics", ".txt");
        metrics.toFile().deleteOnExit();
        Files.writeString(metrics, SCRAPER + "\n");
        return Map.of(
            "mlconnector.access.token-file",
            file.toString(),
            "mlconnector.access.metrics-token-file",
            metrics.toString(),
            "quarkus.http.host",
            "0.0.0.0");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/texts", "/q/metrics", "/q/openapi", "/", "/nothing", "/api//texts"})
  void strangersAreAskedForAToken(String path) throws Exception {
    HttpResponse<String> answer = Http.get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("Authorization: Bearer TOKEN");
  }

  @Test
  void aScrapersTokenOpensMetricsAndNothingElse() throws Exception {
    String[] header = {"Authorization", "Bearer " + SCRAPER};

    assertThat(Http.get("/q/metrics", header).statusCode()).isEqualTo(200);
    assertThat(List.of("/api/texts", "/q/openapi", "/", "/nothing", "/q/metrics/../openapi"))
        .allSatisfy(path -> assertThat(Http.get(path, header).statusCode()).isEqualTo(403));
    assertThat(Http.get("/q/metrics", "Authorization", "Bearer " + FIRST).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hooks/../api/texts",
        "/hooks/%2e%2e/api/texts",
        "/hooks/..%2fapi/texts",
        "/q/health/../metrics",
        "/oauth/callback/../../api/texts",
        "/oauth/start/../../api/texts",
        "/oauth/start",
        "/oauth/other"
      })
  void detoursToThePathAreAskedForATokenOrLeadNowhere(String path) throws Exception {
    assertThat(Http.get(path).statusCode()).isIn(401, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth/start/ticket", "/oauth/callback", "/q/health/live", "/q/health"})
  void strangersMayGoToAConsentComeBackAndAskForHealth(String path) throws Exception {
    assertThat(Http.get(path).statusCode()).isIn(200, 503);
  }

  @Test
  void strangersMaySendWebhooks() throws Exception {
    assertThat(Http.post("/hooks/zendesk/z/h", "x").body()).isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {FIRST, SECOND})
  void everyTokenOfTheFileOpensTheApi(String token) throws Exception {
    assertThat(Http.get("/api/texts", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer wrong", "Bearer ", "Bearer " + FIRST + "x", "Basic eDp5", "# of the test"})
  void anythingElseDoesNot(String header) throws Exception {
    assertThat(Http.get("/api/texts", "Authorization", header).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenThatIsSentForAPersonIsWorthWhatThePersonMayDo() throws Exception {
    assertThat(as("viewer", "*", "GET", "/api/texts").statusCode()).isEqualTo(200);
    assertThat(as("viewer", "*", "GET", "/q/metrics").statusCode()).isEqualTo(200);
    assertThat(as("operator", "*", "POST", "/api/texts").statusCode()).isEqualTo(204);
    HttpResponse<String> refused = as("viewer", "*", "POST", "/api/texts");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("signed in as ada ö with the role viewer; this needs the role operator");
    assertThat(as("", "*", "GET", "/api/texts").statusCode()).isEqualTo(403);
  }

  @Test
  void aConnectionThatAnAddressNamesIsThereForWhoeverSeesIt() throws Exception {
    for (String path :
        List.of(
            "/api/connections/%s",
            "/api/connections/%s/parts/1",
            "/api/texts?connection=%s",
            "/api/texts?record=%s%%7Ccustomer%%7C1",
            "/api/texts?ref=a%%7Cuser%%7C%s%%7Ccustomer%%7C1")) {
      assertThat(as("viewer", "a", "GET", path.formatted("a")).statusCode())
          .as(path)
          .isEqualTo(200);
      HttpResponse<String> refused = as("viewer", "a", "GET", path.formatted("b"));
      assertThat(refused.statusCode()).as(path).isEqualTo(404);
      assertThat(refused.body()).contains("There is no connection b");
    }
    assertThat(as("viewer", "a", "GET", "/q/metrics").statusCode()).isEqualTo(403);
    assertThat(as("viewer", "a", "GET", "/q/openapi").statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverCannotBeReadMayDoNothing() throws Exception {
    assertThat(
            Http.get(
                    "/api/texts",
                    "Authorization",
                    "Bearer " + FIRST,
                    OnBehalf.HEADER,
                    "%0A",
                    OnBehalf.ROLE,
                    "admin",
                    OnBehalf.SCOPE,
                    "*")
                .statusCode())
        .isEqualTo(403);
  }

  private static HttpResponse<String> as(String role, String scope, String method, String path)
      throws Exception {
    String[] headers = {
      "Authorization",
      "Bearer " + FIRST,
      OnBehalf.HEADER,
      "ada+%C3%B6",
      OnBehalf.ROLE,
      role,
      OnBehalf.SCOPE,
      scope
    };
    return method.equals("GET") ? Http.get(path, headers) : Http.post(path, "x", headers);
  }
}
