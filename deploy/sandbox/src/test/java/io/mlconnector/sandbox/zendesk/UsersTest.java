package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Company;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsersTest extends DeskTest {

  private Desk.Seen change(long id, String inside) {
    desk.advance(2);
    return desk.put("users/" + id, "{'user':{" + inside + "}}");
  }

  @Test
  void aNewUserHasEveryRecordedAttribute() {
    Desk.Seen made = desk.post("users", "{'user':{'name':'Ada','email':'ada@x.example'}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(made.json().at("/user/url").asText());
    assertThat(made.json().path("user").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "url",
            "name",
            "email",
            "created_at",
            "updated_at",
            "time_zone",
            "iana_time_zone",
            "phone",
            "shared_phone_number",
            "photo",
            "locale_id",
            "locale",
            "organization_id",
            "role",
            "verified",
            "external_id",
            "tags",
            "alias",
            "active",
            "shared",
            "shared_agent",
            "last_login_at",
            "two_factor_auth_enabled",
            "signature",
            "details",
            "notes",
            "role_type",
            "custom_role_id",
            "moderator",
            "ticket_restriction",
            "only_private_comments",
            "restricted_agent",
            "suspended",
            "default_group_id",
            "report_csv",
            "user_fields",
            "suspension_details");
    assertThat(made.json().at("/user/role").asText()).isEqualTo("end-user");
  }

  @Test
  void onlySkipVerifyEmailKeepsAPersonFromGettingAMail() {
    desk.user("'name':'Quiet','email':'quiet@x.example'");
    assertThat(desk.zendesk.verificationMails()).isEmpty();

    desk.post("users", "{'user':{'name':'Loud','email':'loud@x.example'}}");
    desk.post("users", "{'user':{'name':'No mail'}}");

    assertThat(desk.zendesk.verificationMails())
        .extracting(mail -> mail.address())
        .containsExactly("loud@x.example");
  }

  @Test
  void anEmailBelongsToOneUserOnlyWhateverItsCaseAndWhicheverItsRank() {
    long ada = desk.user("'name':'Ada','email':'ada@x.example'");
    change(ada, "'email':'second@x.example','skip_verify_email':true");

    Desk.Seen refused = desk.post("users", "{'user':{'name':'Bob','email':'Second@X.example'}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json())
        .isEqualTo(
            Desk.json(
                "{'error':'RecordInvalid','description':'Record validation errors','details':"
                    + "{'email':[{'description':'Email: Second@X.example is already being used "
                    + "by another user','error':'DuplicateValue'}]}}"));
    assertThat(
            desk.post("users", "{'user':{'name':'B','email':'" + Company.AGENT_EMAIL + "'}}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void aNewEmailIsAddedBesideTheOldOneAndNothingClearsIt() {
    long id = desk.user("'name':'Ada','email':'ada@x.example'");

    Desk.Seen changed = change(id, "'email':'new@x.example'");
    Desk.Seen cleared = change(id, "'email':null,'phone':null");

    assertThat(changed.json().at("/user/email").asText()).isEqualTo("ada@x.example");
    assertThat(cleared.json().at("/user/email").asText()).isEqualTo("ada@x.example");
    assertThat(
            Desk.texts(desk.get("users/" + id + "/identities").json().path("identities"), "value"))
        .containsExactly("ada@x.example", "new@x.example");
    assertThat(desk.zendesk.verificationMails()).hasSize(1);
  }

  @Test
  void aNewPhoneIsAddedBesideTheOldOne() {
    long id = desk.user("'name':'Ada','phone':'+4930111'");

    Desk.Seen changed = change(id, "'phone':'+4930222'");

    JsonNode identities = desk.get("users/" + id + "/identities").json().path("identities");
    assertThat(Desk.texts(identities, "value")).containsExactly("+4930111", "+4930222");
    assertThat(changed.json().at("/user/phone").asText()).isEqualTo("+4930111");
  }

  @Test
  void theFirstEmailAndPhoneOfAUserWithoutAnyCountAsPrimary() {
    long id = desk.user("'name':'Ada'");

    Desk.Seen changed = change(id, "'email':'ada@x.example','phone':'+4930111'");

    assertThat(changed.json().at("/user/email").asText()).isEqualTo("ada@x.example");
    assertThat(changed.json().at("/user/phone").asText()).isEqualTo("+4930111");
  }

  @Test
  void anOrganizationReplacesAllMemberships() {
    long first = desk.organization("One");
    long second = desk.organization("Two");
    long third = desk.organization("Three");
    long id = desk.user("'name':'Ada','organization_id':" + first);
    desk.post(
        "organization_memberships",
        "{'organization_membership':{'user_id':" + id + ",'organization_id':" + second + "}}");

    Desk.Seen changed = change(id, "'organization_id':" + third);

    assertThat(changed.json().at("/user/organization_id").asLong()).isEqualTo(third);
    JsonNode left = desk.get("users/" + id + "/organization_memberships").json();
    assertThat(Desk.texts(left, "organization_id")).containsExactly("" + third);
    assertThat(change(id, "'organization_id':null").json().at("/user/organization_id").isNull())
        .isTrue();
  }

  @Test
  void whatDoesNotExistOrIsMalformedIsRefusedAllAtOnce() {
    Desk.Seen refused =
        desk.post(
            "users",
            "{'user':{'name':' ','email':'nonsense','role':'boss','organization_id':1,"
                + "'custom_role_id':1,'default_group_id':1}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("details").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "name", "email", "role", "organization", "custom_role_id", "default_group_id");
  }

  @Test
  void createOrUpdateFindsByExternalIdOrByAnyEmailEvenAnAgent() {
    String path = "users/create_or_update";
    Desk.Seen made =
        desk.post(path, "{'user':{'name':'Ada','external_id':'c-1','email':'ada@x.example'}}");
    desk.advance(2);
    Desk.Seen byKey = desk.post(path, "{'user':{'name':'Ada B','external_id':'C-1'}}");
    desk.advance(2);
    Desk.Seen byEmail = desk.post(path, "{'user':{'name':'Ada C','email':'ADA@x.example'}}");
    desk.advance(2);
    Desk.Seen agent =
        desk.post(path, "{'user':{'name':'Taken','email':'" + Company.AGENT_EMAIL + "'}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(byKey.status()).isEqualTo(200);
    assertThat(byKey.json().at("/user/external_id").asText()).isEqualTo("C-1");
    assertThat(byEmail.id("user")).isEqualTo(made.id("user"));
    assertThat(agent.json().at("/user/name").asText()).isEqualTo("Taken");
    assertThat(agent.json().at("/user/role").asText()).isEqualTo("agent");
  }

  @Test
  void showManyFindsAtMostHundred() {
    long id = desk.user("'name':'Ada','external_id':'c-1'");

    assertThat(desk.get("users/show_many?external_ids=C-1,x").json().path("users")).hasSize(1);
    assertThat(desk.get("users/show_many?ids=" + id).json().path("users")).hasSize(1);
    String many = IntStream.range(1, 102).mapToObj(i -> "" + i).collect(Collectors.joining(","));
    assertThat(desk.get("users/show_many?ids=" + many).status()).isEqualTo(400);
  }

  @Test
  void searchByExternalIdIsImmediateAndByQueryLate() {
    desk.user("'name':'Ada','email':'ada@x.example','external_id':'c-1'");

    assertThat(desk.get("users/search?external_id=C-1").json().path("users")).hasSize(1);
    assertThat(desk.get("users/search?query=email:ada@x.example").json().path("users")).isEmpty();
    desk.advance(30);
    for (String query : new String[] {"email:\"ADA@x.example\"", "ada@x.example", "name:ada"}) {
      assertThat(desk.get("users/search?query=" + query).json().path("users")).hasSize(1);
    }
    assertThat(desk.get("users/search").status()).isEqualTo(400);
  }

  @Test
  void aDeletedUserStaysReadableWithoutEmailAndFreesIt() {
    long id = desk.user("'name':'Ada','email':'ada@x.example','external_id':'c-1'");

    Desk.Seen deleted = desk.delete("users/" + id);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json().at("/user/active").asBoolean()).isFalse();
    assertThat(deleted.json().at("/user/email").isNull()).isTrue();
    assertThat(desk.get("users/" + id).json().at("/user/active").asBoolean()).isFalse();
    assertThat(change(id, "'name':'B'").status()).isEqualTo(404);
    assertThat(desk.get("users/show_many?external_ids=c-1").json().path("users")).isEmpty();
    assertThat(desk.user("'name':'Ada','email':'ada@x.example','external_id':'c-1'"))
        .isNotEqualTo(id);
  }

  @Test
  void theOwnerCannotBeDeletedAndASharedUserCannotBeChanged() {
    String owner =
        desk.get("users/search?query=" + ZendeskAccess.OWNER_EMAIL)
            .json()
            .at("/users/0/id")
            .asText();
    String shared =
        desk.get("users/search?query=mara.quist@sister-desk.example")
            .json()
            .at("/users/0/id")
            .asText();

    assertThat(desk.delete("users/" + owner).status()).isEqualTo(403);
    assertThat(change(Long.parseLong(shared), "'name':'X'").status()).isEqualTo(403);
  }

  @Test
  void aLightAgentIsAnAgentWithThatCustomRole() {
    JsonNode roles = desk.get("custom_roles").json().path("custom_roles");
    long light = -1;
    for (JsonNode role : roles) {
      light = role.path("role_type").asInt() == 1 ? role.path("id").asLong() : light;
    }

    long id = desk.user("'name':'Ada','role':'agent','custom_role_id':" + light);

    assertThat(desk.get("users/" + id).json().at("/user/role_type").asInt()).isEqualTo(1);
    assertThat(desk.get("users?role[]=agent&role[]=admin").json().path("count").asInt())
        .isEqualTo(6);
    assertThat(desk.get("users?role=agent").json().path("count").asInt()).isEqualTo(4);
  }
}
