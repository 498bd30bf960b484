package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Signing in by the company's OIDC server, whose roles count. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "oidc", value = "true"))
class OidcTest {

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  @Test
  void aStrangerIsLedToTheServerAndComesBackSignedIn() throws Exception {
    Client client = new Client(url);

    HttpResponse<String> page = signIn(client, "vera:viewer");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<span>vera</span>", "e-mail is taken");
  }

  @Test
  void theServersRolesSayWhatAPersonMayDo() throws Exception {
    Client vera = new Client(url);
    signIn(vera, "vera:viewer");
    Client olaf = new Client(url);
    signIn(olaf, "olaf:operator");

    HttpResponse<String> refused = pause(vera);
    HttpResponse<String> done = pause(olaf);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("the role viewer; this needs the role operator");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(new Fakes(services).changes())
        .containsOnly("PUT /api/connections/zendesk-prod/pause{\"reason\":\"because\"} by olaf");
  }

  @Test
  void whoeverHasNoneOfTheRolesSeesNothing() throws Exception {
    HttpResponse<String> page = signIn(new Client(url), "max:employee");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("none of the roles").doesNotContain("e-mail is taken");
  }

  @Test
  void aSessionOfTheServersNeedsTheFormsToken() throws Exception {
    Client olaf = new Client(url);
    signIn(olaf, "olaf:operator");

    HttpResponse<String> refused =
        olaf.post("/connections/zendesk-old/pause", Map.of("reason", "because"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("nothing was changed");
  }

  private HttpResponse<String> pause(Client client) throws Exception {
    return client.post(
        "/connections/zendesk-prod/pause",
        Map.of("reason", "because", "csrf", client.token("/connections/zendesk-prod")));
  }

  /** As a browser goes: to the page, to the server, back with a code, and to the page. */
  private HttpResponse<String> signIn(Client client, String as) throws Exception {
    HttpResponse<String> answer = client.get("/parked");
    for (int hops = 0; hops < 6 && answer.statusCode() / 100 == 3; hops++) {
      String to = answer.headers().firstValue("Location").orElseThrow();
      answer = client.get(to + (to.contains("/authorize") ? "&as=" + as : ""));
    }
    return answer;
  }
}
