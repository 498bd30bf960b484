package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class ErrorsTest extends DeskTest {

  @Test
  void anUnknownPathIsAnInvalidEndpoint() {
    assertThat(desk.get("organisations").json().path("error").asText())
        .isEqualTo("InvalidEndpoint");
    assertThat(desk.put("organizations", "{}").status()).isEqualTo(404);
  }

  @Test
  void anIdThatIsNoNumberIsRefusedWithAnErrorObject() {
    Desk.Seen refused = desk.get("organizations/abc");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/message").asText()).contains("abc");
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    Desk.Seen refused = desk.post("organizations", "{'organization':");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("message").asText()).contains("JSON");
    assertThat(desk.post("organizations", "[]").status()).isEqualTo(422);
  }

  @Test
  void aBodyWithoutItsWrapperOrMediaTypeIsMissing() {
    assertThat(desk.post("organizations", "{'name':'A'}").status()).isEqualTo(400);
    HttpRequest.Builder bare =
        desk.request("/api/v2/organizations")
            .header("Authorization", Desk.basic(ZendeskAccess.SERVICE_EMAIL))
            .POST(BodyPublishers.ofString("{\"organization\":{\"name\":\"A\"}}"));
    assertThat(desk.send(bare.build()).status()).isEqualTo(400);
    assertThat(desk.send(bare.header("Content-Type", "text/plain").build()).status())
        .isEqualTo(400);
    assertThat(desk.zendesk.organizations()).hasSize(3);
  }

  @Test
  void recordsThatAreNotThereAnswer404() {
    for (String path :
        new String[] {
          "users/17",
          "organizations/17",
          "organization_memberships/17",
          "groups/17",
          "user_fields/17",
          "organizations/17/users",
          "organizations/17/related"
        }) {
      assertThat(desk.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(desk.put("users/17", "{'user':{'name':'A'}}").status()).isEqualTo(404);
    assertThat(desk.put("organizations/17", "{'organization':{}}").status()).isEqualTo(404);
  }

  @Test
  void pathsWorkWithAndWithoutTheSuffix() {
    long id = desk.organization("Kestrel");

    assertThat(desk.get("organizations/" + id + ".json").id("organization")).isEqualTo(id);
  }
}
