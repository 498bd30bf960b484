package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.basic;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Call;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final String CLIENT =
      "client_id="
          + PeopleSoftAccounts.CLIENT_ID
          + "&client_secret="
          + PeopleSoftAccounts.CLIENT_SECRET;
  private static final String FORM =
      "grant_type=client_credentials&scope=" + PeopleSoftAccounts.SCOPE;

  private PeopleSoftClient hr;

  @BeforeEach
  void start() {
    hr = new PeopleSoftClient();
  }

  @AfterEach
  void stop() {
    hr.close();
  }

  private Answer token(String form, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/x-www-form-urlencoded";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return hr.bare("POST", PeopleSoftAccounts.TOKEN_PATH, form, all);
  }

  private Answer today(String authorization) {
    return hr.rest(path("MLC_TODAY", 1), "Authorization", authorization);
  }

  @Test
  void opridAndPasswordAreChecked() {
    assertThat(today(basic()).status()).isEqualTo(200);
    for (Answer answer :
        new Answer[] {
          today(basic(PeopleSoftAccounts.OPRID, "wrong")),
          today(basic("mlconnect", PeopleSoftAccounts.PASSWORD)),
          today("Basic !!!"),
          today("Bearer " + basic()),
          hr.rest(path("MLC_TODAY", 1), "Accept", "application/json")
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
      assertThat(answer.header("Content-Type")).startsWith("text/html");
    }
    hr.set("{'basic':false}");
    assertThat(today(basic()).status()).isEqualTo(401);
  }

  @Test
  void anOpridWithoutPermissionsSeesNoQuery() {
    String other = basic(PeopleSoftAccounts.OPRID_WITHOUT_QUERIES, PeopleSoftAccounts.PASSWORD);

    Answer answer = today(other);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("IBResponse", "not accessible");
  }

  @Test
  void aTokenLivesAsLongAsItSaysAndTheClientComesInEitherWay() {
    Answer inForm = token(FORM + "&" + CLIENT);
    Answer inHeader =
        token(
            FORM,
            "Authorization",
            basic(PeopleSoftAccounts.CLIENT_ID, PeopleSoftAccounts.CLIENT_SECRET));
    JsonNode answer = inForm.json();
    String bearer = "Bearer " + answer.path("access_token").asText();

    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(inHeader.status()).isEqualTo(200);
    assertThat(today(bearer).status()).isEqualTo(200);
    assertThat(today(bearer + "x").status()).isEqualTo(401);
    hr.sandbox.clock().advance(Duration.ofSeconds(3601));
    assertThat(today(bearer).status()).isEqualTo(401);
  }

  @Test
  void wrongTokenRequestsAreNamedAsTheStandardDoes() {
    assertThat(token(FORM).json().path("error").asText()).isEqualTo("invalid_client");
    assertThat(token(FORM + "&" + CLIENT + "x").status()).isEqualTo(401);
    assertThat(token("grant_type=password&" + CLIENT).json().path("error").asText())
        .isEqualTo("unsupported_grant_type");
    assertThat(token("grant_type=client_credentials&scope=other&" + CLIENT).json().path("error"))
        .hasToString("\"invalid_scope\"");
    assertThat(token(FORM + "&" + CLIENT, "Authorization", basic("a", "b")).json().path("error"))
        .hasToString("\"invalid_request\"");
  }

  @Test
  void anOldReleaseOrAnUnmappedClaimKnowsNoToken() {
    String bearer = "Bearer " + token(FORM + "&" + CLIENT).json().path("access_token").asText();

    hr.set("{'toolsRelease':'8.57.11'}");
    assertThat(today(bearer).status()).isEqualTo(401);
    hr.set("{'toolsRelease':'8.58.01','tokenUser':''}");
    assertThat(today(bearer).status()).isEqualTo(401);
    hr.set("{'tokenUser':'MLCONNECT'}");
    assertThat(today(bearer).status()).isEqualTo(200);
    hr.vendor().revokeTokens();
    assertThat(today(bearer).status()).isEqualTo(401);
  }

  @Test
  void theLedgerKeepsNoSecret() {
    today(basic());
    token(FORM + "&" + CLIENT);

    for (Call call : hr.sandbox.ledger().calls()) {
      assertThat(call.toString())
          .doesNotContain(PeopleSoftAccounts.CLIENT_SECRET)
          .doesNotContain(basic().substring(6));
    }
    assertThat(hr.sandbox.ledger().count(PeopleSoftVendor.NAME, "GET", "MLC_TODAY")).isEqualTo(1);
  }
}
