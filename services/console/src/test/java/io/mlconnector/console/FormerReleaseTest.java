package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
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
    assertThat(client.get("/api/journeys/" + JOURNEY).body())
        .contains("CREATED", "4711", "Nordlicht");
    assertThat(client.get("/journeys/" + JOURNEY).body()).contains("former-prod", "4711");
  }

  @Test
  void itIsFoundByARecordsKeyThroughAnIndexThatCameLater() throws Exception {
    assertThat(client.get("/api/journeys?q=K1").body()).contains(JOURNEY);
  }
}
