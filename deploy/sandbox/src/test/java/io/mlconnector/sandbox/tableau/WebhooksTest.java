package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.file;
import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestReceiver;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest extends TableauTest {

  private TestReceiver receiver;

  @BeforeEach
  void listen() {
    receiver = new TestReceiver();
    client.set("{'webhookPauseMillis':1}");
  }

  @AfterEach
  void hangUp() {
    receiver.close();
  }

  private Answer create(String event) {
    return client.json(
        "POST",
        "/webhooks",
        "{'webhook':{'name':'Told','event':'"
            + event
            + "','webhook-destination':{'webhook-destination-http':{'method':'POST','url':'"
            + receiver.url()
            + "'}}}}");
  }

  private String created(String event) {
    return create(event).json().path("webhook").path("id").asText();
  }

  private JsonNode webhook(String id) {
    return client.get("/webhooks/" + id).json().path("webhook");
  }

  @Test
  void itIsMadeChangedAndRemoved() {
    Answer answer = create("DatasourceUpdated");
    String id = answer.json().path("webhook").path("id").asText();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).endsWith("/webhooks/" + id);
    assertThat(client.get("/webhooks").body()).contains(id);
    assertThat(
            client
                .json(
                    "PUT",
                    "/webhooks/" + id,
                    "{'webhook':{'isEnabled':true,'statusChangeReason':'why'}}")
                .code())
        .isEqualTo("400127");
    client.json(
        "PUT",
        "/webhooks/" + id,
        "{'webhook':{'isEnabled':false,'statusChangeReason':'quiet','event':'WorkbookUpdated'}}");
    assertThat(webhook(id).path("isEnabled").asBoolean()).isFalse();
    assertThat(webhook(id).path("statusChangeReason").asText()).isEqualTo("quiet");
    assertThat(webhook(id).path("event").asText()).isEqualTo("WorkbookUpdated");
    assertThat(client.site("DELETE", "/webhooks/" + id, null).status()).isEqualTo(204);
    assertThat(client.get("/webhooks/" + id).status()).isEqualTo(404);
  }

  @Test
  void theOldFormNamesTheEventByAnElement() {
    String old =
        ("{'webhook':{'name':'Told','webhook-source':{'webhook-source-event-datasource-updated':{}},"
             + "'webhook-destination':{'webhook-destination-http':{'method':'POST','url':'%s'}}}}")
            .formatted("https://receiver.example/hook");

    Answer answer = client.json("POST", "/webhooks", old);

    assertThat(answer.json().path("webhook").path("event").asText()).isEqualTo("DatasourceUpdated");
    assertThat(client.json("POST", "/webhooks", old.replace("https", "http")).code())
        .isEqualTo("400000");
    assertThat(create("DatasourceTouched").code()).isEqualTo("400000");
    client.token =
        client.signIn(TableauAccounts.CREATOR_PAT_NAME, TableauAccounts.CREATOR_PAT_SECRET);
    assertThat(create("DatasourceUpdated").code()).isEqualTo("403004");
  }

  @Test
  void eventsAreToldWithoutSignatureAndRetriedThreeTimes() {
    created("DatasourceCreated");
    created("DatasourceUpdated");
    receiver.answers().addAll(Collections.nCopies(3, "500"));
    String luid = client.published("Lines", line(1, "1.00", "EUR"));
    receiver.arrived(4);
    client.over(
        client.publish(
            "Lines",
            "datasourceType=parquet&asJob=true&overwrite=true",
            file(line(2, "1.00", "EUR"))));
    receiver.arrived(5);

    JsonNode first = receiver.arrivals().get(0).json();
    assertThat(first.path("resource").asText()).isEqualTo("DATASOURCE");
    assertThat(first.path("event_type").asText()).isEqualTo("DatasourceCreated");
    assertThat(first.path("resource_luid").asText()).isEqualTo(luid);
    assertThat(first.path("site_luid").asText()).isEqualTo(Site.ID);
    assertThat(first.size()).isEqualTo(6);
    assertThat(receiver.arrivals().get(3).body()).isEqualTo(receiver.arrivals().get(0).body());
    assertThat(receiver.arrivals().get(4).json().path("event_type").asText())
        .isEqualTo("DatasourceUpdated");
  }

  @Test
  void refreshesAreAboutExtracts() {
    created("WorkbookRefreshSucceeded");
    String book = client.done("POST", "/workbooks", "{'name':'Board'}").path("id").asText();

    client.over(client.json("POST", "/workbooks/" + book + "/refresh", "{}"));

    receiver.arrived(1);
    assertThat(receiver.arrivals().get(0).json().path("resource").asText()).isEqualTo("EXTRACTS");
  }

  @Test
  void aWebhookWhoseEventsNeverArriveIsDisabled() {
    client.set("{'webhookFailures':1}");
    String id = created("DatasourceCreated");
    receiver.answers().addAll(Collections.nCopies(4, "503"));

    client.done("POST", "/datasources", "{'name':'Old'}");

    await().atMost(Duration.ofSeconds(60)).until(() -> !webhook(id).path("isEnabled").asBoolean());
    assertThat(webhook(id).path("statusChangeReason").asText()).contains("failures");
    assertThat(receiver.arrivals()).hasSize(4);
  }

  @Test
  void aTestSendsAnEmptyPayloadAndTellsTheAnswer() {
    String id = created("DatasourceCreated");

    Answer good = client.get("/webhooks/" + id + "/test");
    receiver.answers().add("404");
    Answer bad = client.get("/webhooks/" + id + "/test");

    assertThat(good.json().path("webhookTestResult").path("status").asText()).isEqualTo("200");
    assertThat(receiver.arrivals().get(0).body()).isEmpty();
    assertThat(bad.code()).isEqualTo("400113");
  }

  @Test
  void eventsCanBeHeldAndSentTwice() {
    created("DatasourceCreated");
    client.done("POST", "/webhooks/hold", "{}");
    client.done("POST", "/datasources", "{'name':'Old'}");

    JsonNode released = client.done("POST", "/webhooks/release", "{'copies':2}");

    assertThat(released.path("sent").asInt()).isEqualTo(2);
    receiver.arrived(2);
    assertThat(receiver.arrivals().get(0).body()).isEqualTo(receiver.arrivals().get(1).body());
  }
}
