package io.mlconnector.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.platform.connection.ConnectionStore;
import io.mlconnector.platform.connection.Connections;
import io.mlconnector.platform.testsystem.ApiClient;
import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.mlconnector.platform.vendor.FakeLease;
import io.mlconnector.platform.vendor.signin.SignInTable;
import io.mlconnector.spi.Secret;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What an adapter of a former release kept is read by this one, after its migrations. */
@QuarkusTest
@QuarkusTestResource(PlatformBackbone.class)
class FormerReleaseTest {

  private static final String ID = "former-acme";

  @TestHTTPResource("/")
  URI base;

  @Inject ConnectionStore store;
  @Inject Connections connections;
  @Inject SignInTable signIns;

  @Test
  void aConnectionKeepsItsDocumentVersionAndSecrets() {
    JsonNode connection = json("/api/connections/" + ID);

    assertThat(connection.findValue("baseUrl").asText()).isEqualTo("https://acme.test-system.com");
    assertThat(store.find(ID).orElseThrow().version()).isEqualTo(7);
    assertThat(connections.credentials(store.find(ID).orElseThrow()).secret("password"))
        .isEqualTo(new Secret("former-password"));
    assertThat(signIns.of(ID, new FakeLease()).load().orElseThrow())
        .satisfies(
            state -> {
              assertThat(state.value()).isEqualTo("Bearer former");
              assertThat(state.facts()).containsEntry("site", "42");
              assertThat(state.version()).isEqualTo(4);
            });
  }

  @Test
  void streamsGoOnWhereTheyStood() {
    JsonNode streams = json("/api/connections/" + ID + "/streams");

    assertThat(streams.path("streams").findValuesAsText("watermark"))
        .contains("2025-11-20T11:00:00Z");
    assertThat(streams.path("held").findValuesAsText("absent")).containsExactly("30");
    assertThat(streams.path("parked").findValuesAsText("reason"))
        .containsExactly("The name is missing");
    assertThat(streams.path("backfills").findValuesAsText("published")).contains("39");
  }

  @Test
  void deliveriesWaitStandAsideAndAreShownAsBefore() {
    assertThat(json("/api/deliveries/parked?connection=" + ID).toString())
        .contains("former-3", "The name is taken");
    assertThat(json("/api/deliveries/waiting?connection=" + ID).toString())
        .contains("former-2", "Waits for former-parent");
    JsonNode inFlight = json("/api/deliveries/former-1");
    assertThat(inFlight.findValue("state").asText()).isEqualTo("in flight");
    assertThat(inFlight.toString()).contains("Nordlicht");
  }

  @Test
  void callsOfAVendorThatWaitAreStillThere() {
    assertThat(json("/api/connections/" + ID + "/hooks").toString()).contains("changed");
  }

  private JsonNode json(String path) {
    ApiClient.Answer answer = new ApiClient(base).get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.json();
  }
}
