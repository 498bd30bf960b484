package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.zendesk.Desk.Seen;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents, their groups, and what becomes of their tickets: vendor sheet A3. */
class TeamTest extends DeskTest {

  private long agent;
  private long colleague;
  private long support;
  private long billing;

  @BeforeEach
  void makeAgents() {
    agent = desk.user("'name':'Ada','email':'ada@desk.example','role':'agent'");
    colleague = desk.user("'name':'Bo','email':'bo@desk.example','role':'agent'");
    desk.user("'name':'Cy','email':'cy@customers.example'");
    JsonNode groups = desk.get("groups").json().path("groups");
    support = groups.at("/0/id").asLong();
    billing = groups.at("/1/id").asLong();
  }

  private Seen join(long user, long group) {
    return desk.post(
        "group_memberships",
        "{'group_membership':{'user_id':" + user + ",'group_id':" + group + "}}");
  }

  private long ticket(String more) {
    return desk.send(
            desk.control("/tickets")
                .POST(
                    BodyPublishers.ofString(
                        ("{'requester':'cy@customers.example','subject':'S','comment':'C','assignee_id':"
                                + agent
                                + more
                                + "}")
                            .replace('\'', '"')))
                .build())
        .json()
        .path("id")
        .asLong();
  }

  private String assignee(long ticket) {
    return desk.get("tickets/" + ticket).json().at("/ticket/assignee_id").asText();
  }

  @Test
  void agentsAreInGroupsOncePerGroupAndEndUsersInNone() {
    long endUser = desk.user("'name':'Dee'");

    assertThat(join(agent, support).status()).isEqualTo(201);
    assertThat(join(agent, support).status()).isEqualTo(422);
    assertThat(join(endUser, support).status()).isEqualTo(422);
    assertThat(join(agent, 77).status()).isEqualTo(422);
    JsonNode all = desk.get("users/" + agent + "/group_memberships").json();
    assertThat(all.path("group_memberships")).hasSize(1);

    long id = all.at("/group_memberships/0/id").asLong();
    assertThat(desk.delete("group_memberships/" + id).status()).isEqualTo(204);
    assertThat(desk.delete("group_memberships/" + id).status()).isEqualTo(404);
  }

  @Test
  void aDowngradeGivesWorkingTicketsToTheAdminOrToTheGroupsOldestAgentAndLosesGroups() {
    join(agent, support);
    join(agent, billing);
    join(colleague, billing);
    long ofNoGroup = ticket("");
    long ofBilling = ticket(",'group_id':" + billing);
    long closed = ticket(",'status':'closed'");
    assertThat(desk.get("users/" + agent + "/tickets/assigned").json().path("tickets")).hasSize(3);

    desk.put("users/" + agent, "{'user':{'role':'end-user'}}");

    String service = desk.get("users/me").json().at("/user/id").asText();
    assertThat(assignee(ofNoGroup)).isEqualTo(service);
    assertThat(assignee(ofBilling)).isEqualTo("" + colleague);
    assertThat(assignee(closed)).isEqualTo("" + agent);
    assertThat(desk.get("users/" + agent + "/group_memberships").json().path("group_memberships"))
        .isEmpty();
  }

  @Test
  void aSuspensionLeavesTicketsAndTheRoleAsTheyAre() {
    long ticket = ticket("");

    desk.put("users/" + agent, "{'user':{'suspended':true}}");

    assertThat(assignee(ticket)).isEqualTo("" + agent);
    assertThat(desk.get("users/" + agent).json().at("/user/role").asText()).isEqualTo("agent");
  }

  @Test
  void ticketsAreGivenToAGroupInBulkByAJob() {
    long one = ticket("");
    long two = ticket(",'status':'closed'");

    JsonNode job =
        desk.finish(
            desk.put(
                "tickets/update_many?ids=" + one + "," + two,
                "{'ticket':{'group_id':" + billing + ",'assignee_id':null}}"));

    assertThat(job.path("results").findValuesAsText("success"))
        .containsExactlyInAnyOrder("true", "false");
    assertThat(assignee(one)).isEqualTo("null");
    assertThat(desk.get("tickets/" + one).json().at("/ticket/group_id").asLong())
        .isEqualTo(billing);
    assertThat(desk.put("tickets/update_many?ids=" + one, "{'ticket':{'group_id':77}}").status())
        .isEqualTo(422);
    assertThat(desk.put("tickets/update_many?ids=" + one, "{'ticket':{'x':1}}").status())
        .isEqualTo(400);
  }

  @Test
  void theOwnerStaysAnAdminWhoCanSignIn() {
    long owner = desk.get("users?role[]=admin").json().at("/users/0/id").asLong();

    assertThat(desk.put("users/" + owner, "{'user':{'role':'end-user'}}").status()).isEqualTo(403);
    desk.advance(2);
    assertThat(desk.put("users/" + owner, "{'user':{'suspended':true}}").status()).isEqualTo(403);
    desk.advance(2);
    assertThat(desk.put("users/" + owner, "{'user':{'notes':'The boss'}}").status()).isEqualTo(200);
  }
}
