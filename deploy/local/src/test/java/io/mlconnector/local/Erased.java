package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/** An administrator who erases a person by the console's REST. */
final class Erased {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ServiceView services;

  Erased(ServiceView services) {
    this.services = services;
  }

  /** Looks for a person and says go; returns once every service is done, with the proof. */
  JsonNode by(String mail) throws Exception {
    JsonNode found =
        JSON.readTree(
            services.post("console", "/api/erasures", JSON.createObjectNode().put("person", mail)));
    assertThat(found.path("state").asText()).isEqualTo("LOOKED");
    assertThat(found.path("found").path("records")).isNotEmpty();
    String path = "/api/erasures/" + found.path("id").asText();
    services.post("console", path + "/start", JSON.createObjectNode().put("reason", "a test"));
    JsonNode[] last = new JsonNode[1];
    await("the erasure is done")
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              last[0] = JSON.readTree(services.get("console", path));
              return last[0].path("state").asText().equals("DONE");
            });
    return last[0];
  }
}
