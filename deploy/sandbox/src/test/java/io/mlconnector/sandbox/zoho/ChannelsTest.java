package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import io.mlconnector.sandbox.TestReceiver;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  private final Crm crm = new Crm();
  private final TestReceiver receiver = new TestReceiver();

  @AfterEach
  void close() {
    receiver.close();
    crm.close();
  }

  @Test
  void aLivingChannelIsToldOfEveryRecordOfAWriteInOneCall() {
    enable("17", "'Accounts.all'", "");

    Answer made =
        crm.api(
            "POST",
            "Accounts",
            "{'data':[{'Account_Name':'Eins'},{'Account_Name':'Zwei'}],'trigger':[]}");
    receiver.arrived(1);

    JsonNode call = receiver.arrivals().get(0).json();
    assertThat(call.path("module").asText()).isEqualTo("Accounts");
    assertThat(call.path("ids").get(0)).isEqualTo(made.json().at("/data/0/details/id"));
    assertThat(call.path("ids")).hasSize(2);
    assertThat(call.path("channel_id").asText()).isEqualTo("17");
    assertThat(call.path("token").asText()).isEqualTo("geheim");
    assertThat(call.path("operation").asText()).isEqualTo("insert");
    assertThat(call.path("server_time").isIntegralNumber()).isTrue();
    assertThat(call.has("affected_values")).isFalse();
  }

  @Test
  void bothVocabulariesComeInTurn() {
    String id = crm.account("Wort");
    enable("17", "'Accounts.all'", "");

    crm.zoho().edits().change("Accounts", id, Crm.object("{'Phone':'1'}"));
    receiver.arrived(1);
    crm.zoho().edits().change("Accounts", id, Crm.object("{'Phone':'2'}"));
    receiver.arrived(2);
    crm.set("{'operationWords':'INSERT'}");
    crm.zoho().edits().change("Accounts", id, Crm.object("{'Phone':'3'}"));
    receiver.arrived(3);
    crm.zoho().edits().delete("Accounts", id);
    receiver.arrived(4);

    assertThat(receiver.arrivals())
        .extracting(arrival -> arrival.json().path("operation").asText())
        .containsExactly("update", "edit", "update", "delete");
  }

  @Test
  void onlyTheEventsAndFieldsAskedForAreTold() {
    String id = crm.account("Nur");
    String condition =
        ",'notification_condition':[{'type':'field_selection','module':{'api_name':'Accounts'},"
            + "'field_selection':{'group_operator':'or','group':"
            + "[{'field':{'api_name':'Credit_Limit'}}]}}],'return_affected_field_values':true";
    enable("17", "'Accounts.edit'", condition);

    crm.account("Neu");
    crm.zoho().edits().change("Accounts", id, Crm.object("{'Phone':'1'}"));
    crm.zoho().edits().change("Accounts", id, Crm.object("{'Credit_Limit':5,'Phone':'2'}"));
    receiver.arrived(1);

    JsonNode call = receiver.arrivals().get(0).json();
    assertThat(call.at("/affected_fields/0/" + id)).hasSize(2);
    assertThat(call.at("/affected_values/0/record_id").asText()).isEqualTo(id);
    assertThat(call.at("/affected_values/0/values/Credit_Limit").asInt()).isEqualTo(5);
    assertThat(crm.zoho().callbacks().attempts()).hasSize(1);
  }

  @Test
  void aContactsChangeIsOneOfItsAccountUnlessTheChannelSaysOtherwise() {
    String account = crm.account("Eltern");
    enable("17", "'Accounts.edit'", "");
    enable("18", "'Accounts.edit'", ",'notify_on_related_action':false");

    crm.zoho()
        .edits()
        .create(
            "Contacts", Crm.object("{'Last_Name':'Kind','Account_Name':{'id':'" + account + "'}}"));
    receiver.arrived(1);
    crm.zoho().edits().change("Accounts", account, Crm.object("{'Phone':'1'}"));
    receiver.arrived(3);

    assertThat(receiver.arrivals())
        .extracting(arrival -> arrival.json().path("channel_id").asText())
        .containsExactlyInAnyOrder("17", "17", "18");
  }

  @Test
  void aChannelEndsInSilenceAndCannotBeRenewedThen() {
    enable("17", "'Accounts.all'", "");
    crm.sandbox.clock().advance(Duration.ofMinutes(59));
    crm.account("Noch");
    receiver.arrived(1);
    String week = in(Duration.ofDays(7));
    assertThat(patch("{'channel_id':17,'channel_expiry':'" + week + "'}").status()).isEqualTo(200);
    crm.sandbox.clock().advance(Duration.ofDays(7));
    crm.token(crm.refresh(ZohoAccounts.REFRESH_TOKEN).json().path("access_token").asText());

    crm.account("Nicht mehr");

    Answer late = patch("{'channel_id':17,'channel_expiry':'" + in(Duration.ofDays(1)) + "'}");
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.json().at("/watch/0/code").asText()).isEqualTo("NOT_SUBSCRIBED");
    assertThat(crm.get("actions/watch").status()).isEqualTo(204);
    assertThat(crm.zoho().callbacks().attempts()).hasSize(1);
  }

  @Test
  void whatAChannelSaysIsChecked() {
    assertRefused("'events':['Accounts.all']", "MANDATORY_NOT_FOUND", "channel_id");
    assertRefused("'channel_id':'x','events':['Accounts.all']", "INVALID_DATA", "channel_id");
    assertRefused("'channel_id':1,'events':['Deals.all']", "INVALID_DATA", "events");
    assertRefused("'channel_id':1,'events':['Accounts.made']", "INVALID_DATA", "events");
    assertRefused(
        "'channel_id':1,'events':['Accounts.all'],'token':'" + "x".repeat(51) + "'",
        "INVALID_DATA",
        "token");
    assertRefused(
        "'channel_id':1,'events':['Accounts.all'],'channel_expiry':'"
            + in(Duration.ofDays(7).plusMinutes(1))
            + "'",
        "INVALID_DATA",
        "channel_expiry");
    assertRefused(
        "'channel_id':1,'events':['Accounts.all'],'colour':'red'", "INVALID_DATA", "colour");
  }

  @Test
  void aLivingChannelCannotBeEnabledAgainButReplaced() {
    enable("17", "'Accounts.all'", "");

    Answer again = watch("POST", channel("17", "'Accounts.edit'", ""));
    Answer replaced = watch("PUT", channel("17", "'Contacts.edit'", ""));
    Answer details = crm.get("actions/watch", "channel_id", "17");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().at("/watch/0/code").asText()).isEqualTo("DUPLICATE_DATA");
    assertThat(replaced.json().at("/watch/0/details/events/0/channel_id").isIntegralNumber())
        .isTrue();
    assertThat(details.json().at("/watch/0/events/0").asText()).isEqualTo("Contacts.edit");
    assertThat(details.json().at("/watch/0/channel_id").isTextual()).isTrue();
    assertThat(watch("PUT", channel("99", "'Accounts.all'", "")).status()).isEqualTo(400);
  }

  @Test
  void eventsAreDroppedAndChannelsDisabled() {
    enable("17", "'Accounts.edit','Accounts.create'", "");

    patch("{'channel_id':'17','events':['Accounts.create'],'_delete_events':true}");
    assertThat(crm.get("actions/watch").json().at("/watch/0/events")).hasSize(1);

    assertThat(crm.api("DELETE", "actions/watch?channel_ids=17", null).status()).isEqualTo(200);
    assertThat(crm.api("DELETE", "actions/watch?channel_ids=17", null).status()).isEqualTo(400);
    assertThat(crm.get("actions/watch").status()).isEqualTo(204);
  }

  @Test
  void aCallThatFailsIsLostUnlessRetriesAreSet() {
    enable("17", "'Accounts.create'", "");
    receiver.answers().add("500");
    crm.account("Verloren");
    await().atMost(Duration.ofSeconds(60)).until(() -> attempts() == 1);
    crm.set("{'callbackRetries':1}");
    receiver.answers().add("500");

    crm.account("Wiederholt");
    await().atMost(Duration.ofSeconds(60)).until(() -> attempts() == 3);

    assertThat(receiver.arrivals()).hasSize(3);
    assertThat(receiver.arrivals().get(1).body()).isEqualTo(receiver.arrivals().get(2).body());
  }

  @Test
  void callsCanBeHeldLostAndDoubled() {
    enable("17", "'Accounts.create'", "");
    crm.control("POST", "/callbacks/hold", "{}");
    crm.account("Erster");
    crm.account("Zweiter");

    crm.control("POST", "/callbacks/release", "{'drop':1,'copies':2}");

    receiver.arrived(2);
    assertThat(crm.control("POST", "/channels/expire", "{}").json().path("expired").asInt())
        .isEqualTo(1);
    crm.account("Dritter");
    assertThat(receiver.arrivals()).hasSize(2);
  }

  private int attempts() {
    return crm.control("GET", "/callbacks/attempts", null).json().path("attempts").size();
  }

  private void enable(String id, String events, String more) {
    Answer answer = watch("POST", channel(id, events, more));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private String channel(String id, String events, String more) {
    return "{'channel_id':"
        + id
        + ",'events':["
        + events
        + "],'token':'geheim','notify_url':'"
        + receiver.url()
        + "'"
        + more
        + "}";
  }

  private Answer watch(String method, String channel) {
    return crm.api(method, "actions/watch", "{'watch':[" + channel + "]}");
  }

  private Answer patch(String channel) {
    return watch("PATCH", channel);
  }

  private void assertRefused(String members, String code, String field) {
    Answer answer = watch("POST", "{" + members + ",'notify_url':'" + receiver.url() + "'}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().at("/watch/0/code").asText()).isEqualTo(code);
    assertThat(answer.json().at("/watch/0/details/api_name").asText()).isEqualTo(field);
  }

  private String in(Duration step) {
    return OffsetDateTime.ofInstant(crm.sandbox.clock().instant().plus(step), ZoneOffset.UTC)
        .withNano(0)
        .toString();
  }
}
