package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.testkit.Schemas;
import io.mlconnector.testkit.Topic;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketsTest extends ZendeskTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ASKER = "walter.ibsen@visitors.example";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private String connection;

  @BeforeEach
  void ownConnection() {
    connection = "tickets" + COUNT.incrementAndGet();
  }

  @AfterEach
  void endOwnConnection() {
    service().delete("/api/connections/" + connection);
  }

  private void connect(ObjectNode settings) {
    ObjectNode document = Connections.clientCredentials(connection, zendesk.url());
    ((ObjectNode) document.path("settings")).setAll(settings);
    ((ObjectNode) document.path("settings")).put("highVolume", "true");
    ObjectNode streams = document.putObject("streams");
    streams.putObject("tickets").put("every", "1h");
    streams.putObject("users").put("enabled", false);
    streams.putObject("organizations").put("enabled", false);
    service().post("/api/connections", document.toString()).good();
    await()
        .atMost(PATIENCE)
        .until(() -> service().get(path("/streams")).text().contains("\"lastPoll\":\"2"));
  }

  private void connect() {
    connect(JsonNodeFactory.instance.objectNode());
  }

  private String path(String rest) {
    return "/api/connections/" + connection + rest;
  }

  private String open(String more) {
    return zendesk
        .post(
            "/tickets",
            """
            {"requester": "%s", "subject": "Broken", "comment": "It is broken."%s}\
            """
                .formatted(ASKER, more))
        .path("id")
        .asText();
  }

  private void comment(String ticket, String body, boolean isPublic) {
    comment(ticket, body, isPublic, null);
  }

  private void comment(String ticket, String body, boolean isPublic, String attachment) {
    zendesk.post(
        "/tickets/" + ticket + "/comments",
        JsonNodeFactory.instance
            .objectNode()
            .put("body", body)
            .put("public", isPublic)
            .put("attachment", attachment)
            .toString());
  }

  /** A ticket with a file for all to see, and a private comment with another. */
  private String withSecrets() {
    String id = open(",\"attachment\":\"invoice-scan.pdf\"");
    comment(id, "He is about to leave us.", false, "legal-opinion.pdf");
    return id;
  }

  /** The vendor keeps its newest minute back, so a poll sees a change only after that. */
  private void pollLater() {
    zendesk.later(Duration.ofSeconds(65));
    service().post(path("/streams/tickets/poll"), null).good();
  }

  private List<String> events(String ticket) {
    return Topic.canonical("ticket").of(connection + "|ticket|" + ticket);
  }

  private JsonNode newest(String ticket) {
    List<String> events = events(ticket);
    return events.isEmpty()
        ? JsonNodeFactory.instance.missingNode()
        : CanonicalJson.read(events.get(events.size() - 1), JsonNode.class);
  }

  private JsonNode published(String ticket) {
    pollLater();
    await().atMost(PATIENCE).until(() -> !events(ticket).isEmpty());
    return newest(ticket);
  }

  @Test
  void anOpenedTicketIsPublishedByTheSchema() {
    connect();
    String id =
        open(
            ",\"tags\":[\"billing\"],\"priority\":\"high\",\"brand_id\":700100200300,"
                + "\"group_id\":600100200300");

    JsonNode ticket = published(id);

    assertThat(Schemas.problems("ticket", ticket.toString())).isEmpty();
    assertThat(ticket.path("subject").asText()).isEqualTo("Broken");
    assertThat(ticket.path("description").asText()).isEqualTo("It is broken.");
    assertThat(ticket.path("status").asText()).isEqualTo("new");
    assertThat(ticket.path("priority").asText()).isEqualTo("high");
    assertThat(ticket.path("tags")).hasSize(1);
    assertThat(ticket.path("brandKey").asText()).isEqualTo("700100200300");
    assertThat(ticket.path("groupKey").asText()).isEqualTo("600100200300");
    assertThat(ticket.path("createdAt").asText()).startsWith("20");
    assertThat(ticket.path("updatedAt").asText()).startsWith("20");
    assertThat(ticket.path("commentCount").asInt()).isEqualTo(1);
    assertThat(ticket.path("requesterName").asText()).isEqualTo("Walter Ibsen");
    assertThat(ticket.path("requesterEmail").asText()).isEqualTo(ASKER);
    assertThat(ticket.path("organizationKey").asText()).isNotBlank();
    assertThat(ticket.path("link").asText())
        .isEqualTo(zendesk.url() + "/agent/tickets/" + id)
        .doesNotContain("heritage-desk");
  }

  @Test
  void zendeskIsAskedForItsOwnCountAndWhatItKnowsBesideIsReadAgain() {
    connect();
    String id = open("");
    String organization =
        list(zendesk.get("/tickets")).stream()
            .filter(ticket -> ticket.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow()
            .path("organization_id")
            .asText();
    zendesk.later(Duration.ofSeconds(65));
    JsonNode counted = spotCheck(organization, "[]", false);
    long open = counted.path("open").asLong();
    assertThat(open).isPositive();
    assertThat(events(id)).isEmpty();

    counted = spotCheck(organization, "[]", true);

    assertThat(counted.path("reread").asLong()).isEqualTo(open);
    await().atMost(PATIENCE).until(() -> !events(id).isEmpty());
    assertThat(service().post(path("/streams/users/spot-check"), "{}").status()).isEqualTo(404);
  }

  private JsonNode spotCheck(String organization, String keys, boolean reread) {
    return CanonicalJson.read(
        service()
            .post(
                path("/streams/tickets/spot-check"),
                "{\"group\": \"%s\", \"keys\": %s, \"reread\": %s}"
                    .formatted(organization, keys, reread))
            .good()
            .text(),
        JsonNode.class);
  }

  @Test
  void aSolvedTicketCarriesTheAgentsLastPublicComment() {
    connect();
    String id = open("");
    comment(id, "Turn it off and on again.", true);
    comment(id, "He is a difficult customer.", false);
    zendesk.patch("/tickets/" + id, "{\"status\":\"solved\"}");

    JsonNode ticket = published(id);

    assertThat(ticket.at("/resolution/text").asText()).isEqualTo("Turn it off and on again.");
    assertThat(ticket.at("/resolution/by").asText()).isEqualTo("Tomas Lindgren");
    assertThat(ticket.at("/resolution/at").asText()).startsWith("20");
    assertThat(ticket.path("commentCount").asInt()).isEqualTo(2);
    assertThat(ticket.toString()).doesNotContain("difficult");
  }

  @Test
  void neitherPrivateCommentsNorAttachmentsLeaveZendesk() {
    connect();
    String id = withSecrets();

    published(id);

    for (Topic topic : List.of(Topic.canonical("ticket"), Topic.audit())) {
      assertThat(topic.all())
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .noneMatch(text -> text.contains("about to leave") || text.contains("\"attachments\""))
          .noneMatch(text -> text.contains("legal-opinion") || text.contains("invoice-scan"));
    }
  }

  @Test
  void theyDoWhereTheConnectionCarriesThemForARouteButNoFileAndNoAddressOfOne() {
    connect(
        JsonNodeFactory.instance
            .objectNode()
            .put("privateComments", "true")
            .put("ticketAttachments", "true")
            .put("ticketComments", "solved"));
    String id = withSecrets();

    JsonNode ticket = published(id);

    assertThat(Schemas.problems("ticket", ticket.toString())).isEmpty();
    assertThat(ticket.path("description").asText()).isEqualTo("It is broken.");
    assertThat(ticket.path("commentCount").asInt()).isEqualTo(1);
    assertThat(ticket.path("privateComments"))
        .singleElement()
        .satisfies(
            comment -> {
              assertThat(comment.path("text").asText()).isEqualTo("He is about to leave us.");
              assertThat(comment.path("by").asText()).isEqualTo("Tomas Lindgren");
            });
    assertThat(ticket.path("attachments"))
        .extracting(file -> file.path("name").asText())
        .containsExactly("invoice-scan.pdf", "legal-opinion.pdf");
    assertThat(ticket.at("/attachments/0/size").asLong()).isPositive();
    assertThat(ticket.path("attachments").toString()).doesNotContain("token", "http");
  }

  @Test
  void attachmentsAloneAreThoseOfPublicComments() {
    connect(JsonNodeFactory.instance.objectNode().put("ticketAttachments", "true"));

    JsonNode ticket = published(withSecrets());

    assertThat(ticket.path("attachments")).hasSize(1);
    assertThat(ticket.toString())
        .contains("invoice-scan.pdf")
        .doesNotContain("legal-opinion", "about to leave");
  }

  @Test
  void aPrivateFirstCommentIsNotTheDescription() {
    connect();
    String id = open(",\"author\":\"" + ZendeskAccess.PLAIN_AGENT_EMAIL + "\",\"public\":false");
    comment(id, "We called you about it.", true);

    JsonNode ticket = published(id);

    assertThat(ticket.path("description").asText()).isEqualTo("We called you about it.");
    assertThat(ticket.toString()).doesNotContain("It is broken");
  }

  @Test
  void noneEitherWhereOnlySolvedTicketsCommentsAreRead() {
    connect(JsonNodeFactory.instance.objectNode().put("ticketComments", "solved"));
    String hidden =
        open(",\"author\":\"" + ZendeskAccess.PLAIN_AGENT_EMAIL + "\",\"public\":false");
    String own = open("");
    long before = zendesk.now();

    assertThat(published(own).path("description").asText()).isEqualTo("It is broken.");
    assertThat(published(hidden).has("description")).isFalse();
    assertThat(newest(own).has("commentCount")).isFalse();
    assertThat(zendesk.callsSince(before)).noneMatch(call -> call.contains(own + "/comments"));
  }

  @Test
  void aChangeThatWeDoNotCarryIsNoNews() {
    connect();
    String id = open("");
    published(id);
    comment(id, "Between us.", false);
    zendesk.post("/tickets/" + id + "/regenerate", "");
    String other = open("");

    published(other);

    assertThat(events(id)).hasSize(1);
  }

  @Test
  void aDeletedTicketGoesOnAsDeleted() {
    connect();
    String id = open("");
    published(id);
    zendesk.delete("/tickets/" + id);

    pollLater();

    await().atMost(PATIENCE).until(() -> newest(id).path("status").asText().equals("deleted"));
    assertThat(Schemas.problems("ticket", newest(id).toString())).isEmpty();
  }

  @Test
  void theCursorIsKeptAcrossPollsWithNothingNew() {
    connect();
    String first = open("");
    published(first);
    pollLater();
    pollLater();
    String second = open("");
    long before = zendesk.now();

    published(second);

    assertThat(events(first)).hasSize(1);
    assertThat(zendesk.callsSince(before))
        .as("reads the tickets that the cursor has not given")
        .noneMatch(call -> call.contains("/tickets/" + first + "/"));
  }

  @Test
  void aTicketWithoutOrganizationTellsWhereItsRequesterBelongs() {
    connect();
    String id = open(",\"organization_id\":null");

    JsonNode ticket = published(id);

    assertThat(ticket.has("organizationKey")).isFalse();
    assertThat(ticket.path("requesterOrganizationKeys")).hasSize(1);
  }
}
