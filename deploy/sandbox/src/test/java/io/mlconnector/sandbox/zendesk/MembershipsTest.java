package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipsTest extends DeskTest {

  private long user;
  private long one;
  private long two;

  @BeforeEach
  void makeRecords() {
    one = desk.organization("One");
    two = desk.organization("Two");
    user = desk.user("'name':'Ada','organization_id':" + one);
  }

  private Desk.Seen join(long organization, String more) {
    return desk.post(
        "organization_memberships",
        "{'organization_membership':{'user_id':"
            + user
            + ",'organization_id':"
            + organization
            + more
            + "}}");
  }

  private long defaultOrganization() {
    return desk.get("users/" + user).json().at("/user/organization_id").asLong();
  }

  @Test
  void aSecondOneComesBesideTheFirst() {
    Desk.Seen made = join(two, "");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/organization_membership/default").asBoolean()).isFalse();
    assertThat(defaultOrganization()).isEqualTo(one);
    JsonNode all = desk.get("users/" + user + "/organization_memberships").json();
    assertThat(all.path("organization_memberships")).hasSize(2);
    assertThat(
            desk.get("organizations/" + two + "/organization_memberships")
                .json()
                .path("count")
                .asInt())
        .isEqualTo(1);
    assertThat(Desk.texts(desk.get("organizations/" + two + "/users").json(), "name"))
        .containsExactly("Ada");
  }

  @Test
  void theSamePairTwiceIsRefused() {
    Desk.Seen refused = join(one, "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("error").asText()).isEqualTo("RecordInvalid");
    assertThat(refused.json().at("/details/user_id/0/error").asText()).isEqualTo("DuplicateValue");
  }

  @Test
  void aPlanWithoutSeveralOrganizationsRefusesASecondOne() {
    desk.settings("{'severalOrganizations':false}");

    assertThat(join(two, "").status()).isEqualTo(422);
    assertThat(desk.get("users/" + user + "/organization_memberships").json().path("count").asInt())
        .isEqualTo(1);
  }

  @Test
  void whoeverDoesNotExistCannotJoin() {
    assertThat(join(17, "").status()).isEqualTo(422);
    user = 17;
    assertThat(join(two, "").status()).isEqualTo(422);
  }

  @Test
  void theDefaultMovesOnRequestAndWhenItIsTakenAway() {
    long second = join(two, "").id("organization_membership");

    Desk.Seen answer =
        desk.put("users/" + user + "/organization_memberships/" + second + "/make_default", "{}");
    assertThat(answer.json().path("organization_memberships")).hasSize(2);
    assertThat(defaultOrganization()).isEqualTo(two);

    assertThat(desk.delete("organization_memberships/" + second).status()).isEqualTo(204);
    assertThat(defaultOrganization()).isEqualTo(one);
    assertThat(desk.delete("organization_memberships/" + second).status()).isEqualTo(404);
  }

  @Test
  void aMembershipCanBeMadeDefaultAtOnce() {
    join(two, ",'default':true");

    assertThat(defaultOrganization()).isEqualTo(two);
  }

  @Test
  void manyAtOnceAreAJobWithAResultEach() {
    JsonNode job =
        desk.finish(
            desk.post(
                "organization_memberships/create_many",
                "{'organization_memberships':[{'user_id':"
                    + user
                    + ",'organization_id':"
                    + two
                    + "},{'user_id':"
                    + user
                    + ",'organization_id':"
                    + one
                    + "}]}"));

    assertThat(Desk.texts(job.path("results"), "status"))
        .containsExactlyInAnyOrder("Created", "Failed");
    String many = "{'user_id':1,'organization_id':1},".repeat(100);
    assertThat(
            desk.post(
                    "organization_memberships/create_many",
                    "{'organization_memberships':[" + many + "{'user_id':1}]}")
                .status())
        .isEqualTo(400);
  }
}
