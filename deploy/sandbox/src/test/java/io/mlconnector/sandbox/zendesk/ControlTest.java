package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.Company;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class ControlTest extends DeskTest {

  private Desk.Seen control(String method, String path, String body) {
    return desk.send(
        desk.control(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .build());
  }

  @Test
  void theStateTellsCountsAndDuplicates() {
    desk.user("'name':'Ada'");

    Desk.Seen state = control("GET", "/state", "");

    assertThat(state.json().path("users").asInt()).isEqualTo(9);
    assertThat(state.json().path("organizations").asInt()).isEqualTo(3);
    assertThat(state.json().path("duplicates")).isEmpty();
    assertThat(state.json().path("verification_mails").asInt()).isZero();
  }

  @Test
  void settingsChangeAndBadOnesAreNamed() {
    assertThat(control("PATCH", "/settings", "{'bulkUserImport':false}").status()).isEqualTo(200);
    assertThat(desk.zendesk.settings().bulkUserImport()).isFalse();

    Desk.Seen unknown = control("PATCH", "/settings", "{'speed':1}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text()).contains("speed");
    assertThat(control("PATCH", "/settings", "{'plan':'GOLD'}").status()).isEqualTo(400);
  }

  @Test
  void peopleEditRecordsWithoutLimits() {
    Desk.Seen made = control("POST", "/organizations", "{'name':'By hand'}");
    String path = "/organizations/" + made.json().path("id").asText();
    for (int i = 0; i < 8; i++) {
      assertThat(control("PATCH", path, "{'notes':'" + i + "'}").status()).isEqualTo(200);
    }

    assertThat(control("GET", "/organizations?name=by+hand", "").json().at("/0/notes").asText())
        .isEqualTo("7");
    assertThat(control("POST", "/organizations", "{'name':'By hand'}").status()).isEqualTo(422);
    assertThat(control("DELETE", path, "").status()).isEqualTo(204);
    assertThat(control("GET", path, "").status()).isEqualTo(400);
  }

  @Test
  void aSuspendedUserShowsItsAddressesAndMemberships() {
    long organization = desk.organization("Kestrel");
    long id = desk.user("'name':'Ada','email':'ada@x.example','organization_id':" + organization);

    Desk.Seen suspended = control("POST", "/users/" + id + "/suspend", "");

    assertThat(suspended.json().path("suspended").asBoolean()).isTrue();
    assertThat(suspended.json().path("identities")).hasSize(1);
    assertThat(suspended.json().path("memberships")).hasSize(1);
    assertThat(control("GET", "/users?email=ADA@x.example", "").json()).hasSize(1);
  }

  @Test
  void aMergedUserStopsResolvingAndItsAddressGoesOver() {
    long loser = desk.user("'name':'Ada','email':'ada@x.example'");
    long winner = desk.user("'name':'Ada B','email':'b@x.example'");

    Desk.Seen merged = control("POST", "/users/" + loser + "/merge", "{'into':" + winner + "}");

    assertThat(merged.json().path("identities")).hasSize(2);
    assertThat(desk.get("users/" + loser).status()).isEqualTo(404);
    assertThat(control("POST", "/users/" + winner + "/merge", "{'into':0}").status())
        .isEqualTo(404);
    assertThat(control("POST", "/users/" + winner + "/merge", "{}").status()).isEqualTo(400);
  }

  @Test
  void aMergedOrganizationLosesItsValuesAndItsPeopleMove() {
    long loser = desk.organization("One");
    long winner = desk.organization("Two");
    long id = desk.user("'name':'Ada','organization_id':" + loser);

    control("POST", "/organizations/" + loser + "/merge", "{'into':" + winner + "}");

    assertThat(desk.get("organizations/" + loser).status()).isEqualTo(404);
    assertThat(desk.get("users/" + id).json().at("/user/organization_id").asLong())
        .isEqualTo(winner);
    assertThat(
            control("POST", "/organizations/" + winner + "/merge", "{'into':" + winner + "}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aCallbackCanBeRegisteredAndATokenAdded() {
    String uri = "http://127.0.0.1:9999/cb";
    String query =
        "?response_type=code&client_id=" + ZendeskAccess.CLIENT_ID + "&redirect_uri=" + uri;
    String page = "/oauth/authorizations/new" + query;
    assertThat(desk.send(desk.request(page).build()).status()).isEqualTo(400);

    control("PUT", "/oauth-clients/" + ZendeskAccess.CLIENT_ID, "{'redirectUris':['" + uri + "']}");
    desk.zendesk.revokeTokens();
    control("POST", "/api-tokens", "{'token':'" + ZendeskAccess.API_TOKEN + "'}");

    assertThat(desk.send(desk.request(page).build()).status()).isEqualTo(200);
    assertThat(desk.get("groups").status()).isEqualTo(200);
  }

  @Test
  void theUserWhomAClientActsAsCanBeChosen() {
    String path = "/oauth-clients/" + ZendeskAccess.CLIENT_ID;
    control("PUT", path, "{'actsAs':'" + ZendeskAccess.PLAIN_AGENT_EMAIL + "'}");
    Desk.Seen token =
        desk.send(
            desk.request("/oauth/tokens")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        Desk.json(
                                "{'grant_type':'client_credentials','client_id':'"
                                    + ZendeskAccess.CLIENT_ID
                                    + "','client_secret':'"
                                    + ZendeskAccess.CLIENT_SECRET
                                    + "'}")
                            .toString()))
                .build());

    desk.as("Bearer " + token.json().path("access_token").asText());

    assertThat(desk.get("users/me").json().at("/user/role").asText()).isEqualTo("agent");
    assertThat(control("PUT", path, "{'actsAs':'nobody@x.example'}").text()).contains("actsAs");
  }

  @Test
  void commandsNameWhatIsWrong() {
    assertThat(control("POST", "/spend", "{'calls':'x'}").text()).contains("calls");
    assertThat(control("POST", "/jobs/fail-next", "{}").text()).contains("afterItems");
    assertThat(control("POST", "/api-tokens", "{}").text()).contains("token");
    assertThat(control("GET", "/users/abc", "").text()).contains("id: a number");
    assertThat(control("PUT", "/oauth-clients/x", "{'scopes':'read'}").text()).contains("scopes");
  }

  @Test
  void theSeedHasOneOrganizationAndOneUserToAdopt() {
    Company company = desk.sandbox.company();

    assertThat(desk.zendesk.organizations())
        .filteredOn(each -> each.path("name").asText().equals(desk.zendesk.adoptedName()))
        .singleElement()
        .matches(each -> each.path("external_id").isNull());
    assertThat(company.customers()).extracting(c -> c.name()).contains(desk.zendesk.adoptedName());
    assertThat(company.contacts()).extracting(c -> c.email()).contains(desk.zendesk.adoptedEmail());
    assertThat(desk.zendesk.users())
        .filteredOn(each -> each.path("email").asText().equals(desk.zendesk.adoptedEmail()))
        .singleElement()
        .matches(each -> each.path("external_id").isNull())
        .matches(each -> each.path("role").asText().equals("end-user"));
    assertThat(desk.zendesk.users())
        .anyMatch(
            each ->
                each.path("email").asText().equals(Company.AGENT_EMAIL)
                    && each.path("role").asText().equals("agent"));
  }
}
