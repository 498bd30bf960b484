package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.tls.TestAuthority;
import io.mlconnector.platform.tls.TestAuthority.Issued;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class ConnectionFilesTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestHTTPResource("/")
  URI base;

  @ConfigProperty(name = PlatformBackbone.SECRETS)
  String secrets;

  private ApiClient api;
  private String id;

  @BeforeEach
  void fresh() {
    api = new ApiClient(base);
    id = "filed-" + NUMBER.incrementAndGet();
  }

  @Test
  void anExportHoldsReferencesAndNoSecretAndImportsAsItIs() throws Exception {
    Path hook = Files.writeString(Path.of(secrets).resolve("hook"), "s3cr3t-of-the-hook");
    create("\"webhookSecret\": \"${file:%s}\",".formatted(hook));

    String yaml = export();
    JsonNode same = difference(yaml).at("/connections/0");

    assertThat(yaml)
        .startsWith("connections:\n  - id: " + id)
        .contains("password: ${missing:password}", "webhookSecret: ${file:" + hook + "}")
        .contains("displayName: 'no'", "every: 10m", "pageSize: 7")
        .doesNotContain("hunter2", "s3cr3t");
    assertThat(same.path("kind").asText()).as(same.toString()).isEqualTo("same");
    assertThat(same.path("asked")).isEmpty();
  }

  /** Wrapped as a file of connections and bare; each is told to be wrong, and nothing is made. */
  @Test
  void aFileThatExplodesIsRefusedWithAWordAndTheNextOneIsRead() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    Bombs.yaml()
        .forEach(
            (name, bomb) -> {
              files.put(name, bomb);
              files.put(name + " in a list", "connections:\n  - " + bomb.replace("\n", "\n    "));
            });
    files.put("huge", "connections:\n" + "  - id: a\n".repeat(200_000));
    files.put("long line", "connections: [" + "a".repeat(3_000_000) + "]");
    HostileTexts.all()
        .forEach(
            (name, text) ->
                files.put(
                    name, CanonicalJson.text(Map.of("connections", List.of(Map.of("id", text))))));
    files.forEach(
        (name, file) -> {
          Answer answer =
              api.post(
                  "/api/connection-files/difference", CanonicalJson.text(Map.of("yaml", file)));
          assertThat(answer.status()).as(name).isIn(200, 400);
          assertThat(answer.json().path("connections").findValuesAsText("kind"))
              .as(name)
              .allMatch("refused"::equals);
          assertThat(answer.raw().body()).as(name).hasSizeLessThan(1_000_000);
        });

    create("");
    assertThat(difference(export()).at("/connections/0/kind").asText()).isEqualTo("same");
  }

  @Test
  void theDifferenceIsShownFieldByFieldAndChangesNothing() throws Exception {
    create("");
    String yaml = export().replace("pageSize: 7", "pageSize: 8").replace("user: robot", "user: ai");

    JsonNode changed = difference(yaml).at("/connections/0");

    assertThat(changed.path("kind").asText()).isEqualTo("changed");
    assertThat(changed.path("changes").findValuesAsText("field"))
        .containsExactly("auth.user", "settings.pageSize");
    assertThat(changed.at("/changes/1/before").asText()).isEqualTo("7");
    assertThat(changed.at("/changes/1/after").asText()).isEqualTo("8");
    assertThat(api.get("/api/connections/" + id).at("/version")).isEqualTo("1");
  }

  @Test
  void anImportIsOfWhatWasShownOrOfNothing() throws Exception {
    create("");
    String yaml = export().replace("pageSize: 7", "pageSize: 8");
    api.send("PATCH", "/api/connections/" + id, "application/json", "{\"displayName\": \"Other\"}");

    Answer late = apply(yaml, 1, Map.of());
    Answer right = apply(yaml, 2, Map.of());

    assertThat(late.status()).isEqualTo(412);
    assertThat(right.status()).as(right.json().toString()).isEqualTo(200);
    Answer now = api.get("/api/connections/" + id);
    assertThat(now.at("/document/settings/pageSize")).isEqualTo("8");
    assertThat(now.at("/secrets/password")).isEqualTo("stored");
  }

  @Test
  void aSecretThatNobodyHasIsAskedForAndTyped() throws Exception {
    create("");
    String yaml = export();
    api.send("DELETE", "/api/connections/" + id, null, null);

    JsonNode fresh = difference(yaml).at("/connections/0");
    Answer without = apply(yaml, 0, Map.of());
    Answer typed = apply(yaml, 0, Map.of("password", "hunter3"));

    assertThat(fresh.path("kind").asText()).isEqualTo("new");
    assertThat(fresh.at("/asked/0/field").asText()).isEqualTo("password");
    assertThat(fresh.at("/asked/0/required").asBoolean()).isTrue();
    assertThat(fresh.at("/version").asLong()).isZero();
    assertThat(without.status()).isEqualTo(422);
    assertThat(typed.status()).as(typed.json().toString()).isEqualTo(200);
    assertThat(api.get("/api/connections/" + id).at("/secrets/password")).isEqualTo("stored");
  }

  @Test
  void aStoredSecretIsAskedForWhereTheFilePointsItToAnotherHost() throws Exception {
    create("");
    String yaml = export().replace("https://acme.test-system.com", "https://other.example.com");

    JsonNode moved = difference(yaml).at("/connections/0");

    assertThat(moved.at("/asked/0/why").asText()).contains("must be given again");
    assertThat(apply(yaml, 1, Map.of()).status()).isEqualTo(422);
  }

  @Test
  void whatIsWrongIsSaidWithItsLineAndField() {
    JsonNode plan =
        difference(
            """
            connections:
              - id: %s
                system: test-system
                baseUrl: https://acme.test-system.com
                auth: { mode: basic, user: robot, password: hunter2 }
              - id: %s-b
                system: test-system
                baseUrl: nowhere
                auth:
                  mode: basc
              - id: x
                system: test-sistem
            """
                .formatted(id, id));

    assertThat(plan.at("/problems/0/line").asInt()).isEqualTo(12);
    assertThat(plan.at("/problems/0/problem").asText()).contains("did you mean test-system");
    assertThat(plan.at("/connections/0/kind").asText()).isEqualTo("refused");
    assertThat(plan.at("/connections/0/problems/0/line").asInt()).isEqualTo(5);
    assertThat(plan.at("/connections/0/problems/0/problem").asText()).contains("secret in clear");
    assertThat(plan.at("/connections/1/problems").findValuesAsText("line")).contains("8", "10");
    assertThat(plan.at("/connections/1/problems").findValuesAsText("field"))
        .contains("connections[2].baseUrl", "connections[2].auth.mode");
    assertThat(plan.toString()).doesNotContain("hunter2");
  }

  @Test
  void aTextThatIsNoYamlIsRefusedWithItsLine() {
    JsonNode plan = difference("connections:\n  - id: [\n");

    assertThat(plan.at("/problems/0/problem").asText()).contains("line 3", "malformed YAML");
    assertThat(difference("routes: []").at("/problems/0/problem").asText())
        .contains("connections:");
  }

  @Test
  void aSecretInClearIsNotImportedEither() throws Exception {
    create("");
    String yaml = export().replace("${missing:password}", "hunter3");

    Answer refused = apply(yaml, 1, Map.of());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors/0/field")).isEqualTo("auth.password");
    assertThat(refused.json().toString()).doesNotContain("hunter3");
  }

  @Test
  void theKeyOfAClientCertificateIsNeverInTheFileAndIsTypedWithTheImport() throws Exception {
    Issued ours = TestAuthority.named("Acme").client("ml-connector");
    create("");
    api.send(
        "PATCH",
        "/api/connections/" + id,
        "application/json",
        CanonicalJson.text(
            Map.of("tls", Map.of("certificate", ours.certificate(), "key", ours.key()))));
    String yaml = export();
    String line = ours.key().lines().skip(1).findFirst().orElseThrow();
    JsonNode same = difference(yaml).at("/connections/0");
    api.send("DELETE", "/api/connections/" + id, null, null);

    JsonNode fresh = difference(yaml).at("/connections/0");
    Answer clear = apply(yaml.replace("${missing:key}", "hunter3"), 0, Map.of("password", "x"));
    Answer wrong = apply(yaml, 0, Map.of("password", "x", "tls.key", "hunter4"));
    Answer typed = apply(yaml, 0, Map.of("password", "x", "tls.key", ours.key()));

    assertThat(yaml).contains("key: ${missing:key}").doesNotContain(line);
    assertThat(same.path("kind").asText()).isEqualTo("same");
    assertThat(fresh.path("kind").asText()).as(fresh.toString()).isEqualTo("new");
    assertThat(fresh.path("asked").findValuesAsText("field"))
        .containsExactlyInAnyOrder("password", "tls.key", "tls.keyPassword");
    assertThat(clear.at("/errors/0/field")).isEqualTo("tls.key");
    assertThat(clear.at("/errors/0/problem")).contains("is a secret in clear");
    assertThat(wrong.at("/errors/0/problem")).contains("holds no private key in PEM form");
    assertThat(typed.status()).as(typed.json().toString()).isEqualTo(200);
    assertThat(api.get("/api/connections/" + id).at("/secrets/tls.key")).isEqualTo("stored");
  }

  private void create(String more) {
    Answer created =
        api.post(
            "/api/connections",
            """
            {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
             "auth": {"mode": "basic", "user": "robot", %s "password": "hunter2"},
             "displayName": "no", "settings": {"pageSize": 7}, "enabled": false,
             "streams": {"customers": {"every": "10m"}}}\
            """
                .formatted(id, more));
    assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
  }

  private String export() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/connection-files?connection=" + id)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private JsonNode difference(String yaml) {
    Answer answer =
        api.post("/api/connection-files/difference", CanonicalJson.text(Map.of("yaml", yaml)));
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    return answer.json();
  }

  private Answer apply(String yaml, long version, Map<String, String> typed) {
    return api.post(
        "/api/connection-files/connections/" + id,
        CanonicalJson.text(Map.of("yaml", yaml, "version", version, "secrets", typed)));
  }
}
