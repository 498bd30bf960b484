package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentTest {

  private static final String BACK = "http://127.0.0.1:9/consent";
  private static final String SCOPE = "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL";

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void consentLeadsBackWithACodeAndTheDataCentre() throws IOException {
    Answer answer = ask("&access_type=offline&prompt=consent");

    URI location = URI.create(answer.header("Location"));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(location.toString()).startsWith(BACK + "?state=abc&code=1000.");
    assertThat(location.getQuery())
        .contains("location=eu")
        .contains("accounts-server=" + crm.uri(ZohoVendor.ACCOUNTS));
    Answer tokens = exchange(location, BACK);
    assertThat(tokens.json().path("refresh_token").asText()).startsWith("1000.");
    assertThat(tokens.json().path("scope").asText()).isEqualTo(SCOPE.replace(',', ' '));
  }

  @Test
  void aSecondConsentEarnsNoRefreshTokenUnlessItIsAskedForAgain() throws IOException {
    assertThat(refreshTokenAfter("&access_type=offline")).isTrue();
    assertThat(refreshTokenAfter("&access_type=offline")).isFalse();
    assertThat(refreshTokenAfter("&access_type=online&prompt=consent")).isFalse();
    assertThat(refreshTokenAfter("&access_type=offline&prompt=consent")).isTrue();
  }

  @Test
  void theCodeIsBoundToWhereItWasSent() throws IOException {
    Answer answer = ask("&access_type=offline");

    Answer tokens = exchange(URI.create(answer.header("Location")), BACK + "/other");

    assertThat(tokens.json().path("error").asText()).isEqualTo("invalid_redirect_uri");
  }

  @Test
  void whatTheClientHasWrongIsShownAndNeverSentOn() throws IOException {
    assertRefused(path("1000.NOBODY", BACK, SCOPE), "Client");
    assertRefused(path(ZohoAccounts.CLIENT_ID, "https://evil.example/", SCOPE), "Redirect");
    assertRefused(path(ZohoAccounts.CLIENT_ID, BACK, "ZohoCRM.everything.ALL"), "Scope");
  }

  @Test
  void aPersonSignsInOnTheForm() throws IOException {
    Answer form =
        TestHttp.get(crm.uri(ZohoVendor.ACCOUNTS), path(ZohoAccounts.CLIENT_ID, BACK, SCOPE));
    assertThat(form.status()).isEqualTo(200);
    assertThat(form.body()).contains("<form").contains("name=redirect_uri");
    String fields =
        path(ZohoAccounts.CLIENT_ID, BACK, SCOPE).substring(15)
            + "&user="
            + Crm.encoded(ZohoAccounts.USER)
            + "&password=";

    assertThat(decide(fields + "wrong").status()).isEqualTo(401);
    assertThat(decide(fields + ZohoAccounts.PASSWORD).header("Location")).startsWith(BACK);
  }

  private Answer decide(String form) throws IOException {
    return TestHttp.post(
        crm.uri(ZohoVendor.ACCOUNTS), "/oauth/v2/auth", form, "Content-Type", Crm.FORM);
  }

  private boolean refreshTokenAfter(String more) throws IOException {
    URI location = URI.create(ask(more).header("Location"));
    return exchange(location, BACK).json().has("refresh_token");
  }

  private Answer ask(String more) throws IOException {
    return TestHttp.get(
        crm.uri(ZohoVendor.ACCOUNTS),
        path(ZohoAccounts.CLIENT_ID, BACK, SCOPE) + more + "&state=abc&sandbox_approve=true");
  }

  private static String path(String client, String redirect, String scope) {
    return "/oauth/v2/auth?response_type=code&client_id="
        + client
        + "&redirect_uri="
        + Crm.encoded(redirect)
        + "&scope="
        + Crm.encoded(scope);
  }

  private Answer exchange(URI location, String redirect) {
    String code = location.getQuery().replaceAll(".*code=([^&]*).*", "$1");
    return crm.grant(
        ZohoVendor.ACCOUNTS,
        Crm.client()
            + "&grant_type=authorization_code&code="
            + code
            + "&redirect_uri="
            + Crm.encoded(redirect));
  }

  private void assertRefused(String path, String word) throws IOException {
    Answer answer = TestHttp.get(crm.uri(ZohoVendor.ACCOUNTS), path + "&sandbox_approve=true");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(word);
    assertThat(answer.header("Location")).isNull();
  }
}
