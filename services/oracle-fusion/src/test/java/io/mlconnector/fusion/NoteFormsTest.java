package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NoteFormsTest extends NotesTest {

  private void connectForInteractions() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    settings(document)
        .putObject("interactionAttributes")
        .put("ChannelId", "7")
        .put("ChannelTypeCd", "PHONE");
    connect(document);
  }

  private List<String> attachments(String customer, String ticket) {
    List<String> shown = new ArrayList<>();
    for (JsonNode row : fusion.get("/accounts/" + customer + "/attachments")) {
      String file = row.path("FileContents").asText();
      String text = new String(Base64.getDecoder().decode(file), StandardCharsets.UTF_8);
      if (row.path("Title").asText().contains(ticket) || text.contains(ticket)) {
        shown.add(row.path("Title").asText() + " | " + text);
      }
    }
    return shown;
  }

  private List<String> interactions(String ticket) {
    List<String> shown = new ArrayList<>();
    for (JsonNode row : fusion.get("/interactions")) {
      if (row.path("Description").asText().contains(ticket)) {
        shown.add(row.path("Description").asText());
      }
    }
    return shown;
  }

  private String shared(String customer) {
    return fusion.get("/accounts/" + customer).path("SupportNotes_c").asText();
  }

  @Test
  void anAttachmentIsMadeOnceKeptCurrentAndFoundAgainByItsTitle() {
    connect();
    String ticket = ticket();
    Wish wish = note(ticket).policy("form", "attachment").with("title", "T".repeat(90));

    Outcome made = delivered(wish);
    Outcome again = delivered(wish);
    Outcome changed = delivered(wish.with("text", "Solved. Ü"));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(made.targetKey()).startsWith("attachment/accounts/" + CUSTOMER + "/0002");
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(changed.targetKey()).isEqualTo(made.targetKey());
    String title = "T".repeat(80 - 4 - marker(ticket).length()) + "… [" + marker(ticket) + "]";
    assertThat(attachments(CUSTOMER, ticket)).containsExactly(title + " | Solved. Ü");
    assertThat(texts(CUSTOMER, ticket)).isEmpty();
  }

  @Test
  void anInteractionIsCutToWhatItHoldsAndStillComparesEqual() {
    connectForInteractions();
    String ticket = ticket();
    Wish wish = note(ticket).policy("form", "interaction").with("text", "Ä".repeat(2000));

    Outcome made = delivered(wish);
    Outcome again = delivered(wish);
    Outcome changed = delivered(wish.with("text", "Solved."));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(made.targetKey()).startsWith("interaction/accounts/" + CUSTOMER + "/");
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(interactions(ticket)).containsExactly("Solved.\n\n[" + marker(ticket) + "]");
  }

  @Test
  void whatThePodDemandsOfAnInteractionIsASetting() {
    connect();

    Outcome parked = delivered(note(ticket()).policy("form", "interaction"));

    assertThat(parked.result()).isEqualTo(Result.PARKED);
    assertThat(parked.reason()).contains("ChannelId", "interactionAttributes");
  }

  @Test
  void aBlockStandsInATextAmongOtherPeoplesWords() {
    connect();
    fusion.patch("/accounts/" + CUSTOMER, "{\"SupportNotes_c\":\"Call Fridays.\"}");
    String one = ticket();
    String other = ticket();
    Wish wish = note(one).policy("form", "text").policy("attribute", "SupportNotes_c");

    Outcome made = delivered(wish);
    delivered(note(other).policy("form", "text").policy("attribute", "SupportNotes_c"));
    Outcome again = delivered(wish);
    Outcome changed = delivered(wish.with("text", "Solved."));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(shared(CUSTOMER))
        .isEqualTo(
            "Call Fridays.\n\n[%1$s]\nSolved.\n[/%1$s]\n\n[%2$s]\nTicket %3$s is open.\n[/%2$s]"
                .formatted(marker(one), marker(other), other));
    fusion.patch("/accounts/" + CUSTOMER, "{\"SupportNotes_c\":null}");
  }

  @Test
  void anEntryOfALogIsFoundAgainByItsMarkerInEveryForm() {
    connectForInteractions();
    String ticket = ticket();
    for (String form : List.of("attachment", "interaction")) {
      Wish entry = entry(ticket, "new").policy("form", form);

      assertThat(delivered(entry).result()).isEqualTo(Result.CREATED);
      assertThat(delivered(entry).result()).isEqualTo(Result.UNCHANGED);
    }

    assertThat(attachments(CUSTOMER, ticket)).hasSize(1);
    assertThat(interactions(ticket)).hasSize(1);
  }

  @Test
  void aLogIsABlockPerEventWhereTheRouteSaysSo() {
    connect();
    String ticket = ticket();
    for (String status : List.of("new", "solved", "new")) {
      Wish entry = entry(ticket, status).policy("form", "text");
      delivered(entry.policy("attribute", "SupportNotes_c").with("customer", OTHER));
    }

    assertThat(shared(OTHER)).containsOnlyOnce(" is new.").containsOnlyOnce(" is solved.");
    fusion.patch("/accounts/" + OTHER, "{\"SupportNotes_c\":null}");
  }

  @Test
  void blocksThatAreWrittenAtOnceAndATextThatChangedMeanwhileLoseNothing() {
    connect();
    List<Delivery> deliveries = new ArrayList<>();
    List<String> tickets = List.of(ticket(), ticket(), ticket());
    for (String ticket : tickets) {
      Wish wish = note(ticket).policy("form", "text").policy("attribute", "SupportNotes_c");
      deliveries.add(wish.with("customer", OTHER).delivery());
    }
    fusion.fault(
        "{\"kind\":\"status\",\"status\":412,\"path\":\".*/accounts/[0-9]+$\","
            + "\"method\":\"PATCH\",\"times\":1}");

    Topic.deliveries("oracle-fusion").send(deliveries);

    for (Delivery delivery : deliveries) {
      Outcome made = Topic.outcome(delivery);
      assertThat(made.result()).as(made.reason()).isIn(Result.CREATED, Result.UPDATED);
    }
    assertThat(shared(OTHER)).contains(tickets);
    fusion.patch("/accounts/" + OTHER, "{\"SupportNotes_c\":null}");
  }

  @Test
  void anAttributeThatIsMissingOrABlockWithoutItsEndIsParkedWithWords() {
    connect();
    fusion.patch("/accounts/" + CUSTOMER, "{\"SupportNotes_c\":\"[zendesk:ticket:7]\\nopen\"}");

    Wish wish = note(ticket()).policy("form", "text");
    assertThat(delivered(wish).reason()).contains("policies.attribute");
    assertThat(
            delivered(note(ticket()).policy("form", "text").policy("attribute", "No_c")).reason())
        .contains("No_c");
    assertThat(
            delivered(note("7").policy("form", "text").policy("attribute", "SupportNotes_c"))
                .reason())
        .contains("[/zendesk:ticket:7]");
    assertThat(delivered(note(ticket()).with("title", "T")).reason()).contains("title");
    fusion.patch("/accounts/" + CUSTOMER, "{\"SupportNotes_c\":null}");
  }

  @Test
  void fieldsWriteOnlyTheirOwnAttributes() {
    connect();
    JsonNode before = fusion.get("/accounts/" + OTHER);
    String ticket = ticket();
    Wish wish =
        note(ticket)
            .with("text", NullNode.instance)
            .policy("form", "fields")
            .with("customer", OTHER)
            .with("fields.OpenTickets_c", IntNode.valueOf(3))
            .with("fields.SupportStatus_c", "elevated");

    Outcome made = delivered(wish);
    Outcome again = delivered(wish);
    Outcome log = delivered(entry(ticket, "new").policy("form", "fields"));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.UPDATED);
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(log.reason()).contains("keeps no log");
    JsonNode after = fusion.get("/accounts/" + OTHER);
    assertThat(after.path("OpenTickets_c").asInt()).isEqualTo(3);
    assertThat(after.path("SupportStatus_c").asText()).isEqualTo("elevated");
    assertThat(after.path("OrganizationName")).isEqualTo(before.path("OrganizationName"));
  }

  @Test
  void aRouteThatChoosesAnotherFormWritesTheNoteAnewAndSaysSoInTheOldOne() {
    connect();
    String ticket = ticket();
    Outcome note = delivered(note(ticket));

    Outcome moved = delivered(note(ticket).policy("form", "attachment"));
    Outcome again = delivered(note(ticket).policy("form", "attachment"));

    assertThat(moved.result()).as(moved.reason()).isEqualTo(Result.UPDATED);
    assertThat(moved.targetKey()).isNotEqualTo(note.targetKey()).startsWith("attachment/");
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(attachments(CUSTOMER, ticket)).hasSize(1);
    assertThat(texts(CUSTOMER, ticket))
        .containsExactly("Kept in another form [" + marker(ticket) + "]");
  }

  @Test
  void theLiveFieldSchemaNamesTheAttributesThatAnAdministratorAdded() {
    connect();
    String objects = "/api/connections/" + connection() + "/objects/";

    await().atMost(PATIENCE).until(() -> service().get(objects + "customer-note").status() == 200);
    assertThat(service().get(objects + "customer-note").good().json().toString())
        .contains("\"title\"", "fields.OpenTickets_c", "DECIMAL", "fields.SupportNotes_c")
        .doesNotContain("OrganizationName");
    assertThat(service().get(objects + "customer-log").good().json().toString())
        .contains("marker")
        .doesNotContain("fields.");
  }
}
