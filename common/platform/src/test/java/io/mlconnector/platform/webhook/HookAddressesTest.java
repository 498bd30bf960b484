package io.mlconnector.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.testsystem.TestHook;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks are set up at the vendor, rotated, and taken away with their connection. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
@TestProfile(HookAddressesTest.Reachable.class)
class HookAddressesTest {

  /** A service that its vendor can reach, and that looks after its hooks all the time. */
  public static class Reachable implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "mlconnector.vendor.public-url",
          "https://hooks.acme.example/base",
          "mlconnector.webhooks.look",
          "100ms");
    }
  }

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TestHTTPResource("/")
  URI base;

  private ApiClient api;
  private String id;

  @BeforeEach
  void connect() {
    api = new ApiClient(base);
    id = "registered-" + NUMBER.incrementAndGet();
    TestHook.AT_VENDOR.put(id, "first");
    Answer created =
        api.post(
            "/api/connections",
            """
            {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
             "auth": {"mode": "basic", "user": "robot", "password": "hunter2"}}\
            """
                .formatted(id));
    assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> api.post("/api/connections/" + id + "/ping").status() == 200);
  }

  @AfterEach
  void delete() {
    api.send("DELETE", "/api/connections/" + id, null, null);
    TestHook.AT_VENDOR.remove(id);
  }

  private Answer register() {
    return api.post("/api/connections/" + id + "/hook-addresses/changed/register");
  }

  private JsonNode hook() {
    return api.get("/api/connections/" + id + "/hook-addresses").json().get(0);
  }

  private String metrics() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/metrics")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private int call(String secret, String delivery) {
    String body = delivery + ":a";
    return api.send(
            "POST",
            "/hooks/test-system/" + id + "/changed",
            "text/plain",
            body,
            TestHook.SIGNATURE,
            TestHook.sign(secret, body.getBytes(StandardCharsets.UTF_8)))
        .status();
  }

  @Test
  void aHookTellsItsWholeAddressAndThatItIsNotSetUp() {
    assertThat(hook().path("address").asText())
        .isEqualTo("https://hooks.acme.example/base/hooks/test-system/" + id + "/changed");
    assertThat(hook().path("registers").asBoolean()).isTrue();
    assertThat(hook().path("hint").asText()).contains("register it", "polling carries everything");
    assertThat(call("first", "d1")).as("nobody knows the secret yet").isEqualTo(503);
  }

  @Test
  void aRegisteredHookTakesCallsAndSaysWhenItWasCalled() throws Exception {
    Answer done = register();

    assertThat(done.status()).as(done.json().toString()).isEqualTo(200);
    assertThat(done.json().toString()).doesNotContain("first");
    assertThat(TestHook.CALLED.get(id)).hasToString(hook().path("address").asText());
    assertThat(hook().has("hint") && !hook().path("hint").isNull()).isFalse();
    assertThat(call("first", "d1")).isEqualTo(200);
    assertThat(call("wrong", "d2")).isEqualTo(401);
    assertThat(hook().path("lastCalled").asText()).startsWith("20");
    assertThat(metrics())
        .contains("mlconnector_webhook_calls_total{answer=\"refused\",connection=\"" + id + "\"");
  }

  @Test
  void whileASecretIsChangedBothAreTaken() {
    register();
    TestHook.AT_VENDOR.put(id, "second");
    register();
    register();

    assertThat(call("second", "d1")).isEqualTo(200);
    assertThat(call("first", "d2")).isEqualTo(200);
    TestHook.AT_VENDOR.put(id, "third");
    register();
    assertThat(call("third", "d3")).isEqualTo(200);
    assertThat(call("first", "d4")).isEqualTo(401);
  }

  @Test
  void aVendorThatRefusesIsToldInItsWords() {
    TestHook.AT_VENDOR.remove(id);

    Answer refused = register();

    assertThat(refused.status()).isBetween(400, 599);
    assertThat(refused.at("/detail")).contains("Webhooks are not for you");
  }

  @Test
  void deletingTheConnectionTakesItsHookAway() {
    register();

    assertThat(api.send("DELETE", "/api/connections/" + id, null, null).status()).isEqualTo(204);

    assertThat(TestHook.CALLED).doesNotContainKey(id);
    assertThat(call("first", "d1")).isEqualTo(404);
  }

  @Test
  void whatDeletingWillUndoAndWhatStaysIsToldBefore() {
    register();

    Answer atWork = api.get("/api/connections/" + id + "/deletion");
    api.send(
        "PATCH", "/api/connections/" + id, "application/merge-patch+json", "{\"enabled\": false}");
    Answer paused = api.get("/api/connections/" + id + "/deletion");

    assertThat(atWork.at("/undone/0"))
        .contains("webhook changed at Test System", "no longer calls https://hooks.acme.example");
    assertThat(atWork.json().path("stays").toString()).doesNotContain("delete it there");
    assertThat(atWork.json().path("goes").findValuesAsText("what")).contains("stored secrets");
    assertThat(paused.json().path("undone")).isEmpty();
    assertThat(paused.at("/stays/0")).contains("not at work", "delete it there");
  }

  @Test
  void whatTheVendorDoesNotLetUsTakeAwayIsSaid() {
    register();
    TestHook.AT_VENDOR.remove(id);

    Answer deleted = api.send("DELETE", "/api/connections/" + id, null, null);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.at("/stays/0"))
        .contains("https://hooks.acme.example/base/hooks/", "delete it there");
    assertThat(api.get("/api/connections/" + id).status()).isEqualTo(404);
  }

  @Test
  void aConnectionThatIsSwitchedOffCannotTakeItsHookAwayAndSaysSo() {
    register();
    api.send(
        "PATCH", "/api/connections/" + id, "application/merge-patch+json", "{\"enabled\": false}");

    Answer deleted = api.send("DELETE", "/api/connections/" + id, null, null);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.at("/stays/0")).contains("not at work", "delete it there");
    assertThat(api.get("/api/connections/" + id).status()).isEqualTo(404);
  }

  @Test
  void aDeletionThatIsRefusedTakesNothingAway() {
    register();

    Answer refused = api.send("DELETE", "/api/connections/" + id, null, null, "If-Match", "\"77\"");

    assertThat(refused.status()).isEqualTo(412);
    assertThat(TestHook.CALLED).containsKey(id);
  }
}
