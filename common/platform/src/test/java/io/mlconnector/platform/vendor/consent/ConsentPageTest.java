package io.mlconnector.platform.vendor.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentPageTest {

  private final ConsentPage page =
      new ConsentPage(Optional.of(URI.create("https://console.example/x")));

  @Test
  void itLeadsBackToTheConnectionAtTheConsole() {
    assertThat(page.html("Done", "zendesk prod"))
        .contains(
            "<a href=\"https://console.example/x/connections/zendesk%20prod\">Back to the"
                + " console</a>");
    assertThat(page.of(400, "No").getEntity().toString())
        .contains("<a href=\"https://console.example/x/connections\">");
  }

  @Test
  void itLeadsNowhereWhereNobodySaidWhereTheConsoleIs() {
    assertThat(new ConsentPage(Optional.empty()).html("Done", "zendesk")).doesNotContain("href");
  }

  @Test
  void onlyWhatPassesByItselfIsAskedForAgain() {
    assertThat(page.soon(503, "Soon", "zendesk").getEntity().toString())
        .contains("http-equiv=\"refresh\"");
    assertThat(page.of(400, "No", "zendesk").getEntity().toString()).doesNotContain("refresh");
  }
}
