package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class OAuthTest extends DeskTest {

  private static final String CLIENT =
      "'client_id':'"
          + ZendeskAccess.CLIENT_ID
          + "','client_secret':'"
          + ZendeskAccess.CLIENT_SECRET
          + "'";

  private Desk.Seen token(String body) {
    return desk.send(
        desk.request("/oauth/tokens")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(("{" + body + "}").replace('\'', '"')))
            .build());
  }

  private Desk.Seen page(String query) {
    return desk.send(desk.request("/oauth/authorizations/new?" + query).build());
  }

  private static String consentQuery(String client, String more) {
    return "response_type=code&client_id="
        + client
        + "&redirect_uri="
        + ZendeskAccess.REDIRECT_URI
        + "&scope=read+write&state=s%201"
        + more;
  }

  private String code(String client, String more) {
    Desk.Seen sent = page(consentQuery(client, "&decision=allow" + more));
    assertThat(sent.status()).isEqualTo(302);
    String query = URI.create(sent.header("Location")).getRawQuery();
    assertThat(query).endsWith("&state=s+1");
    return query.substring("code=".length(), query.indexOf('&'));
  }

  private String byCode(String code) {
    return CLIENT
        + ",'grant_type':'authorization_code','code':'"
        + code
        + "','redirect_uri':'"
        + ZendeskAccess.REDIRECT_URI
        + "'";
  }

  private int statusWith(JsonNode token) {
    return desk.as("Bearer " + token.path("access_token").asText()).get("groups").status();
  }

  @Test
  void theTokenEndpointRefusesForms() {
    String form =
        "grant_type=client_credentials&client_id="
            + ZendeskAccess.CLIENT_ID
            + "&client_secret="
            + ZendeskAccess.CLIENT_SECRET;

    Desk.Seen refused =
        desk.send(
            desk.request("/oauth/tokens")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void jsonThatClaimsToBeAFormIsRefusedToo() {
    Desk.Seen refused =
        desk.send(
            desk.request("/oauth/tokens")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        ("{" + CLIENT + ",'grant_type':'client_credentials'}").replace('\'', '"')))
                .build());

    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void clientCredentialsGiveHalfAnHourAndNoRefreshToken() {
    Desk.Seen given = token(CLIENT + ",'grant_type':'client_credentials'");

    assertThat(given.status()).isEqualTo(200);
    assertThat(given.json().has("refresh_token")).isFalse();
    assertThat(given.json().has("expires_in")).isFalse();
    assertThat(given.json().path("scope").asText()).isEqualTo("read write");
    assertThat(statusWith(given.json())).isEqualTo(200);
    desk.advance(30 * 60);
    assertThat(statusWith(given.json())).isEqualTo(401);
  }

  @Test
  void theLifeOfATokenIsToldOnlyWhenAskedFor() {
    JsonNode given = token(CLIENT + ",'grant_type':'client_credentials','expires_in':7200").json();

    assertThat(given.path("expires_in").asInt()).isEqualTo(7200);
    desk.advance(7100);
    assertThat(statusWith(given)).isEqualTo(200);
    desk.advance(100);
    assertThat(statusWith(given)).isEqualTo(401);
  }

  @Test
  void aLifeOutsideFiveMinutesToTwoDaysIsRefused() {
    for (String life : new String[] {"299", "172801", "'600'"}) {
      Desk.Seen refused = token(CLIENT + ",'grant_type':'client_credentials','expires_in':" + life);
      assertThat(refused.status()).as(life).isEqualTo(400);
      assertThat(refused.json().path("error").asText()).isEqualTo("invalid_request");
    }
  }

  @Test
  void theCurrentTokenTellsItsEnd() {
    JsonNode given = token(CLIENT + ",'grant_type':'client_credentials'").json();

    desk.as("Bearer " + given.path("access_token").asText());
    JsonNode current = desk.get("oauth/tokens/current").json().path("token");

    assertThat(current.path("expires_at").asText()).endsWith("Z");
    assertThat(current.path("token").asText()).hasSize(10);
    assertThat(current.path("scopes")).hasSize(2);
    assertThat(desk.delete("oauth/tokens/current").status()).isEqualTo(204);
    assertThat(desk.get("groups").status()).isEqualTo(401);
    desk.as(Desk.basic(ZendeskAccess.SERVICE_EMAIL));
    assertThat(desk.get("oauth/tokens/current").status()).isEqualTo(404);
  }

  @Test
  void aWrongClientOrSecretOrGrantIsRefused() {
    Desk.Seen wrong =
        token("'client_id':'mlconnector','client_secret':'x','grant_type':'client_credentials'");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_client");
    assertThat(token("'client_id':'nobody'").status()).isEqualTo(401);
    assertThat(token(CLIENT + ",'grant_type':'password'").json().path("error").asText())
        .isEqualTo("unsupported_grant_type");
  }

  @Test
  void aPublicClientMayNotUseClientCredentials() {
    Desk.Seen refused =
        token(
            "'client_id':'"
                + ZendeskAccess.PUBLIC_CLIENT_ID
                + "','grant_type':'client_credentials'");

    assertThat(refused.json().path("error").asText()).isEqualTo("unauthorized_client");
  }

  @Test
  void moreScopesThanConfiguredAreRefusedAndFewerAreHeeded() {
    String grant = CLIENT + ",'grant_type':'client_credentials','scope':";

    assertThat(token(grant + "'read impersonate'").json().path("error").asText())
        .isEqualTo("invalid_scope");
    JsonNode readOnly = token(grant + "'read'").json();
    assertThat(statusWith(readOnly)).isEqualTo(200);
    Desk.Seen write = desk.post("organizations", "{'organization':{'name':'X'}}");
    assertThat(write.status()).isEqualTo(403);
    assertThat(write.json().path("description").asText())
        .isEqualTo("You are missing the following required scopes: organizations:write, write");
  }

  @Test
  void anAccountThatWantsAScopeGivesTokensThatMayDoNothingWithoutOne() {
    desk.settings("{'scopeMustBeGiven':true}");

    JsonNode given = token(CLIENT + ",'grant_type':'client_credentials'").json();

    assertThat(statusWith(given)).isEqualTo(403);
  }

  @Test
  void aScopeForOneResourceOpensOnlyThat() {
    Desk.Seen sent =
        page(
            consentQuery(ZendeskAccess.CLIENT_ID, "&decision=allow")
                .replace("read+write", "organizations:read"));
    String location = sent.header("Location");
    String code = location.substring(location.indexOf("code=") + 5, location.indexOf("&state"));
    JsonNode given = token(byCode(code)).json();
    desk.as("Bearer " + given.path("access_token").asText());

    assertThat(desk.get("organizations").status()).isEqualTo(200);
    assertThat(desk.post("organizations", "{'organization':{'name':'X'}}").status()).isEqualTo(403);
    assertThat(desk.get("users").status()).isEqualTo(403);
    assertThat(desk.get("job_statuses").status()).isEqualTo(403);
    assertThat(desk.get("search/count?query=x").status()).isEqualTo(403);
    assertThat(desk.get("organization_fields").status()).isEqualTo(403);
  }

  @Test
  void aCodeWorksOnceAndForTwoMinutes() {
    String first = code(ZendeskAccess.CLIENT_ID, "");
    assertThat(token(byCode(first)).status()).isEqualTo(200);
    assertThat(token(byCode(first)).json().path("error").asText()).isEqualTo("invalid_grant");

    String second = code(ZendeskAccess.CLIENT_ID, "");
    desk.advance(120);
    assertThat(token(byCode(second)).json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeBelongsToItsRedirectUri() {
    String code = code(ZendeskAccess.CLIENT_ID, "");

    Desk.Seen refused = token(byCode(code).replace("/callback", "/other"));

    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void theTokenActsForWhoAgreed() {
    JsonNode given =
        token(byCode(code(ZendeskAccess.CLIENT_ID, "&as=" + ZendeskAccess.PLAIN_AGENT_EMAIL)))
            .json();

    desk.as("Bearer " + given.path("access_token").asText());

    assertThat(desk.get("users/me").json().at("/user/email").asText())
        .isEqualTo(ZendeskAccess.PLAIN_AGENT_EMAIL);
  }

  @Test
  void refreshTokensRotateAndTheOldPairDies() {
    JsonNode first = token(byCode(code(ZendeskAccess.CLIENT_ID, ""))).json();
    String refresh =
        CLIENT
            + ",'grant_type':'refresh_token','refresh_token':'"
            + first.path("refresh_token").asText()
            + "'";

    JsonNode second = token(refresh).json();

    assertThat(statusWith(first)).isEqualTo(401);
    assertThat(statusWith(second)).isEqualTo(200);
    Desk.Seen again = token(refresh);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("error").asText()).isEqualTo("invalid_grant");
    assertThat(statusWith(second)).isEqualTo(200);
  }

  @Test
  void aRefreshTokenLivesThirtyDaysUnlessAskedOtherwise() {
    JsonNode first = token(byCode(code(ZendeskAccess.CLIENT_ID, ""))).json();
    desk.advance(30 * 86_400);

    Desk.Seen late =
        token(
            CLIENT
                + ",'grant_type':'refresh_token','refresh_token':'"
                + first.path("refresh_token").asText()
                + "'");

    assertThat(late.json().path("error").asText()).isEqualTo("invalid_grant");
    JsonNode asked =
        token(byCode(code(ZendeskAccess.CLIENT_ID, "")) + ",'refresh_token_expires_in':604800")
            .json();
    assertThat(asked.path("refresh_token_expires_in").asInt()).isEqualTo(604_800);
  }

  @Test
  void pkceIsHeededWhereGivenAndDemandedOfPublicClients() throws Exception {
    String verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    String more = "&code_challenge_method=S256&code_challenge=" + challenge;

    String wrong = byCode(code(ZendeskAccess.CLIENT_ID, more)) + ",'code_verifier':'other'";
    assertThat(token(wrong).status()).isEqualTo(400);
    String right =
        byCode(code(ZendeskAccess.CLIENT_ID, more)) + ",'code_verifier':'" + verifier + "'";
    assertThat(token(right).status()).isEqualTo(200);
    assertThat(page(consentQuery(ZendeskAccess.PUBLIC_CLIENT_ID, "")).status()).isEqualTo(400);
    assertThat(page(consentQuery(ZendeskAccess.PUBLIC_CLIENT_ID, more)).status()).isEqualTo(200);
  }

  @Test
  void thePageNeverSendsAnybodyToAnAddressThatIsNotRegistered() {
    Desk.Seen refused =
        page(
            consentQuery(ZendeskAccess.CLIENT_ID, "&decision=allow")
                .replace("localhost", "elsewhere"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Location")).isNull();
  }

  @Test
  void thePageAsksAndWhoSaysNoIsToldToTheClient() {
    Desk.Seen question = page(consentQuery(ZendeskAccess.CLIENT_ID, ""));
    assertThat(question.text()).contains("decision=allow").contains("mlconnector asks for");

    Desk.Seen denied = page(consentQuery(ZendeskAccess.CLIENT_ID, "&decision=deny"));

    assertThat(denied.header("Location"))
        .isEqualTo(ZendeskAccess.REDIRECT_URI + "?error=access_denied&state=s+1");
  }
}
