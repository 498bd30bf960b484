package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten thousand users are an everyday size here: every way of reaching them has to stay quick. */
class SizeTest extends DeskTest {

  private static final int BATCHES = 100;

  @Test
  void tenThousandUsersCanBeLoadedFoundAndListed() {
    for (int batch = 0; batch < BATCHES; batch++) {
      desk.advance(1);
      assertThat(desk.post("users/create_many", users(batch)).status()).isEqualTo(200);
    }
    desk.advance(60);

    Set<String> seen = new HashSet<>();
    String next = "";
    boolean more = true;
    while (more) {
      JsonNode page = desk.get("users?page[size]=100" + next).json();
      page.path("users").forEach(user -> seen.add(user.path("id").asText()));
      next = "&page[after]=" + page.at("/meta/after_cursor").asText();
      more = page.at("/meta/has_more").asBoolean();
    }
    assertThat(seen).hasSize(BATCHES * 100 + 8);
    for (int i = 0; i < 50; i++) {
      assertThat(desk.get("users/search?query=u" + i + "@x.example").json().path("users"))
          .hasSize(1);
    }
    assertThat(desk.zendesk.users()).hasSize(BATCHES * 100 + 8);
    assertThat(desk.zendesk.duplicates()).isEmpty();
  }

  private static String users(int batch) {
    ObjectNode body = SandboxJson.object();
    ArrayNode users = body.putArray("users");
    for (int i = batch * 100; i < batch * 100 + 100; i++) {
      users
          .addObject()
          .put("name", "User " + i)
          .put("external_id", "erp:contact:" + i)
          .put("email", "u" + i + "@x.example")
          .put("skip_verify_email", true);
    }
    return body.toString();
  }
}
