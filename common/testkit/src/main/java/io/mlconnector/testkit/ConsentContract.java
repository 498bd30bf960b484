package io.mlconnector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What an adapter does besides, at whose vendor a person can sign in. */
public abstract class ConsentContract extends AdapterContract {

  /** A connection for which a person signs in at the vendor, with an id of its own. */
  protected abstract ObjectNode consentedConnection();

  /** Makes the vendor send browsers back to that address. */
  protected abstract void letReturnTo(String redirectUrl);

  /** What a person who agrees adds to the query of the vendor's page. */
  protected abstract String agreement();

  @Test
  void aPersonsConsentSignsInAndShowsNoToken() {
    String consented = "/api/connections/" + consentedConnection().path("id").asText();
    service().post("/api/connections", consentedConnection().toString()).good();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> service().post(consented + "/consent", null).status() == 200);
      JsonNode begun = service().post(consented + "/consent", null).json();
      letReturnTo(begun.path("redirectUrl").asText());
      Browser browser = new Browser();

      Browser.Page start = browser.open(here(URI.create(begun.path("url").asText())));
      Browser.Page vendorPage = browser.open(start.next());
      assertThat(vendorPage.status()).as("the vendor asks the person").isEqualTo(200);
      Browser.Page back = browser.open(URI.create(start.next() + "&" + agreement()));
      assertThat(back.next()).as(back.text()).isNotNull();
      // A replica that is just taking the connection over says so, and a person reloads.
      Browser.Page last =
          await()
              .atMost(PATIENCE)
              .until(() -> browser.open(here(back.next())), page -> page.status() != 503);

      assertThat(last.status()).as(last.text()).isEqualTo(200);
      assertThat(last.text()).contains("is signed in");
      await().atMost(PATIENCE).until(() -> pingOf(consented).path("ok").asBoolean());
      assertThat(browser.open(here(back.next())).status()).as("the same code again").isEqualTo(400);
      assertThat(service().get(consented).text()).doesNotContainIgnoringCase("access_token");
    } finally {
      service().delete(consented);
    }
  }

  /** The address where this service is reached in the test. */
  private URI here(URI address) {
    String path = address.getRawPath();
    return url.resolve(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery());
  }
}
