package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsServerTest {

  private static final String REFRESH = "&grant_type=refresh_token&refresh_token=";

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void anAccessTokenComesWithTheApiItIsFor() {
    Answer answer = crm.refresh(ZohoAccounts.REFRESH_TOKEN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.json().path("api_domain").asText())
        .isEqualTo(crm.uri(ZohoVendor.NAME).toString())
        .isNotEqualTo(crm.uri(ZohoVendor.ACCOUNTS).toString());
    assertThat(answer.json().has("refresh_token")).isFalse();
    assertThat(crm.zoho().signIns()).isEqualTo(2);
  }

  @Test
  void errorsLookLikeSuccesses() {
    assertError(crm.refresh("1000.unknown"), "invalid_code");
    assertError(
        crm.grant(ZohoVendor.ACCOUNTS, "client_id=1000.X&client_secret=x" + REFRESH + "x"),
        "invalid_client");
    assertError(
        crm.grant(
            ZohoVendor.ACCOUNTS,
            "client_id=" + ZohoAccounts.CLIENT_ID + "&client_secret=x" + REFRESH + "x"),
        "invalid_client_secret");
    assertError(
        crm.grant(ZohoVendor.ACCOUNTS, Crm.client() + "&grant_type=client_credentials"),
        "unsupported_grant_type");
  }

  @Test
  void anotherDataCentreKnowsNeitherTheTokenNorTheOrganization() throws Exception {
    assertError(
        crm.grant(ZohoVendor.ELSEWHERE, Crm.client() + REFRESH + ZohoAccounts.REFRESH_TOKEN),
        "invalid_code");
    String token = crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText();
    Answer answer =
        io.mlconnector.sandbox.TestHttp.get(
            crm.uri(ZohoVendor.ELSEWHERE),
            "/crm/v8/Accounts?fields=Account_Name",
            "Authorization",
            "Zoho-oauthtoken " + token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("code").asText()).isEqualTo("INVALID_TOKEN");
  }

  @Test
  void theEleventhTokenOfTenMinutesIsRefused() {
    for (int i = 1; i < 10; i++) {
      assertThat(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().has("access_token")).isTrue();
    }

    Answer blocked = crm.refresh(ZohoAccounts.REFRESH_TOKEN);
    crm.sandbox.clock().advance(Duration.ofMinutes(10));
    Answer later = crm.refresh(ZohoAccounts.REFRESH_TOKEN);

    assertThat(blocked.status()).isEqualTo(400);
    assertThat(blocked.json().path("error").asText()).isEqualTo("Access Denied");
    assertThat(later.json().has("access_token")).isTrue();
  }

  @Test
  void theNewestTokenEndsTheOldestOfTen() {
    crm.set("{'tokensPerTenMinutes':100}");
    for (int i = 0; i < 9; i++) {
      crm.refresh(ZohoAccounts.REFRESH_TOKEN);
    }
    assertThat(read().status()).isEqualTo(200);

    crm.refresh(ZohoAccounts.REFRESH_TOKEN);

    assertThat(read().json().path("code").asText()).isEqualTo("INVALID_TOKEN");
  }

  @Test
  void anAccessTokenLivesAnHour() {
    crm.sandbox.clock().advance(Duration.ofMinutes(59));
    assertThat(read().status()).isEqualTo(200);
    crm.sandbox.clock().advance(Duration.ofMinutes(1));
    assertThat(read().status()).isEqualTo(401);
  }

  @Test
  void onlyTheVendorsOwnSchemeSignsIn() throws Exception {
    String token = crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText();

    Answer answer =
        io.mlconnector.sandbox.TestHttp.get(
            crm.uri(ZohoVendor.NAME),
            "/crm/v8/Accounts?fields=Account_Name",
            "Authorization",
            "Bearer " + token);

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void aPastedGrantCodeLivesAMinuteAndServesOnce() {
    String code = code();
    crm.sandbox.clock().advance(Duration.ofSeconds(59));
    Answer first = exchange(code);
    Answer again = exchange(code);
    String late = code();
    crm.sandbox.clock().advance(Duration.ofSeconds(60));

    assertThat(first.json().path("refresh_token").asText()).startsWith("1000.");
    assertThat(first.json().has("access_token")).isTrue();
    assertError(again, "invalid_code");
    assertError(exchange(late), "invalid_code");
  }

  @Test
  void fiveRefreshTokensAMinuteAreTheMost() {
    for (int i = 0; i < 5; i++) {
      assertThat(exchange(code()).json().has("refresh_token")).isTrue();
    }
    assertThat(exchange(code()).json().path("error").asText()).isEqualTo("Access Denied");
    crm.sandbox.clock().advance(Duration.ofMinutes(1));
    assertThat(exchange(code()).json().has("refresh_token")).isTrue();
  }

  @Test
  void theTwentyFirstRefreshTokenEndsTheOldest() {
    for (int i = 0; i < 20; i++) {
      crm.control("POST", "/refresh-tokens", "{}");
    }

    assertError(crm.refresh(ZohoAccounts.REFRESH_TOKEN), "invalid_code");
  }

  @Test
  void aTokenDoesNoMoreThanItsScope() {
    Answer made =
        crm.control("POST", "/refresh-tokens", "{'scope':'ZohoCRM.modules.accounts.READ'}");
    crm.token(
        crm.refresh(made.json().path("refreshToken").asText())
            .json()
            .path("access_token")
            .asText());

    assertThat(read().status()).isEqualTo(200);
    assertScope(crm.get("Contacts", "fields", "Last_Name"));
    assertScope(crm.api("POST", "Accounts/upsert", "{'data':[{'Account_Name':'X'}]}"));
    assertScope(crm.get("settings/fields", "module", "Accounts"));
    assertScope(crm.get("actions/watch"));
    assertScope(
        crm.api(
            "POST", "coql", "{'select_query':\"select id from Accounts where id is not null\"}"));
  }

  @Test
  void revokedAccessIsRefreshedAndARevokedConsentIsNot() {
    crm.zoho().revokeTokens();
    assertThat(read().status()).isEqualTo(401);
    assertThat(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().has("access_token")).isTrue();

    crm.control("POST", "/revoke-refresh-tokens", "{}");

    assertError(crm.refresh(ZohoAccounts.REFRESH_TOKEN), "invalid_code");
  }

  private Answer read() {
    return crm.get("Accounts", "fields", "Account_Name", "per_page", "1");
  }

  private String code() {
    return crm.control("POST", "/grant-codes", "{}").json().path("code").asText();
  }

  private Answer exchange(String code) {
    return crm.grant(
        ZohoVendor.ACCOUNTS, Crm.client() + "&grant_type=authorization_code&code=" + code);
  }

  private static void assertError(Answer answer, String error) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
    assertThat(answer.json().has("access_token")).isFalse();
  }

  private static void assertScope(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().path("code").asText()).isEqualTo("OAUTH_SCOPE_MISMATCH");
  }
}
