package io.mlconnector.platform.vendor.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.platform.vendor.transport.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeTest {

  private static Request get(String uri) {
    return new Request("GET", URI.create(uri), List.of(), null);
  }

  @Test
  void aCallGoesWhereTheSignInSaidWithItsPathAndItsQuery() {
    Home home =
        new Home(
            URI.create("https://accounts.v.example"), facts -> URI.create(facts.get("api_domain")));

    Request sent =
        home.of(
            get("https://accounts.v.example/crm/v8/A%20B?x=%26y"),
            Map.of("api_domain", "https://api.v.example:8443"));

    assertThat(sent.uri()).hasToString("https://api.v.example:8443/crm/v8/A%20B?x=%26y");
  }

  @Test
  void theBasePathStaysBehindAndThatOfTheHomeComesFirst() {
    Home home =
        new Home(
            URI.create("https://v.example/accounts/"), facts -> URI.create("https://a.example/b/"));

    assertThat(home.of(get("https://v.example/accounts/crm"), Map.of()).uri())
        .hasToString("https://a.example/b/crm");
  }

  @Test
  void withoutAnotherHomeNothingIsTouched() {
    Home home = new Home(URI.create("https://v.example"), facts -> URI.create("https://v.example"));
    Request request = get("https://v.example/x");

    assertThat(home.of(request, Map.of())).isSameAs(request);
  }
}
