package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.platform.connection.Sealed;
import io.mlconnector.platform.connection.TestKeysets;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class ConnectionsResourceTest {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A digest, and messages on their way to Kafka. */
  private static final Set<String> NOT_SEALED = Set.of("source_record.hash", "outbox.value");

  @TestHTTPResource("/")
  URI base;

  @ConfigProperty(name = PlatformBackbone.SECRETS)
  String secrets;

  @Inject @All List<Sealed> sealed;
  @Inject Transactions transactions;

  private ApiClient api;
  private String id;

  @BeforeEach
  void fresh() {
    api = new ApiClient(base);
    id = "acme-" + NUMBER.incrementAndGet();
  }

  @Test
  void theSystemIsDescribedAsAFormNeedsIt() {
    Answer system = api.get("/api/system");

    assertThat(system.status()).isEqualTo(200);
    assertThat(system.at("/system")).isEqualTo("test-system");
    assertThat(system.at("/connection/authModes/1/settings/1/name")).isEqualTo("password");
    assertThat(system.at("/connection/authModes/1/settings/1/secret")).isEqualTo("true");
    assertThat(system.at("/sources/0/entities/0")).isEqualTo("customer");
    assertThat(system.at("/sinks/0/object")).isEqualTo("organization");
    assertThat(system.at("/sinks/0/policies/0/choices/1")).isEqualTo("adopt");
    assertThat(system.at("/webhooks/0")).isEqualTo("changed");
    assertThat(system.at("/redirectUrl")).endsWith("/oauth/callback");
  }

  @Test
  void aConnectionIsCreatedFromYamlAndReadAsJson() {
    Answer created = api.send("POST", "/api/connections", "application/yaml", yaml());

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith("/api/connections/" + id);
    Answer found = api.get("/api/connections/" + id);
    assertThat(found.header("ETag")).isEqualTo("\"1\"");
    assertThat(found.at("/document/baseUrl")).isEqualTo("https://acme.test-system.com");
    assertThat(found.at("/document/streams/customers/every")).isEqualTo("10m");
    assertThat(found.at("/source")).isEqualTo("api");
  }

  @Test
  void aSecretGoesInAndNeverComesOut() {
    Answer created = api.post("/api/connections", json("hunter2"));

    Answer found = api.get("/api/connections/" + id);
    Answer list = api.get("/api/connections");

    assertThat(found.at("/secrets/password")).isEqualTo("stored");
    for (Answer answer : new Answer[] {created, found, list}) {
      assertThat(new String(answer.raw().body(), StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }
  }

  @Test
  void whatLapsesIsToldWithWhoSaysSoAndWhatToDo() {
    api.post(
        "/api/connections",
        json("hunter2")
            .replace("\"password\":", "\"passwordEnds\": \"2020-01-01\", \"password\":"));

    Answer credentials = api.get("/api/connections/" + id + "/credentials");

    assertThat(credentials.status()).as(credentials.json().toString()).isEqualTo(200);
    assertThat(credentials.json().at("/lapses").findValuesAsText("what"))
        .containsExactly("password", "password sign-in");
    assertThat(credentials.json().at("/lapses").findValuesAsText("level"))
        .containsExactly("over", "later");
    assertThat(credentials.json().at("/lapses").findValuesAsText("known"))
        .containsExactly("entered", "rule");
    assertThat(credentials.at("/lapses/0/sentence")).startsWith("The password of");
    assertThat(credentials.at("/lapses/0/todo")).contains("rotate");
    assertThat(credentials.at("/entered/password")).isNotEmpty();
    assertThat(api.get("/api/lapses").json().findValuesAsText("connection")).contains(id);
    assertThat(credentials.json().toString()).doesNotContain("hunter2");
  }

  @Test
  void aDayThatIsNoneIsNamed() {
    Answer refused =
        api.post(
            "/api/connections",
            json("hunter2").replace("\"password\":", "\"passwordEnds\": \"soon\", \"password\":"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors/0/field")).isEqualTo("auth.passwordEnds");
    assertThat(refused.at("/errors/0/problem")).contains("no day such as 2027-01-31");
  }

  @Test
  void aReferenceIsShownAndItsValueIsNot() throws Exception {
    Path file = Files.writeString(Path.of(secrets).resolve("password"), "hunter2");
    String reference = "${file:" + file + "}";

    api.post("/api/connections", json(reference));

    Answer found = api.get("/api/connections/" + id);
    assertThat(found.at("/secrets/password")).isEqualTo(reference);
    assertThat(found.json().toString()).doesNotContain("hunter2");
  }

  @Test
  void whatIsReadCanBeSentBackAndKeepsItsSecret() {
    api.post("/api/connections", json("hunter2"));
    JsonNode document = api.get("/api/connections/" + id).json().get("document");

    Answer same =
        api.send("PUT", "/api/connections/" + id, "application/json", document.toString());

    assertThat(same.status()).isEqualTo(200);
    assertThat(same.at("/secrets/password")).isEqualTo("stored");
    assertThat(same.at("/version")).isEqualTo("1");
  }

  @Test
  void putCreatesWhatIsNotThere() {
    Answer created = api.send("PUT", "/api/connections/" + id, "application/json", json("hunter2"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(api.get("/api/connections/" + id).status()).isEqualTo(200);
  }

  @Test
  void aPatchRotatesACredential() {
    api.post("/api/connections", json("hunter2"));

    Answer patched =
        api.send(
            "PATCH",
            "/api/connections/" + id,
            "application/merge-patch+json",
            "{\"auth\": {\"password\": \"hunter3\"}}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.at("/version")).isEqualTo("2");
    assertThat(patched.at("/document/auth/user")).isEqualTo("robot");
    assertThat(patched.json().toString()).doesNotContain("hunter");
  }

  @Test
  void aChangeFromAnOlderVersionIsRefused() {
    api.post("/api/connections", json("hunter2"));
    String path = "/api/connections/" + id;
    String patch = "{\"displayName\": \"Another\"}";
    api.send("PATCH", path, "application/json", patch, "If-Match", "\"1\"");

    Answer late = api.send("PATCH", path, "application/json", "{}", "If-Match", "\"1\"");

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.at("/detail")).contains("is at version 2, not 1");
  }

  @Test
  void aWrongDocumentIsToldFieldByField() {
    Answer wrong =
        api.post(
            "/api/connections",
            "{\"id\": \"%s\", \"system\": \"zendesk\", \"auth\": {\"mode\": \"basic\"}}"
                .formatted(id));

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.header("Content-Type")).startsWith("application/problem+json");
    assertThat(wrong.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("system", "auth.user", "auth.password", "baseUrl");
  }

  @Test
  void malformedYamlIsToldByPlace() {
    Answer wrong = api.send("POST", "/api/connections", "application/yaml", "id: [\n");

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.at("/errors/0/problem")).startsWith("line 2, column 1: malformed YAML");
  }

  @Test
  void anIdDoesNotChange() {
    api.post("/api/connections", json("hunter2"));

    Answer wrong =
        api.send("PATCH", "/api/connections/" + id, "application/json", "{\"id\": \"other\"}");

    assertThat(wrong.at("/errors/0/field")).isEqualTo("id");
  }

  @Test
  void aDeletedConnectionIsGone() {
    api.post("/api/connections", json("hunter2"));

    assertThat(api.send("DELETE", "/api/connections/" + id, null, null).status()).isEqualTo(204);

    assertThat(api.get("/api/connections/" + id).status()).isEqualTo(404);
    assertThat(api.send("DELETE", "/api/connections/" + id, null, null).status()).isEqualTo(404);
  }

  @Test
  void anIdIsTakenOnce() {
    api.post("/api/connections", json("hunter2"));

    assertThat(api.post("/api/connections", json("hunter2")).status()).isEqualTo(409);
  }

  @Test
  void storedSecretsAreEncryptedAnewOnRequestWhichTellsHowManyAreLeft() throws Exception {
    api.post("/api/connections", json("hunter2"));
    rotate();
    assertThat(api.get("/api/system/re-encrypt").json().get("left").asInt()).isPositive();

    Answer again = api.post("/api/system/re-encrypt");

    assertThat(again.json().get("values").asInt()).isPositive();
    assertThat(again.json().get("left").asInt()).isZero();
    assertThat(again.json().path("unreadable")).isEmpty();
    assertThat(api.get("/api/system/re-encrypt").json().get("left").asInt()).isZero();
  }

  private void rotate() throws Exception {
    Path keyset = Path.of(secrets, "keyset.json");
    TestKeysets.rotate(keyset);
    Files.setLastModifiedTime(keyset, FileTime.fromMillis(NUMBER.incrementAndGet()));
  }

  /** A table with sealed values that does not say so would be left behind when keys change. */
  @Test
  void everyColumnThatMayHoldASealedValueIsSealedAnew() {
    Set<String> columns =
        transactions.inTransaction(
            sql ->
                Set.copyOf(
                    Query.list(
                        sql,
                        row -> row.getString(1),
                        "select table_name || '.' || column_name from information_schema.columns"
                            + " where table_schema = 'public' and data_type = 'bytea'")));

    assertThat(columns)
        .as("declare a new sealed column by a bean of type Sealed, or name it here if it is not")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    NOT_SEALED.stream(),
                    sealed.stream().flatMap(one -> one.sealed().stream()).map(Object::toString))
                .toList());
  }

  @Test
  void aStrangeContentTypeIsRefusedWithAWordOnWhatIsTaken() {
    Answer wrong = api.send("POST", "/api/connections", "text/plain", "x");

    assertThat(wrong.status()).isEqualTo(415);
    assertThat(wrong.at("/detail")).contains("Content-Type");
  }

  private String json(String password) {
    return """
    {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
     "auth": {"mode": "basic", "user": "robot", "password": "%s"}, "enabled": false}\
    """
        .formatted(id, password);
  }

  private String yaml() {
    return """
    id: %s
    system: test-system
    enabled: false
    baseUrl: https://acme.test-system.com
    auth: { mode: basic, user: robot, password: hunter2 }
    streams: { customers: { every: 10m, from: now } }
    """
        .formatted(id);
  }
}
