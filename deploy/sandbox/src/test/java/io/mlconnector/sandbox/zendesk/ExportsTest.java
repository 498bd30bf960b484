package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.zendesk.Desk.Seen;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The incremental exports of users, by cursor, and of organizations, by time: vendor sheet A4. */
class ExportsTest {

  private static final String USERS = "incremental/users/cursor.json";
  private static final String ORGANIZATIONS = "incremental/organizations.json";

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
    // What the account has from the start is older than everything below.
    desk.advance(600);
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private long ago(long seconds) {
    return desk.sandbox.clock().instant().minus(Duration.ofSeconds(seconds)).getEpochSecond();
  }

  private Seen edit(String method, String path, String body) {
    return desk.send(
        desk.control(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
            .build());
  }

  /** All users that the export gives from there on, by id; the last state of each. */
  private Map<Long, JsonNode> users(String query) {
    Seen page = desk.get(USERS + query);
    assertThat(page.status()).as(page.text()).isEqualTo(200);
    Map<Long, JsonNode> users = new HashMap<>();
    page.json().path("users").forEach(user -> users.put(user.path("id").asLong(), user));
    return users;
  }

  private static List<Long> ids(Seen page) {
    List<Long> ids = new ArrayList<>();
    page.json().path("organizations").forEach(each -> ids.add(each.path("id").asLong()));
    return ids;
  }

  @Test
  void usersGoOnByCursorWithoutTheNewestMinute() {
    long start = ago(300);
    long first = desk.user("'name':'Ada'");
    desk.advance(50);
    long second = desk.user("'name':'Grace'");
    desk.advance(20);

    Seen page = desk.get(USERS + "?start_time=" + start);
    assertThat(page.json().path("users")).hasSize(1);
    assertThat(page.json().at("/users/0/id").asLong()).isEqualTo(first);
    assertThat(page.json().path("end_of_stream").asBoolean()).isTrue();
    desk.advance(60);

    String cursor = page.json().path("after_cursor").asText();
    assertThat(users("?cursor=" + cursor)).containsOnlyKeys(second);
    assertThat(page.json().path("after_url").asText())
        .as("links name another host")
        .contains("heritage-desk.zendesk.com")
        .contains(cursor);
  }

  @Test
  void whoMovedWasSuspendedOrDeletedIsExportedAgainAndWhoWasMergedIsNowhere() {
    long old = desk.organization("Old");
    long next = desk.organization("Next");
    long moved = desk.user("'name':'Moved','organization_id':" + old);
    long suspended = desk.user("'name':'Suspended'");
    long deleted = desk.user("'name':'Deleted','email':'deleted@x.example'");
    long loser = desk.user("'name':'Loser','email':'loser@x.example'");
    long winner = desk.user("'name':'Winner'");
    long untouched = desk.user("'name':'Untouched'");
    desk.advance(120);
    long start = ago(60);
    edit("PATCH", "/users/" + moved, "{'organization_id':" + next + "}");
    edit("POST", "/users/" + suspended + "/suspend", "");
    edit("DELETE", "/users/" + deleted, "");
    edit("POST", "/users/" + loser + "/merge", "{'into':" + winner + "}");
    desk.advance(120);

    Map<Long, JsonNode> users = users("?start_time=" + start);

    assertThat(users).containsOnlyKeys(moved, suspended, deleted, winner);
    assertThat(users).doesNotContainKey(untouched);
    assertThat(users.get(moved).path("organization_id").asLong()).isEqualTo(next);
    assertThat(users.get(suspended).path("suspended").asBoolean()).isTrue();
    assertThat(users.get(deleted).path("active").asBoolean()).isFalse();
    assertThat(users.get(deleted).path("email").isNull()).isTrue();
    assertThat(desk.get("users/show_many?ids=" + loser).json().path("users")).isEmpty();
  }

  @Test
  void organizationsGoOnByTimeWithTheLastRowOnceMore() {
    long start = ago(300);
    long first = desk.organization("One");
    desk.advance(10);
    long second = desk.organization("Two");
    desk.advance(10);
    long third = desk.organization("Three");
    desk.advance(120);

    Seen page = desk.get(ORGANIZATIONS + "?per_page=2&start_time=" + start);
    assertThat(ids(page)).containsExactly(first, second);
    assertThat(page.json().path("count").asInt()).isEqualTo(2);
    assertThat(page.json().path("end_of_stream").asBoolean()).isFalse();
    assertThat(page.json().path("next_page").asText()).contains("heritage-desk.zendesk.com");

    Seen next =
        desk.get(ORGANIZATIONS + "?per_page=2&start_time=" + page.json().path("end_time").asLong());
    assertThat(ids(next)).containsExactly(second, third);
    assertThat(next.json().path("end_of_stream").asBoolean()).isTrue();

    edit("DELETE", "/organizations/" + second, "");
    assertThat(ids(desk.get(ORGANIZATIONS + "?start_time=" + start))).containsExactly(first, third);
    assertThat(desk.get(ORGANIZATIONS + "?start_time=" + ago(61)).json().path("end_time").isNull())
        .isTrue();
  }

  @Test
  void moreOrganizationsOfOneSecondThanAPageTakesNeverAdvance() {
    long start = ago(300);
    desk.zendesk.edit(
        account -> {
          // At least one second of the two that this may take has three of them.
          for (int i = 0; i < 9; i++) {
            account
                .organizations()
                .insert(account.organizations().check(Desk.json("{'name':'Bulk" + i + "'}")));
          }
          return null;
        });
    desk.advance(120);
    Seen page = desk.get(ORGANIZATIONS + "?per_page=2&start_time=" + start);
    long at = start;
    for (int i = 0; i < 4 && page.json().path("end_time").asLong() != at; i++) {
      at = page.json().path("end_time").asLong();
      page = desk.get(ORGANIZATIONS + "?per_page=2&start_time=" + at);
    }

    assertThat(page.json().path("end_time").asLong()).isEqualTo(at);
    assertThat(page.json().path("end_of_stream").asBoolean()).isFalse();
    assertThat(ids(page)).hasSize(2);
  }

  @Test
  void allExportsShareTenCallsAMinuteAndAreForAdministrators() {
    for (String path : List.of(USERS, ORGANIZATIONS)) {
      assertThat(desk.get(path + "?start_time=" + ago(30)).status()).isEqualTo(422);
      assertThat(desk.get(path).status()).isEqualTo(400);
    }
    assertThat(desk.get(USERS + "?cursor=rubbish").status()).isEqualTo(400);
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));
    assertThat(desk.get(USERS + "?start_time=" + ago(300)).status()).isEqualTo(403);
    assertThat(desk.get(ORGANIZATIONS + "?start_time=" + ago(300)).status()).isEqualTo(403);
    desk.as(Desk.basic(ZendeskAccess.SERVICE_EMAIL));
    desk.get(USERS + "?start_time=" + ago(300));
    desk.get(ORGANIZATIONS + "?start_time=" + ago(300));
    desk.get("incremental/tickets/cursor.json?start_time=" + ago(300));

    Seen refused = desk.get(ORGANIZATIONS + "?start_time=" + ago(300));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(refused.header("X-Rate-Limit-Remaining")).isNotEqualTo("0");
  }
}
