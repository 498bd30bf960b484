package io.mlconnector.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.testsystem.TestHook;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hooks that a vendor forgets are renewed long before, and what was missed is read. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
@TestProfile(HookAddressesTest.Reachable.class)
class HookRenewalTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource("/")
  URI base;

  private String id;

  private void connect(String name, Duration life) {
    id = name;
    TestHook.life = life;
    TestHook.AT_VENDOR.put(id, "first");
    ApiClient api = new ApiClient(base);
    api.post(
        "/api/connections",
        """
        {"id": "%s", "system": "test-system", "baseUrl": "https://acme.test-system.com",
         "auth": {"mode": "basic", "user": "robot", "password": "hunter2"},
         "streams": {"customers": {"cron": "0 0 0 1 1 ? 2099"}}}\
        """
            .formatted(id));
    await()
        .atMost(PATIENCE)
        .until(() -> api.post("/api/connections/" + id + "/ping").status() == 200);
    assertThat(api.post("/api/connections/" + id + "/hook-addresses/changed/register").status())
        .isEqualTo(200);
  }

  @AfterEach
  void disconnect() {
    new ApiClient(base).send("DELETE", "/api/connections/" + id, null, null);
    TestHook.AT_VENDOR.remove(id);
    TestHook.life = null;
  }

  private String registered() {
    return hook().path("registered").asText();
  }

  private JsonNode hook() {
    return new ApiClient(base).get("/api/connections/" + id + "/hook-addresses").json().get(0);
  }

  private boolean polled() {
    JsonNode streams = new ApiClient(base).get("/api/connections/" + id + "/streams").json();
    for (JsonNode stream : streams.path("streams")) {
      if (stream.path("stream").asText().equals("customers")) {
        return stream.hasNonNull("lastPoll") || stream.hasNonNull("lastError");
      }
    }
    return false;
  }

  @Test
  void aHookIsRenewedAfterASeventhOfItsLifeAndNothingWasMissed() {
    connect("renewed", Duration.ofSeconds(28));
    String first = registered();

    await().atMost(PATIENCE).until(() -> !registered().equals(first));

    assertThat(Duration.between(java.time.Instant.parse(first), java.time.Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    assertThat(polled()).isFalse();
  }

  @Test
  void whereAHookHadLapsedTheStreamsArePolledAtOnce() {
    connect("lapsed", Duration.ofMillis(1));

    await().atMost(PATIENCE).until(this::polled);
  }
}
