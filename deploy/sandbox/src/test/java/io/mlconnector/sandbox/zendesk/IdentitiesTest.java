package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentitiesTest extends DeskTest {

  private long user;
  private String path;

  @BeforeEach
  void makeUser() {
    user = desk.user("'name':'Ada','email':'ada@x.example'");
    path = "users/" + user + "/identities";
  }

  private Desk.Seen add(String inside) {
    return desk.post(path, "{'identity':{" + inside + "}}");
  }

  private String primaryEmail() {
    return desk.get("users/" + user).json().at("/user/email").asText();
  }

  @Test
  void aVerifiedPrimaryAddressReplacesTheFirstWithoutAMail() {
    Desk.Seen made = add("'type':'email','value':'new@x.example','verified':true,'primary':true");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/identity/primary").asBoolean()).isTrue();
    assertThat(primaryEmail()).isEqualTo("new@x.example");
    assertThat(desk.zendesk.verificationMails()).isEmpty();
  }

  @Test
  void anUnverifiedAddressCausesAMailUnlessToldNotTo() {
    add("'type':'email','value':'a@x.example','skip_verify_email':true");
    assertThat(desk.zendesk.verificationMails()).isEmpty();

    add("'type':'email','value':'b@x.example'");

    assertThat(desk.zendesk.verificationMails()).hasSize(1);
    assertThat(primaryEmail()).isEqualTo("ada@x.example");
  }

  @Test
  void makePrimaryAnswersTheFullList() {
    long second = add("'type':'email','value':'b@x.example','verified':true").id("identity");

    Desk.Seen answer = desk.put(path + "/" + second + "/make_primary", "{}");

    JsonNode identities = answer.json().path("identities");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Desk.texts(identities, "value")).containsExactly("ada@x.example", "b@x.example");
    assertThat(Desk.texts(identities, "primary")).containsExactly("false", "true");
    assertThat(primaryEmail()).isEqualTo("b@x.example");
  }

  @Test
  void anAddressThatWentIsFreeAndTheNextOneFollowsIt() {
    add("'type':'email','value':'b@x.example','verified':true");
    long first = desk.get(path).json().at("/identities/0/id").asLong();

    assertThat(desk.delete(path + "/" + first).status()).isEqualTo(204);

    assertThat(primaryEmail()).isEqualTo("b@x.example");
    assertThat(desk.delete(path + "/" + first).status()).isEqualTo(404);
    desk.user("'name':'Bob','email':'ada@x.example'");
  }

  @Test
  void verifyAndRequestVerificationDoWhatTheySay() {
    long id = desk.get(path).json().at("/identities/0/id").asLong();

    assertThat(desk.put(path + "/" + id + "/request_verification", "{}").status()).isEqualTo(200);
    assertThat(desk.zendesk.verificationMails()).hasSize(1);
    assertThat(
            desk.put(path + "/" + id + "/verify", "{}").json().at("/identity/verified").asBoolean())
        .isTrue();
    assertThat(desk.get("users/" + user).json().at("/user/verified").asBoolean()).isTrue();
  }

  @Test
  void anAddressOfSomebodyElseOrOfNoKindIsRefused() {
    desk.user("'name':'Bob','email':'bob@x.example'");

    assertThat(add("'type':'email','value':'bob@x.example'").json().path("details").has("value"))
        .isTrue();
    assertThat(add("'type':'email','value':'ada@x.example'").status()).isEqualTo(422);
    assertThat(add("'type':'email','value':'nonsense'").status()).isEqualTo(422);
    assertThat(add("'type':'pigeon','value':'x'").status()).isEqualTo(422);
    assertThat(add("'type':'phone_number','value':''").status()).isEqualTo(422);
    assertThat(desk.get("users/17/identities").status()).isEqualTo(404);
  }
}
