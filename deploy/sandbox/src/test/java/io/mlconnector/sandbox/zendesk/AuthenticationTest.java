package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthenticationTest extends DeskTest {

  @Test
  void anApiTokenSignsInAsTheUserThatItNames() {
    Desk.Seen me = desk.get("users/me");

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().at("/user/email").asText()).isEqualTo(ZendeskAccess.SERVICE_EMAIL);
    assertThat(me.json().at("/user/role").asText()).isEqualTo("admin");
    assertThat(me.json().at("/user/role_type").asInt()).isEqualTo(4);
  }

  @Test
  void aStrangerAskingWhoHeIsGets200ForNobody() {
    Desk.Seen me = desk.as(null).get("users/me.json");

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.json().at("/user/id").isNull()).isTrue();
    assertThat(me.json().at("/user/name").asText()).isEqualTo("Anonymous user");
  }

  @Test
  void aStrangerGetsNothingElse() {
    Desk.Seen refused = desk.as(null).get("organizations");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).isEqualTo("{\"error\":\"Couldn't authenticate you\"}");
  }

  @Test
  void wrongCredentialsAreRefusedEvenWhereStrangersAreNot() {
    assertThat(desk.as("Bearer wrong").get("users/me").status()).isEqualTo(401);
    assertThat(desk.as("Basic !!").get("users/me").status()).isEqualTo(401);
    assertThat(desk.as(Desk.basic("nobody@x.example")).get("users/me").status()).isEqualTo(401);
  }

  @Test
  void anEndUserCannotBeNamedWithAnApiToken() {
    desk.user("'name':'Ada','email':'ada@customer.example'");

    assertThat(desk.as(Desk.basic("ada@customer.example")).get("organizations").status())
        .isEqualTo(401);
  }

  @Test
  void aSuspendedAgentIsLockedOut() {
    desk.zendesk.edit(
        account ->
            account
                .users()
                .update(
                    account.users().byEmail(ZendeskAccess.PLAIN_AGENT_EMAIL).orElseThrow().id(),
                    Desk.json("{'suspended':true}")));

    assertThat(desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL)).get("groups").status())
        .isEqualTo(401);
  }

  @Test
  void anApiTokenThatWasNotUsedForThirtyDaysStopsWorking() {
    assertThat(desk.get("groups").status()).isEqualTo(200);
    desk.advance(29 * 86_400);
    assertThat(desk.get("groups").status()).isEqualTo(200);
    desk.advance(31 * 86_400);

    assertThat(desk.get("groups").status()).isEqualTo(401);
  }

  @Test
  void apiTokensEndForEverybodyOnTheLastDayOfApril2027() {
    while (desk.sandbox.clock().instant().isBefore(Instant.parse("2027-04-30T00:00:00Z"))) {
      assertThat(desk.get("groups").status()).isEqualTo(200);
      desk.advance(86_400);
    }

    assertThat(desk.get("groups").status()).isEqualTo(401);
  }

  @Test
  void revokedTokensAreWorthless() {
    String pasted = "Bearer " + ZendeskAccess.LONG_LIVED_TOKEN;
    assertThat(desk.as(pasted).get("groups").status()).isEqualTo(200);

    desk.zendesk.revokeTokens();

    assertThat(desk.as(pasted).get("groups").status()).isEqualTo(401);
    assertThat(desk.as(Desk.basic(ZendeskAccess.SERVICE_EMAIL)).get("groups").status())
        .isEqualTo(401);
  }

  @Test
  void aSubdomainThatNobodyHasAnswersWithAnErrorObject() {
    desk.settings("{'helpDeskOpen':false}");

    Desk.Seen refused = desk.get("users/me");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.json().at("/error/title").asText()).startsWith("No help desk at 127.0.0.1");
  }

  @Test
  void anAgentMayChangeTheNotesOfAnOrganizationAndNothingElse() {
    long id = desk.organization("Kestrel");
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));

    assertThat(desk.put("organizations/" + id, "{'organization':{'notes':'hi'}}").status())
        .isEqualTo(200);
    assertThat(desk.put("organizations/" + id, "{'organization':{'details':'hi'}}").status())
        .isEqualTo(403);
    assertThat(desk.post("organizations", "{'organization':{'name':'X'}}").status()).isEqualTo(403);
    assertThat(desk.delete("organizations/" + id).status()).isEqualTo(403);
    assertThat(desk.post("organizations/create_many", "{'organizations':[{'name':'X'}]}").status())
        .isEqualTo(403);
    assertThat(desk.post("organization_fields", "{'organization_field':{}}").status())
        .isEqualTo(403);
  }

  @Test
  void anAccountMayDropWhatAnAgentMustNotChangeInsteadOfRefusing() {
    desk.settings("{'agentWritesIgnored':true}");
    long id = desk.organization("Kestrel");
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));

    Desk.Seen written =
        desk.put("organizations/" + id, "{'organization':{'notes':'hi','details':'no'}}");

    assertThat(written.status()).isEqualTo(200);
    assertThat(written.json().at("/organization/notes").asText()).isEqualTo("hi");
    assertThat(written.json().at("/organization/details").isNull()).isTrue();
  }

  @Test
  void anAgentMayNeitherChangeStaffNorMakeSomebodyStaff() {
    long end = desk.user("'name':'Ada'");
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));
    long me = desk.get("users/me").id("user");

    assertThat(desk.put("users/" + end, "{'user':{'notes':'ok'}}").status()).isEqualTo(200);
    desk.advance(2);
    assertThat(desk.put("users/" + me, "{'user':{'notes':'no'}}").status()).isEqualTo(403);
    desk.advance(2);
    assertThat(desk.put("users/" + end, "{'user':{'role':'agent'}}").status()).isEqualTo(403);
    assertThat(desk.delete("users/" + end).status()).isEqualTo(403);
  }
}
