package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console of a former release entered is read by this one, after its migrations. */
@QuarkusTest
@WithTestResource(ConsoleResource.class)
class FormerReleaseTest {

  private static final String JOURNEY = "11111111111111111111111111111111";

  @TestHTTPResource URI url;
  private Client client;

  @BeforeEach
  void open() {
    client = new Client(url);
  }

  @Test
  void aJourneyIsShownByRestAndOnItsPage() throws Exception {
    assertThat(json("/api/journeys/" + JOURNEY)).contains("CREATED", "4711", "Nordlicht");
    assertThat(client.get("/journeys/" + JOURNEY).body()).contains("Nordlicht", "4711");
  }

  @Test
  void itIsFoundByARecordsKeyThroughAnIndexThatCameLater() throws Exception {
    assertThat(json("/api/journeys?q=K1")).contains(JOURNEY);
  }

  private String json(String path) throws Exception {
    return client
        .send(HttpRequest.newBuilder(client.url(path)).header("Accept", "application/json"))
        .body();
  }
}
