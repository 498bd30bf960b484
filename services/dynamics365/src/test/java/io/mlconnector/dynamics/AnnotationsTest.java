package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Topic;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the helpdesk says is kept current on the account, and nothing else of it is touched. */
@QuarkusTest
class AnnotationsTest extends DynamicsTest {

  private static final AtomicLong KEYS = new AtomicLong(System.currentTimeMillis());

  @AfterEach
  void restore() {
    dynamics.patch("/settings", "{\"customFields\":{},\"attachmentsNeedFile\":true}");
  }

  private static String ticket() {
    return "t" + KEYS.incrementAndGet();
  }

  private Wish annotation(String form, String account, String ticket) {
    return bare(form, account, ticket).with("text", "Ticket " + ticket + " is open.");
  }

  private Wish bare(String form, String account, String ticket) {
    RecordKey source = new RecordKey("zendesk", "ticket", ticket);
    return Wish.bare(connection(), "account-annotation", source)
        .match("marker")
        .policy("form", form)
        .with("account", account)
        .with("marker", Wish.externalId(source));
  }

  private static Outcome delivered(Wish wish) {
    return delivered(List.of(wish)).get(0);
  }

  private static List<Outcome> delivered(List<Wish> wishes) {
    List<Delivery> deliveries = wishes.stream().map(Wish::delivery).toList();
    Topic.deliveries("dynamics365").send(deliveries);
    var outcomes = Topic.outcomes(deliveries);
    return deliveries.stream().map(delivery -> outcomes.get(delivery.id())).toList();
  }

  private List<String> notes(String set, String owner, String account, String ticket) {
    List<String> notes = new ArrayList<>();
    for (JsonNode row : rows(set)) {
      boolean its = row.path(owner).asText().equals(account);
      if (its && row.path("Notes").asText().contains(ticket)) {
        notes.add(row.path("Notes").asText());
      }
    }
    return notes;
  }

  private List<String> onCustomer(String account, String ticket) {
    return notes("CustomerAttachmentsV2", "CustomerAccountNumber", account, ticket);
  }

  private String memo(String account) {
    return dynamics.get("/rows/CustomersV3/" + account).path("SalesMemo").asText();
  }

  @Test
  void anAttachmentIsMadeOnceAndKeptCurrentInAnyCompany() {
    connect(quiet());
    String ticket = ticket();
    Wish wish = annotation("attachment", "customer:gbsi:US-001", ticket).with("title", "Support");

    Outcome made = delivered(wish);
    Outcome again = delivered(wish);
    Outcome changed = delivered(wish.with("text", "Ticket " + ticket + " is solved. Ü"));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(changed.targetKey()).isEqualTo(made.targetKey());
    assertThat(onCustomer("US-001", ticket))
        .containsExactly("Ticket " + ticket + " is solved. Ü\n\n[zendesk:ticket:" + ticket + "]");
  }

  @Test
  void aVendorsAttachmentAndAPlainNoteAreTakenToo() {
    dynamics.patch("/settings", "{\"attachmentsNeedFile\":false}");
    ObjectNode document = quiet();
    ((ObjectNode) document.path("settings"))
        .put("attachmentContent", "note")
        .put("documentType", "Note");
    connect(document);
    String vendor = rows("VendorsV2").get(0).path("VendorAccountNumber").asText();
    String company = rows("VendorsV2").get(0).path("dataAreaId").asText().toLowerCase();
    String ticket = ticket();

    Outcome made = delivered(annotation("attachment", "vendor:" + company + ":" + vendor, ticket));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(notes("VendorDocumentAttachments", "VendorAccountNumber", vendor, ticket))
        .hasSize(1);
  }

  @Test
  void anAttachmentThatWasWrittenWithoutAnAnswerIsFoundAgain() {
    connect(quiet());
    assertThat(delivered(annotation("attachment", "usmf:US-002", ticket())).result())
        .isEqualTo(Result.CREATED);
    String ticket = ticket();
    dynamics.fault(
        "{\"kind\":\"applied-then-dropped\",\"path\":\"/data/\\\\$batch\",\"method\":\"POST\","
            + "\"after\":1,\"times\":1}");

    Outcome outcome = delivered(annotation("attachment", "usmf:US-002", ticket));

    assertThat(outcome.result()).as(outcome.reason()).isIn(Result.CREATED, Result.UNCHANGED);
    assertThat(onCustomer("US-002", ticket)).hasSize(1);
  }

  @Test
  void anAttachmentFollowsItsTicketToAnotherAccount() {
    connect(quiet());
    String ticket = ticket();
    delivered(annotation("attachment", "usmf:US-001", ticket));

    Outcome moved = delivered(annotation("attachment", "usmf:US-003", ticket));
    Outcome again = delivered(annotation("attachment", "usmf:US-003", ticket));

    assertThat(moved.result()).as(moved.reason()).isEqualTo(Result.UPDATED);
    assertThat(again.result()).isEqualTo(Result.UNCHANGED);
    assertThat(onCustomer("US-003", ticket)).hasSize(1);
    assertThat(onCustomer("US-001", ticket))
        .containsExactly("Moved to customer:usmf:US-003 (zendesk:ticket:" + ticket + ")");
  }

