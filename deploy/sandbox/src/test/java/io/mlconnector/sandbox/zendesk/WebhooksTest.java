package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestReceiver;
import io.mlconnector.sandbox.TestReceiver.Arrival;
import io.mlconnector.sandbox.zendesk.Desk.Seen;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks as they are made, signed, sent and sent again: vendor sheet A5. */
class WebhooksTest {

  private static final String ASKER = "walter.ibsen@visitors.example";

  private final TestReceiver receiver = new TestReceiver();
  private final List<Arrival> arrivals = receiver.arrivals();
  private final Deque<String> answers = receiver.answers();
  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    receiver.close();
    desk.close();
  }

  private Seen create(String subscriptions) {
    return desk.post(
        "webhooks",
        "{'webhook':{'name':'ours','endpoint':'"
            + receiver.url()
            + "','http_method':'POST','request_format':'json','status':'active','subscriptions':["
            + subscriptions
            + "]}}");
  }

  private static String type(String verb) {
    return "'zen:event-type:ticket." + verb + "'";
  }

  private void edit(String method, String path, String body) {
    Seen done =
        desk.send(
            desk.control(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                .build());
    assertThat(done.status()).as(done.text()).isBetween(200, 299);
  }

  private void open() {
    edit("POST", "/tickets", "{'requester':'" + ASKER + "','subject':'s','comment':'c'}");
  }

  private void arrived(int count) {
    receiver.arrived(count);
  }

  @Test
  void theKnownAnswerIsTheSheets() {
    assertThat(
            WebhookSender.signature(
                "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==",
                "2025-01-02T03:04:05Z",
                "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("5fFLXBggt+JjJCL6zXJS56jfCMXFRoaf/JW2+Icq/3Y=");
  }

  @Test
  void aWebhookIsMadeShownChangedAndDeleted() {
    Seen made = create(type("created"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String id = made.json().at("/webhook/id").asText();

    assertThat(id).hasSize(26);
    assertThat(desk.get("webhooks?page[size]=10").json().at("/webhooks/0/endpoint").asText())
        .isEqualTo(receiver.url());
    assertThat(desk.put("webhooks/" + id, "{'webhook':{'status':'inactive'}}").status())
        .isEqualTo(204);
    assertThat(desk.get("webhooks/" + id).json().at("/webhook/status").asText())
        .isEqualTo("inactive");
    assertThat(desk.delete("webhooks/" + id).status()).isEqualTo(204);
    assertThat(desk.get("webhooks/" + id).status()).isEqualTo(404);
  }

  @Test
  void thereIsNoTicketUpdatedAndATriggerStandsAlone() {
    assertThat(create(type("updated")).status()).isEqualTo(400);
    assertThat(create("'conditional_ticket_events'").status()).isEqualTo(201);
    assertThat(create("'conditional_ticket_events'," + type("created")).status()).isEqualTo(400);
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));
    assertThat(create(type("created")).status()).isEqualTo(403);
  }

  @Test
  void anEventIsSignedOverTimestampAndBodyWithUpperCaseStatusAndIndentedByThree() {
    String id = create(type("created")).json().at("/webhook/id").asText();
    String secret =
        desk.get("webhooks/" + id + "/signing_secret").json().at("/signing_secret/secret").asText();

    open();
    arrived(1);

    Arrival event = arrivals.get(0);
    assertThat(event.headers().get("X-Zendesk-Webhook-Signature"))
        .isEqualTo(
            WebhookSender.signature(
                secret,
                event.headers().get("X-Zendesk-Webhook-Signature-Timestamp"),
                event.body()));
    assertThat(new String(event.body(), StandardCharsets.UTF_8))
        .startsWith("{\n   \"account_id\"")
        .endsWith("}\n");
    assertThat(event.json().at("/detail/status").asText()).isEqualTo("NEW");
    assertThat(event.json().at("/detail/id").isTextual()).isTrue();
    assertThat(event.json().path("subject").asText()).startsWith("zen:ticket:");
    assertThat(event.headers()).containsKey("X-Zendesk-Webhook-Invocation-Id");
  }

  @Test
  void usersAndOrganizationsAreToldOfByWhatChanged() {
    create(
        "'zen:event-type:user.suspended_changed','zen:event-type:user.merged',"
            + "'zen:event-type:user.organization_membership_created',"
            + "'zen:event-type:user.name_changed','zen:event-type:organization.name_changed',"
            + "'zen:event-type:organization.deleted'");
    long one = desk.organization("One");
    long loser = desk.user("'name':'Ada','email':'ada@x.example'");
    long winner = desk.user("'name':'Ada B'");
    edit("POST", "/webhooks/hold", "");
    edit("PATCH", "/users/" + loser, "{'organization_id':" + one + "}");
    edit("POST", "/users/" + loser + "/suspend", "");
    edit("POST", "/users/" + loser + "/merge", "{'into':" + winner + "}");
    edit("PATCH", "/organizations/" + one, "{'name':'Two'}");
    edit("PATCH", "/organizations/" + one, "{'notes':'no event tells this'}");
    edit("DELETE", "/organizations/" + one, "");

    edit("POST", "/webhooks/release", "{}");
    arrived(5);

    assertThat(arrivals)
        .extracting(
            each ->
                each.json().path("type").asText().substring("zen:event-type:".length())
                    + " "
                    + each.json().path("subject").asText())
        .containsExactlyInAnyOrder(
            "user.organization_membership_created zen:user:" + loser,
            "user.suspended_changed zen:user:" + loser,
            "user.merged zen:user:" + loser,
            "organization.name_changed zen:organization:" + one,
            "organization.deleted zen:organization:" + one);
    assertThat(arrivals).allMatch(each -> each.json().at("/detail/id").isTextual());
  }

  @Test
  void onlyWhatWasSubscribedIsSent() throws InterruptedException {
    create(type("status_changed"));
    open();
    edit("PATCH", "/tickets/1", "{'priority':'high'}");
    edit("PATCH", "/tickets/1", "{'status':'pending'}");

    arrived(1);
    Thread.sleep(300);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).json().path("type").asText())
        .isEqualTo("zen:event-type:ticket.status_changed");
  }

  @Test
  void a409IsSentAgainThreeTimesWithTheSameInvocation() throws InterruptedException {
    create(type("created"));
    answers.addAll(List.of("409", "409", "409", "409", "409"));

    open();
    arrived(4);
    Thread.sleep(1_500);

    assertThat(arrivals).hasSize(4);
    assertThat(arrivals)
        .extracting(each -> each.headers().get("X-Zendesk-Webhook-Invocation-Id"))
        .containsOnly(arrivals.get(0).headers().get("X-Zendesk-Webhook-Invocation-Id"));
  }

  @Test
  void a503IsSentAgainOnlyWhereItNamesAShortWaitAndA500Never() throws InterruptedException {
    create(type("created"));
    answers.addAll(List.of("503 1", "200", "503", "503 60", "500"));
    open();
    arrived(2);
    open();
    open();
    open();
    arrived(5);
    Thread.sleep(1_500);

    assertThat(arrivals).hasSize(5);
  }

  @Test
  void heldCallsComeDoubledReversedAndWithoutTheOldest() {
    create(type("created"));
    edit("POST", "/webhooks/hold", "");
    open();
    open();
    open();
    assertThat(arrivals).isEmpty();

    edit("POST", "/webhooks/release", "{'copies':2,'reversed':true,'drop':1}");
    arrived(4);

    assertThat(arrivals)
        .extracting(each -> each.json().at("/detail/id").asText())
        .containsExactlyInAnyOrder("3", "3", "2", "2");
    assertThat(
            arrivals.stream()
                .map(each -> each.headers().get("X-Zendesk-Webhook-Invocation-Id"))
                .distinct())
        .as("a repetition has the invocation of the first")
        .hasSize(2);
  }

  private Seen trigger(String webhook, String conditions, String body) {
    return desk.post(
        "triggers",
        "{'trigger':{'title':'tell','conditions':{"
            + conditions
            + "},'actions':[{'field':'notification_webhook','value':['"
            + webhook
            + "',\""
            + body.replace("\"", "\\\"")
            + "\"]}]}}");
  }

  @Test
  void aTriggerCallsOncePerChangeThatMeetsItsConditionsWithTheBodyMadeOfItsTemplate()
      throws InterruptedException {
    String webhook = create("'conditional_ticket_events'").json().at("/webhook/id").asText();
    String change = "'all':[{'field':'update_type','operator':'is','value':'Change'}]";
    Seen made =
        trigger(
            webhook, change, "{\"ticket_id\": \"{{ticket.id}}\", \"x\": \"{{ticket.nothing}}\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    open();
    edit("PATCH", "/tickets/1", "{'priority':'high','status':'pending'}");
    arrived(1);
    Thread.sleep(300);

    assertThat(arrivals).hasSize(1);
    assertThat(new String(arrivals.get(0).body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"ticket_id\": \"1\", \"x\": \"\"}");
    assertThat(arrivals.get(0).headers()).containsKey("X-Zendesk-Webhook-Signature");

    desk.put("triggers/" + made.json().at("/trigger/id").asText(), "{'trigger':{'active':false}}");
    edit("PATCH", "/tickets/1", "{'priority':'low'}");
    Thread.sleep(300);
    assertThat(arrivals).hasSize(1);
  }

  @Test
  void aTriggerNeedsConditionsAndAWebhookOfItsKindWhichStaysAsLongAsItIsCalled() {
    String always = "'any':[{'field':'status','operator':'changed','value':null}]";
    String webhook = create("'conditional_ticket_events'").json().at("/webhook/id").asText();
    String events = create(type("created")).json().at("/webhook/id").asText();
    assertThat(trigger(webhook, "'all':[]", "x").status()).isEqualTo(422);
    assertThat(trigger(events, always, "x").status()).isEqualTo(422);
    assertThat(trigger("01NOBODY", always, "x").status()).isEqualTo(422);
    assertThat(trigger(webhook, always, "x".repeat(16_001)).status()).isEqualTo(422);
    Seen made = trigger(webhook, always, "x");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String path = "triggers/" + made.json().at("/trigger/id").asText();

    assertThat(desk.delete("webhooks/" + webhook).status()).isEqualTo(400);
    assertThat(desk.get("triggers?page[size]=10").json().path("triggers")).hasSize(1);
    desk.as(Desk.basic(ZendeskAccess.PLAIN_AGENT_EMAIL));
    assertThat(desk.delete(path).status()).isEqualTo(403);
    desk.as(Desk.basic(ZendeskAccess.SERVICE_EMAIL));
    assertThat(desk.delete(path).status()).isEqualTo(204);
    assertThat(desk.delete("webhooks/" + webhook).status()).isEqualTo(204);
  }

  @Test
  void webhooksAreKeptOverARestartWithTheirSecrets() {
    String id = create(type("created")).json().at("/webhook/id").asText();
    JsonNode secret = desk.get("webhooks/" + id + "/signing_secret").json();

    try (Desk again = new Desk()) {
      again.zendesk.restore(desk.zendesk.save());

      assertThat(again.get("webhooks/" + id + "/signing_secret").json()).isEqualTo(secret);
    }
  }
}
