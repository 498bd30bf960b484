package io.mlconnector.flow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service as it is without any access settings. */
@QuarkusTest
@QuarkusTestResource(BackboneResource.class)
class LoopbackServiceTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void whatIsPostedGoesThroughTheOutboxAndComesBackFromKafka() throws Exception {
    assertThat(Http.post("/api/texts", "hello").statusCode()).isEqualTo(204);

    await().atMost(LONG).until(() -> Http.get("/api/texts").body().equals("[\"1 hello\"]"));
  }

  @Test
  void healthAndMetricsTellWhatGoesOn() throws Exception {
    await().atMost(LONG).until(() -> Http.get("/q/health/ready").statusCode() == 200);

    assertThat(Http.get("/q/health").body())
        .contains("database", "lease threads", "topics", "consumer loops", "outbox");
    await()
        .atMost(LONG)
        .until(
            () ->
                Http.get("/q/metrics")
                    .body()
                    .contains("mlconnector_lease_held{name=\"small/outbox\"} 1.0"));
    assertThat(Http.get("/q/metrics").body())
        .contains(
            "mlconnector_lease_takeovers_total",
            "mlconnector_outbox_backlog",
            "mlconnector_consumer_lag",
            "mlconnector_consumer_paused");
  }

  @Test
  void aPageOfAnotherOriginCannotMakeABrowserPost() throws Exception {
    assertThat(Http.post("/api/texts", "x", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(Http.post("/hooks/zendesk/z/h", "x", "Origin", "https://z.example").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aForeignNameThatPointsHereIsRefused() throws Exception {
    assertThat(Http.get("/api/texts", "Host", "evil.example").statusCode()).isEqualTo(403);
    assertThat(Http.get("/api/texts", "Host", "127.evil.example").statusCode()).isEqualTo(403);
    assertThat(Http.get("/api/texts", "Host", "localhost").statusCode()).isEqualTo(200);
  }
}
