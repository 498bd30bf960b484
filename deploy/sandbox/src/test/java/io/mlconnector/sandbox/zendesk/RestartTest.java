package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A helpdesk does not forget because somebody restarts the sandbox. */
class RestartTest {

  @TempDir private Path folder;

  private Desk open() {
    return new Desk(SandboxOptions.forTests().folder(folder));
  }

  @Test
  void recordsAndSettingsAndDefinitionsAreTheSameAfterwards() {
    JsonNode organizations;
    JsonNode users;
    JsonNode fields;
    long deleted;
    try (Desk desk = open()) {
      desk.settings("{'bulkUserImport':false}");
      desk.post(
          "organization_fields",
          "{'organization_field':{'type':'integer','key':'size','title':'Size'}}");
      long one =
          desk.post(
                  "organizations",
                  "{'organization':{'name':'K','external_id':'k','tags':['a'],"
                      + "'organization_fields':{'credit_limit':'10.50','size':'42',"
                      + "'customer_category':'standard'}}}")
              .id("organization");
      long two = desk.organization("Two");
      long ada = desk.user("'name':'Ada','email':'ada@x.example','organization_id':" + one);
      desk.post(
          "organization_memberships",
          "{'organization_membership':{'user_id':" + ada + ",'organization_id':" + two + "}}");
      desk.put("users/" + ada, "{'user':{'email':'b@x.example'}}");
      deleted = desk.user("'name':'Gone','email':'gone@x.example'");
      desk.delete("users/" + deleted);
      organizations = desk.get("organizations").json().path("organizations");
      users = Desk.json("{}").putPOJO("all", desk.zendesk.users().toString());
      fields = desk.get("organization_fields").json().path("organization_fields");
    }

    try (Desk desk = open()) {
      assertThat(desk.get("organizations").json().path("organizations")).isEqualTo(organizations);
      assertThat(Desk.json("{}").putPOJO("all", desk.zendesk.users().toString()).toString())
          .isEqualTo(users.toString());
      assertThat(desk.get("organization_fields").json().path("organization_fields"))
          .isEqualTo(fields);
      assertThat(desk.zendesk.settings().bulkUserImport()).isFalse();
      assertThat(desk.zendesk.verificationMails()).hasSize(1);
      assertThat(desk.get("users/" + deleted).json().at("/user/active").asBoolean()).isFalse();
      assertThat(desk.post("organizations", "{'organization':{'name':'k'}}").status())
          .isEqualTo(422);
      assertThat(desk.post("users", "{'user':{'name':'X','email':'b@x.example'}}").status())
          .isEqualTo(422);
      assertThat(desk.get("search/count?query=external_id:k").json().path("count").asInt())
          .isEqualTo(1);
      long fresh = desk.organization("Fresh");
      assertThat(organizations.findValuesAsText("id")).doesNotContain("" + fresh);
    }
  }

  @Test
  void aChangeThatChangesNothingIsStillSeenAsNone() {
    long id;
    String change =
        "{'organization':{'organization_fields':{'credit_limit':'10.50','size':'42'},'name':'K'}}";
    try (Desk desk = open()) {
      desk.post(
          "organization_fields",
          "{'organization_field':{'type':'integer','key':'size','title':'Size'}}");
      id = desk.post("organizations", change).id("organization");
    }

    try (Desk desk = open()) {
      String before =
          desk.get("organizations/" + id).json().at("/organization/updated_at").asText();
      desk.advance(5);
      assertThat(
              desk.put("organizations/" + id, change)
                  .json()
                  .at("/organization/updated_at")
                  .asText())
          .isEqualTo(before);
    }
  }

  @Test
  void aJobThatWasUnderWayGoesOn() {
    String id;
    try (Desk desk = open()) {
      desk.settings("{'jobMillisPerItem':10000}");
      id =
          desk.post(
                  "organizations/create_many",
                  "{'organizations':[{'name':'A','external_id':'a'},{'name':'B'},{'name':'b'}]}")
              .json()
              .at("/job_status/id")
              .asText();
      desk.advance(15);
      assertThat(desk.get("job_statuses/" + id).json().at("/job_status/progress").asInt())
          .isEqualTo(1);
    }

    try (Desk desk = open()) {
      assertThat(desk.get("job_statuses/" + id).json().at("/job_status/status").asText())
          .isEqualTo("working");
      desk.advance(30);
      JsonNode job = desk.get("job_statuses/" + id).json().path("job_status");
      assertThat(job.path("status").asText()).isEqualTo("completed");
      assertThat(Desk.texts(job.path("results"), "status"))
          .containsExactlyInAnyOrder("Created", "Created", "Failed");
    }

    try (Desk desk = open()) {
      assertThat(desk.get("job_statuses/" + id).json().at("/job_status/results")).hasSize(3);
    }
  }

  @Test
  void tokensGoOnAndAnUsedRefreshTokenStaysUsed() {
    String refresh;
    String access;
    String client =
        "'client_id':'"
            + ZendeskAccess.CLIENT_ID
            + "','client_secret':'"
            + ZendeskAccess.CLIENT_SECRET
            + "',";
    try (Desk desk = open()) {
      String location =
          desk.send(
                  desk.request(
                          "/oauth/authorizations/new?response_type=code&decision=allow&scope=read"
                              + "&client_id="
                              + ZendeskAccess.CLIENT_ID
                              + "&redirect_uri="
                              + ZendeskAccess.REDIRECT_URI)
                      .build())
              .header("Location");
      JsonNode given =
          token(
              desk,
              client
                  + "'grant_type':'authorization_code','redirect_uri':'"
                  + ZendeskAccess.REDIRECT_URI
                  + "','code':'"
                  + location.substring(location.indexOf("code=") + 5)
                  + "'");
      refresh = given.path("refresh_token").asText();
      access = given.path("access_token").asText();
    }

    String grant = client + "'grant_type':'refresh_token','refresh_token':'" + refresh + "'";
    try (Desk desk = open()) {
      assertThat(desk.as("Bearer " + access).get("groups").status()).isEqualTo(200);
      assertThat(token(desk, grant).has("access_token")).isTrue();
    }
    try (Desk desk = open()) {
      assertThat(token(desk, grant).path("error").asText()).isEqualTo("invalid_grant");
      assertThat(desk.as("Bearer " + access).get("groups").status()).isEqualTo(401);
    }
  }

  private static JsonNode token(Desk desk, String body) {
    return desk.send(
            desk.request("/oauth/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(("{" + body + "}").replace('\'', '"')))
                .build())
        .json();
  }

  @Test
  void readingChangesNothingThatHasToBeKept() {
    try (Desk desk = open()) {
      long before = desk.zendesk.changes();

      desk.get("organizations");
      desk.zendesk.users();
      assertThat(desk.zendesk.changes()).isEqualTo(before);

      desk.organization("K");
      assertThat(desk.zendesk.changes()).isGreaterThan(before);
    }
  }
}