  @Test
  void aBlockInTheMemoLeavesWhatPeopleWroteAndTwoAtATimeBothStand() {
    connect(quiet());
    dynamics.patch("/rows/CustomersV3/usmf/US-004", "{\"SalesMemo\":\"Call on Fridays.\"}");
    String one = ticket();
    String two = ticket();

    List<Outcome> made =
        delivered(
            List.of(
                annotation("memo", "usmf:US-004", one), annotation("memo", "usmf:US-004", two)));
    Outcome changed =
        delivered(annotation("memo", "usmf:US-004", one).with("text", "All is done."));
    Outcome again = delivered(annotation("memo", "usmf:US-004", one).with("text", "All is done."));

    assertThat(made).extracting(Outcome::result).containsOnly(Result.CREATED);
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    assertThat(memo("usmf/US-004"))
        .startsWith("Call on Fridays.\n\n")
        .contains("[zendesk:ticket:" + one + "]\nAll is done.\n[/zendesk:ticket:" + one + "]")
        .contains("Ticket " + two + " is open.");
  }

  @Test
  void whatAPersonWritesInTheMemoMeanwhileIsKept() {
    ObjectNode document = quiet();
    document.path("streams").forEach(stream -> ((ObjectNode) stream).put("enabled", false));
    connect(document);
    dynamics.patch("/rows/CustomersV3/usmf/US-007", "{\"SalesMemo\":\"Old.\"}");
    String ticket = ticket();
    // Two reads pass, then the write waits until the person is done.
    dynamics.fault(
        "{\"kind\":\"hang\",\"path\":\"/data/\\\\$batch\",\"after\":2,\"times\":\"forever\"}");
    long before = dynamics.now();
    Delivery delivery = annotation("memo", "usmf:US-007", ticket).delivery();
    Topic.deliveries("dynamics365").send(List.of(delivery));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                dynamics.callsSince(before).stream()
                        .filter(call -> call.contains("/data/$batch 200"))
                        .count()
                    == 2);

    dynamics.patch("/rows/CustomersV3/usmf/US-007", "{\"SalesMemo\":\"New, by a person.\"}");
    dynamics.noFaults();

    Outcome outcome = Topic.outcome(delivery);
    assertThat(outcome.result()).as(outcome.reason()).isIn(Result.CREATED, Result.UPDATED);
    assertThat(memo("usmf/US-007"))
        .startsWith("New, by a person.")
        .contains("Ticket " + ticket + " is open.");
  }

  @Test
  void aBrokenBlockAndAnAccountThatIsNotThereParkWithWords() {
    connect(quiet());
    String ticket = ticket();
    dynamics.patch(
        "/rows/CustomersV3/usmf/US-005",
        "{\"SalesMemo\":\"[zendesk:ticket:" + ticket + "]\\nhalf\"}");

    List<Outcome> outcomes =
        delivered(
            List.of(
                annotation("memo", "usmf:US-005", ticket),
                annotation("memo", "usmf:NOBODY", ticket()),
                annotation("attachment", "usmf:NOBODY", ticket()),
                annotation("attachment", "NOBODY", ticket()),
                annotation("attachment", "usmf:US-001", ticket()).with("text", " ")));

    assertThat(outcomes).extracting(Outcome::result).containsOnly(Result.PARKED);
    assertThat(outcomes.get(0).reason()).contains("restore the line or delete the block");
    assertThat(outcomes.get(1).reason()).contains("no customer:usmf:NOBODY");
    assertThat(outcomes.get(2).reason()).contains("There is no account").doesNotContain("   at ");
    assertThat(outcomes.get(3).reason()).contains("company:number");
    assertThat(outcomes.get(4).reason()).contains("text is empty");
  }

  @Test
  void oneRefusedWriteOfABatchKeepsTheOthers() {
    connect(quiet());
    List<Wish> wishes = new ArrayList<>();
    String ticket = ticket();
    wishes.add(annotation("attachment", "usmf:NOBODY", ticket()));
    wishes.add(annotation("attachment", "usmf:US-001", ticket));

    List<Outcome> outcomes = delivered(wishes);

    assertThat(outcomes.get(0).result()).isEqualTo(Result.PARKED);
    assertThat(outcomes.get(1).result()).as(outcomes.get(1).reason()).isEqualTo(Result.CREATED);
  }

  @Test
  void fieldsOfTheAccountAreWrittenAndNothingElse() {
    dynamics.patch(
        "/settings",
        "{\"customFields\":{\"CustomersV3.OpenTickets\":\"INTEGER\","
            + "\"CustomersV3.SupportStatus\":\"TEXT\"}}");
    ObjectNode document = quiet();
    ((ObjectNode) document.path("settings"))
        .putObject("accountFields")
        .put("OpenTickets", "integer")
        .put("SupportStatus", "text");
    connect(document);
    Wish wish =
        bare("fields", "usmf:US-006", ticket())
            .with("fields.OpenTickets", 3)
            .with("fields.SupportStatus", "elevated");

    Outcome written = delivered(wish);
    Outcome again = delivered(wish);

    assertThat(written.result()).as(written.reason()).isIn(Result.UPDATED, Result.CREATED);
    assertThat(again.result()).as(again.reason()).isEqualTo(Result.UNCHANGED);
    JsonNode row = dynamics.get("/rows/CustomersV3/usmf/US-006");
    assertThat(row.path("OpenTickets").asInt()).isEqualTo(3);
    assertThat(row.path("SupportStatus").asText()).isEqualTo("elevated");
    assertThat(
            service()
                .get("/api/connections/" + connection() + "/objects/account-annotation")
                .text())
        .contains("fields.OpenTickets");
  }
}
