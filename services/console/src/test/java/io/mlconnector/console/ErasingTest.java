package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasing a person by the pages: looking, saying go, and what is asked of the services then. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class ErasingTest {

  private static final String MAIL = "ann@acme.example";

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Client ada;
  private Erasures erasures;

  @BeforeEach
  void signIn() throws Exception {
    ada = new Client(url).signIn("ada");
    erasures = new Erasures(ada);
  }

  @Test
  void whatIsHeldIsShownFirstAndNothingIsErasedBeforeAReasonIsGiven() throws Exception {
    String page = erasures.look(" Ann@ACME.example ");

    assertThat(page).matches("/erasures/[0-9a-f-]{36}");
    assertThat(ada.get(page).body())
        .contains("zendesk-prod|ticket|500", "parked deliveries: 1", "oracle-fusion did not answer")
        .contains("oracle-fusion|customer|300100001", "Erase for good")
        .doesNotContainIgnoringCase(MAIL);
    erasures.start(page, "  ");
    assertThat(ada.get(page).body()).contains("Say why in at most 500 letters", "Erase for good");
    assertThat(new Fakes(services).changes())
        .noneMatch(each -> each.startsWith("POST " + page.replace("/erasures", "/api/erasures")));
  }

  @Test
  void everyServiceIsAskedAndOneThatIsAwayIsSaidToBe() throws Exception {
    String page = erasures.look(MAIL);
    erasures.start(page, "Request 2026-118");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(ada.get(page).body())
                    .contains("being erased", "being checked", "oracle-fusion does not"));
    assertThat(new Fakes(services).changes())
        .anyMatch(
            each ->
                each.startsWith("POST /api" + page + "{")
                    && each.contains("zendesk-prod|contact|77")
                    && each.contains(MAIL));
    erasures.start(page, "again");
    assertThat(ada.get(page).body()).contains("It is being erased already");
    assertThat(ada.get("/people").body())
        .contains("ada asked for the erasure of a person", "Request 2026-118")
        .doesNotContain(MAIL);
    assertThat(ada.get(erasures.look(MAIL)).body()).contains("Erased before");
  }

  @Test
  void whatIsNeitherAnAddressNorARecordIsSaidToBe() throws Exception {
    assertThat(erasures.look("Ann Smith")).isEqualTo("/erasures");

    assertThat(ada.get("/erasures").body()).contains("no e-mail address and no record");
  }

  @Test
  void onlyAdminsSeeAndDoIt() throws Exception {
    String page = erasures.look(MAIL);
    for (String name : new String[] {"olaf", "vera"}) {
      Client other = new Client(url).signIn(name);
      assertThat(other.get("/erasures").statusCode()).isEqualTo(403);
      assertThat(other.get(page).statusCode()).isEqualTo(403);
      HttpRequest.Builder api = HttpRequest.newBuilder(other.url("/api" + page));
      assertThat(other.send(api).statusCode()).isEqualTo(403);
      assertThat(
              other
                  .post(page + "/start", Map.of("reason", "x", "csrf", other.token("/people")))
                  .statusCode())
          .isEqualTo(403);
      assertThat(other.get("/").body()).doesNotContain("Erase a person");
    }
    assertThat(ada.get("/").body()).contains("Erase a person");
  }
}
