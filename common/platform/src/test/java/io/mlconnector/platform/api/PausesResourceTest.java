package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.platform.owner.OwnedConnections;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.ApiClient.Answer;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class PausesResourceTest {

  private static final String ID = "paused-1";
  private static final String PATH = "/api/connections/" + ID;

  @TestHTTPResource("/")
  URI base;

  @Inject OwnedConnections owned;
  @Inject MeterRegistry registry;

  private ApiClient api;

  @BeforeEach
  void own() {
    api = new ApiClient(base);
    assertThat(
            api.post(
                    "/api/connections",
                    """
                    {"id": "paused-1", "system": "test-system",
                     "baseUrl": "https://paused.test-system.com",
                     "auth": {"mode": "basic", "user": "robot", "password": "hunter2"}}
                    """)
                .status())
        .isEqualTo(201);
    await().atMost(Duration.ofSeconds(20)).until(() -> owned.find(ID).isPresent());
  }

  @AfterEach
  void delete() {
    api.send("DELETE", PATH, null, null);
    api.send("DELETE", "/api/pauses/system", null, null);
  }

  @Test
  void aPausedConnectionSaysWhoWhyAndUntilWhenAndRefusesPolls() {
    Answer paused =
        put(PATH + "/pause", "{\"reason\": \"upgrade\", \"until\": \"2099-01-31T08:00:00Z\"}");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.at("/scope")).isEqualTo("connection");
    assertThat(paused.at("/author")).isEqualTo("local");

    Answer view = api.get(PATH);
    assertThat(view.at("/pauses/0/reason")).isEqualTo("upgrade");
    assertThat(view.at("/pauses/0/until")).isEqualTo("2099-01-31T08:00:00Z");
    assertThat(view.json().path("enabled").asBoolean()).isTrue();
    Answer waiting = api.get("/api/deliveries/waiting?connection=" + ID);
    assertThat(waiting.at("/hold/kind")).isEqualTo("PAUSED");
    assertThat(waiting.at("/hold/reason")).contains("paused by local").contains("upgrade");
    Answer poll = api.post(PATH + "/streams/customers/poll");
    assertThat(poll.status()).isEqualTo(409);
    assertThat(poll.at("/detail")).contains("paused by local", "Resume it first");
    assertThat(api.post(PATH + "/ping").at("/ok")).isEqualTo("true");
    assertThat(registry.get("mlconnector.connection.paused").tag("connection", ID).gauge().value())
        .isEqualTo(1);
  }

  @Test
  void itGoesOnWhenEveryPauseIsTakenBack() {
    put(PATH + "/pause", "{\"reason\": \"upgrade\"}");
    put("/api/pauses/system", "{\"reason\": \"all of it\"}");
    assertThat(api.get("/api/pauses").json()).hasSize(2);

    assertThat(api.send("DELETE", PATH + "/pause", null, null).status()).isEqualTo(204);
    assertThat(api.get(PATH).at("/pauses/0/scope")).isEqualTo("system");
    assertThat(api.send("DELETE", "/api/pauses/system", null, null).status()).isEqualTo(204);

    assertThat(api.get(PATH).json().has("pauses")).isFalse();
    assertThat(api.post(PATH + "/streams/customers/poll").status()).isEqualTo(200);
  }

  @Test
  void aPauseWithoutAReasonOrWithAnEndThatHasPassedIsRefusedFieldByField() {
    Answer refused = put(PATH + "/pause", "{\"until\": \"2001-01-31T08:00:00Z\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/errors/0/field")).isEqualTo("reason");
    assertThat(refused.at("/errors/1/problem")).isEqualTo("has passed: give a later time, or none");
    assertThat(put("/api/connections/nobody/pause", "{\"reason\": \"x\"}").status()).isEqualTo(404);
    assertThat(put(PATH + "/pause", "reason").status()).isEqualTo(400);
  }

  private Answer put(String path, String json) {
    return api.send("PUT", path, "application/json", json);
  }
}
