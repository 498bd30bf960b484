package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.zendesk.Desk.Seen;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tickets, their comments and their incremental export: vendor sheet A4. */
class TicketsTest {

  private static final String EXPORT = "incremental/tickets/cursor.json";

  private Desk desk;
  private long organization;

  @BeforeEach
  void start() {
    desk = new Desk();
    organization = desk.organization("Nordlicht");
    desk.user("'name':'Ada','email':'ada@n.example','organization_id':" + organization);
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private long open(String more) {
    return edit(
            "POST",
            "/tickets",
            "{'requester':'ada@n.example','subject':'Broken','comment':'It is broken.'"
                + more
                + "}")
        .json()
        .path("id")
        .asLong();
  }

  @Test
  void aFileHangsOnTheCommentThatItCameWith() {
    long id = open(",'attachment':'scan.pdf'");
    edit("POST", "/tickets/" + id + "/comments", "{'body':'Between us','public':false}");

    JsonNode comments = desk.get("tickets/" + id + "/comments").json().path("comments");

    assertThat(comments.at("/0/attachments/0/file_name").asText()).isEqualTo("scan.pdf");
    assertThat(comments.at("/0/attachments/0/content_url").asText()).contains("/token/");
    assertThat(comments.at("/1/attachments")).isEmpty();
  }

  @Test
  void searchCountsTicketsByOrganizationAndStatusAfterTheLag() {
    long one = open("");
    long two = open(",'status':'hold'");
    open(",'status':'solved'");
    String openOnes = "type:ticket organization:" + organization + " status<solved";
    assertThat(count(openOnes)).isZero();
    desk.advance(31);
    assertThat(count(openOnes)).isEqualTo(2);
    assertThat(count("type:ticket status:solved")).isEqualTo(1);
    assertThat(
            desk.get(
                    "search/export?filter[type]=ticket&query=organization:"
                        + organization
                        + " status<solved")
                .json()
                .findValuesAsText("id"))
        .contains("" + one, "" + two)
        .hasSize(2);

    edit("PATCH", "/tickets/" + one, "{'status':'solved'}");
    assertThat(count(openOnes)).isEqualTo(2);
    desk.advance(31);
    assertThat(count(openOnes)).isEqualTo(1);
    assertThat(desk.get("search/count?query=type:ticket status<done").status()).isEqualTo(422);
  }

  private int count(String query) {
    return desk.get("search/count?query=" + query).json().path("count").asInt();
  }

  private Seen edit(String method, String path, String body) {
    HttpRequest.Builder request = desk.control(path).header("Content-Type", "application/json");
    return desk.send(
        request.method(method, BodyPublishers.ofString(body.replace('\'', '"'))).build());
  }

  private long ago(long seconds) {
    return desk.sandbox.clock().instant().minus(Duration.ofSeconds(seconds)).getEpochSecond();
  }

  private static List<Long> ids(Seen page) {
    List<Long> ids = new ArrayList<>();
    page.json().path("tickets").forEach(ticket -> ids.add(ticket.path("id").asLong()));
    return ids;
  }

  @Test
  void aTicketHasItsRequestersOrganization() {
    JsonNode ticket = desk.get("tickets/" + open("")).json().path("ticket");

    assertThat(ticket.path("organization_id").asLong()).isEqualTo(organization);
    assertThat(ticket.path("status").asText()).isEqualTo("new");
    assertThat(ticket.path("description").asText()).isEqualTo("It is broken.");
    assertThat(ticket.path("is_public").asBoolean()).isTrue();
  }

  @Test
  void theDescriptionGivesAwayAPrivateFirstComment() {
    long id = open(",'author':'" + ZendeskAccess.PLAIN_AGENT_EMAIL + "','public':false");
    edit("POST", "/tickets/" + id + "/comments", "{'body':'Hello!'}");

    JsonNode ticket = desk.get("tickets/" + id).json().path("ticket");
    assertThat(ticket.path("is_public").asBoolean()).isTrue();
    assertThat(ticket.path("description").asText()).isEqualTo("It is broken.");
    assertThat(desk.get("tickets/" + id + "/comments?page[size]=1").json().at("/comments/0/public"))
        .hasToString("false");
  }

  @Test
  void commentsComeByCursor() {
    long id = open("");
    edit("POST", "/tickets/" + id + "/comments", "{'body':'two'}");
    edit("POST", "/tickets/" + id + "/comments", "{'body':'three','public':false}");

    Seen first = desk.get("tickets/" + id + "/comments?page[size]=2");
    assertThat(first.json().at("/meta/has_more").asBoolean()).isTrue();
    Seen second =
        desk.get(
            "tickets/"
                + id
                + "/comments?page[size]=2&page[after]="
                + first.json().at("/meta/after_cursor").asText());
    assertThat(second.json().at("/comments/0/plain_body").asText()).isEqualTo("three");
    assertThat(second.json().at("/meta/has_more").asBoolean()).isFalse();
    assertThat(desk.get("tickets/99/comments").status()).isEqualTo(404);
  }

  @Test
  void showManyLeavesOutWhatIsNotThere() {
    long one = open("");
    long two = open("");
    edit("DELETE", "/tickets/" + two, "");

    Seen found = desk.get("tickets/show_many.json?ids=" + one + "," + two + ",999");

    assertThat(ids(found)).containsExactly(one);
    assertThat(desk.get("tickets/" + two).status()).isEqualTo(404);
  }

  @Test
  void theNewestMinuteIsNotExportedYet() {
    long id = open("");
    assertThat(ids(desk.get(EXPORT + "?start_time=" + ago(3600)))).isEmpty();

    desk.advance(61);

    Seen page = desk.get(EXPORT + "?start_time=" + ago(3600));
    assertThat(ids(page)).containsExactly(id);
    assertThat(page.json().path("end_of_stream").asBoolean()).isTrue();
    assertThat(page.json().path("after_cursor").asText()).isNotEmpty();
  }

  @Test
  void aStartWithinTheLastMinuteIsRefused() {
    assertThat(desk.get(EXPORT + "?start_time=" + ago(40)).status()).isEqualTo(422);
    assertThat(desk.get(EXPORT).status()).isEqualTo(400);
    assertThat(desk.get(EXPORT + "?cursor=nonsense").status()).isEqualTo(400);
  }

  @Test
  void rowsOfOneStampComeTogetherWhateverTheSizeAsked() {
    for (int i = 0; i < 20; i++) {
      open("");
    }
    desk.advance(5);
    open("");
    desk.advance(120);
    Map<Long, List<Long>> byStamp = new TreeMap<>();
    Seen all = desk.get(EXPORT + "?start_time=" + ago(3600));
    for (JsonNode ticket : all.json().path("tickets")) {
      byStamp
          .computeIfAbsent(ticket.path("generated_timestamp").asLong(), stamp -> new ArrayList<>())
          .add(ticket.path("id").asLong());
    }
    assertThat(byStamp.values()).anyMatch(ids -> ids.size() > 1).hasSizeGreaterThan(1);

    String query = "start_time=" + ago(3600);
    for (List<Long> together : byStamp.values()) {
      Seen page = desk.get(EXPORT + "?per_page=1&" + query);
      assertThat(ids(page)).isEqualTo(together);
      query = "cursor=" + page.json().path("after_cursor").asText();
    }
    Seen last = desk.get(EXPORT + "?" + query);
    assertThat(ids(last)).isEmpty();
    assertThat(last.json().path("end_of_stream").asBoolean()).isTrue();
    assertThat("cursor=" + last.json().path("after_cursor").asText()).isEqualTo(query);
  }

  @Test
  void aDeletedTicketIsExportedAsDeletedUnlessLeftOut() {
    long id = open("");
    edit("DELETE", "/tickets/" + id, "");
    desk.advance(120);

    String query = EXPORT + "?start_time=" + ago(3600);
    assertThat(desk.get(query).json().at("/tickets/0/status").asText()).isEqualTo("deleted");
    assertThat(ids(desk.get(query + "&exclude_deleted=true"))).isEmpty();
  }

  @Test
  void aTicketThatOnlyTheVendorTouchedIsExportedAgainWithItsOldStamp() {
    long id = open("");
    desk.advance(120);
    Seen first = desk.get(EXPORT + "?start_time=" + ago(3600));
    String updated = first.json().at("/tickets/0/updated_at").asText();
    edit("POST", "/tickets/" + id + "/regenerate", "");
    desk.advance(120);

    Seen again = desk.get(EXPORT + "?cursor=" + first.json().path("after_cursor").asText());

    assertThat(ids(again)).containsExactly(id);
    assertThat(again.json().at("/tickets/0/updated_at").asText()).isEqualTo(updated);
  }

  @Test
  void exportsAreForAdminsAndTenAMinute() {
    String query = EXPORT + "?start_time=" + ago(3600);
    for (int i = 0; i < 10; i++) {
      assertThat(desk.get(query).status()).isEqualTo(200);
    }
    Seen refused = desk.get(query);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotNull();

    desk.advance(61);
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));
    assertThat(desk.get(query).status()).isEqualTo(403);
  }

  @Test
  void aClosedTicketTakesNoComment() {
    long id = open("");
    assertThat(edit("PATCH", "/tickets/" + id, "{'status':'happy'}").status()).isEqualTo(400);
    edit("PATCH", "/tickets/" + id, "{'status':'closed'}");

    assertThat(edit("POST", "/tickets/" + id + "/comments", "{'body':'late'}").status())
        .isEqualTo(422);
  }

  @Test
  void aCommentOfTheRequesterOpensASolvedTicketAgain() {
    long id = open("");
    edit("PATCH", "/tickets/" + id, "{'status':'solved'}");
    edit(
        "POST", "/tickets/" + id + "/comments", "{'author':'ada@n.example','body':'Still broken'}");

    assertThat(desk.get("tickets/" + id).json().at("/ticket/status").asText()).isEqualTo("open");
  }

  @Test
  void ticketsFollowAMergeAndOutliveTheirOrganization() {
    long id = open("");
    long other = desk.organization("Südwind");
    edit("POST", "/organizations/" + organization + "/merge", "{'into':" + other + "}");
    assertThat(desk.get("tickets/" + id).json().at("/ticket/organization_id").asLong())
        .isEqualTo(other);

    edit("DELETE", "/organizations/" + other, "");
    assertThat(desk.get("tickets/" + id).json().at("/ticket/organization_id").isNull()).isTrue();
  }

  @Test
  void ticketsAreKeptOverARestart() {
    long id = open("");
    edit("POST", "/tickets/" + id + "/comments", "{'body':'two'}");
    JsonNode saved = desk.zendesk.save();

    try (Desk again = new Desk()) {
      again.zendesk.restore(saved);

      assertThat(again.get("tickets/" + id).json()).isEqualTo(desk.get("tickets/" + id).json());
      assertThat(again.get("tickets/" + id + "/comments").json().path("comments")).hasSize(2);
    }
  }
}
