package io.mlconnector.flow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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

  public static class Tokens implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path file = Files.createTempFile("tokens", ".txt");
        file.toFile().deleteOnExit();
        Files.writeString(file, "# of the test\n" + FIRST + "\n\n" + SECOND + "\n");
        return Map.of(
            "mlconnector.access.token-file", file.toString(), "quarkus.http.host", "0.0.0.0");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hooks/../api/texts",
        "/hooks/%2e%2e/api/texts",
        "/hooks/..%2fapi/texts",
        "/q/health/../metrics",
        "/oauth/callback/../../api/texts"
      })
  void detoursToThePathAreAskedForATokenOrLeadNowhere(String path) throws Exception {
    assertThat(Http.get(path).statusCode()).isIn(401, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth/callback", "/q/health/live", "/q/health"})
  void strangersMayCallBackAndAskForHealth(String path) throws Exception {
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
}
