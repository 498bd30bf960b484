package io.mlconnector.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.SandboxOptions;
import io.mlconnector.sandbox.TestHttp.Answer;
import io.mlconnector.sandbox.TestReceiver;
import io.mlconnector.sandbox.TestReceiver.Arrival;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Business events as they are activated, worded, sent, sent again and given up: sheet 1.7. */
class EventsTest {

  private static final String CHANGED = "CustCustomerChangedBusinessEvent";

  private final TestReceiver receiver = new TestReceiver();
  private DynamicsClient client = new DynamicsClient();

  @AfterEach
  void stop() {
    receiver.close();
    client.close();
  }

  private Answer configure(String more) {
    return client.control(
        "POST",
        "/events/endpoints",
        "{'url':'" + receiver.url() + "','event':'" + CHANGED + "'" + more + "}");
  }

  /** An endpoint whose test event has come and is forgotten. */
  private void configured(String more) {
    Answer done = configure(more);
    assertThat(done.status()).as(done.body()).isEqualTo(201);
    receiver.arrived(1);
    receiver.arrivals().clear();
  }

  private void touch(String company, String account) {
    Answer done =
        client.control(
            "PATCH", "/rows/CustomersV3/" + company + "/" + account, "{'SalesMemo':'x'}");
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  private List<Long> numbers() {
    return receiver.arrivals().stream()
        .map(each -> each.json().path("ControlNumber").asLong())
        .toList();
  }

  private JsonNode errors() {
    return client.control("GET", "/events/errors", null).json().path("errors");
  }

  @Test
  void aConfiguredEndpointGetsTheTestEventWithTheLeastNumber() {
    configure(",'headers':{'x-secret':'s1'}");
    receiver.arrived(1);

    Arrival test = receiver.arrivals().get(0);
    assertThat(test.json().path("BusinessEventId").asText())
        .isEqualTo("BusinessEventsTestEndpointContract");
    assertThat(test.json().path("ControlNumber").asLong()).isEqualTo(Long.MIN_VALUE);
    assertThat(test.json().has("AccountNum")).isFalse();
    assertThat(test.headers()).containsEntry("x-secret", "s1");
  }

  @Test
  void aChangeIsToldByIdsOnlyInAFlatPayload() {
    configured("");
    touch("gbsi", "US-002");
    receiver.arrived(1);

    JsonNode event = receiver.arrivals().get(0).json();
    assertThat(event.fieldNames())
        .toIterable()
        .containsExactly(
            "AccountNum",
            "BusinessEventId",
            "BusinessEventLegalEntity",
            "ContextRecordSubject",
            "ControlNumber",
            "EventId",
            "EventTime",
            "EventTimeIso8601",
            "InitiatingUserAADObjectId",
            "LegalEntity",
            "MajorVersion",
            "MinorVersion",
            "ParentContextRecordSubjects");
    assertThat(event.path("AccountNum").asText()).isEqualTo("US-002");
    assertThat(event.path("BusinessEventLegalEntity").asText()).isEqualTo("GBSI");
    assertThat(event.path("EventTimeIso8601").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z");
    assertThat(event.path("EventTime").asText()).matches("/Date\\(\\d{13}\\)/");
    assertThat(event.path("InitiatingUserAADObjectId").asText()).matches("\\{[0-9A-F-]{36}}");
    assertThat(event.path("ControlNumber").isIntegralNumber()).isTrue();
  }

  @Test
  void theApiTellsToo() {
    configured("");

    client.send(
        "PATCH",
        "/data/CustomersV3(dataAreaId='usmf',CustomerAccount='US-001')",
        "{'SalesMemo':'by us'}");
    receiver.arrived(1);

    assertThat(receiver.arrivals().get(0).json().path("AccountNum").asText()).isEqualTo("US-001");
  }

  @Test
  void whatIsRolledBackIsNotTold() {
    configured("");
    String head = "Content-Type: application/http\r\nContent-ID: ";
    String body =
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n"
            + head
            + "1\r\n\r\nPATCH CustomersV3(dataAreaId='usmf',CustomerAccount='US-001') HTTP/1.1\r\n"
            + "Content-Type: application/json\r\n\r\n{\"SalesMemo\":\"a\"}\r\n--c\r\n"
            + head
            + "2\r\n\r\nPATCH CustomersV3(dataAreaId='usmf',CustomerAccount='US-9') HTTP/1.1\r\n"
            + "Content-Type: application/json\r\n\r\n{\"SalesMemo\":\"a\"}\r\n--c--\r\n--b--\r\n";
    Answer answer =
        client.sendAsIs(
            "POST", "/data/$batch", body, "Content-Type", "multipart/mixed; boundary=b");
    assertThat(answer.body()).contains("HTTP/1.1 404");

    touch("usmf", "US-003");
    receiver.arrived(1);

    assertThat(receiver.arrivals())
        .extracting(each -> each.json().path("AccountNum").asText())
        .containsExactly("US-003");
  }

  @Test
  void anEventIsActiveForItsLegalEntityAndTableOnly() {
    configured(",'company':'usmf'");
    JsonNode vendor = client.control("GET", "/rows/VendorsV2", null).json().at("/rows/0");

    touch("gbsi", "US-001");
    client.control(
        "PATCH",
        "/rows/VendorsV3/usmf/" + vendor.path("VendorAccountNumber").asText(),
        "{'Notes':'x'}");
    touch("usmf", "US-003");
    receiver.arrived(1);

    assertThat(receiver.arrivals().get(0).json().path("AccountNum").asText()).isEqualTo("US-003");
  }

  @Test
  void vendorsHaveTheirOwnEvent() {
    JsonNode vendor = client.control("GET", "/rows/VendorsV2", null).json().at("/rows/0");
    String number = vendor.path("VendorAccountNumber").asText();
    client.control(
        "POST",
        "/events/endpoints",
        "{'url':'" + receiver.url() + "','event':'VendVendorChangedBusinessEvent'}");
    receiver.arrived(1);

    client.control("PATCH", "/rows/VendorsV3/usmf/" + number, "{'Notes':'x'}");
    receiver.arrived(2);

    assertThat(receiver.arrivals().get(1).json().path("AccountNum").asText()).isEqualTo(number);
    assertThat(receiver.arrivals().get(1).json().path("BusinessEventId").asText())
        .isEqualTo("VendVendorChangedBusinessEvent");
  }

  @Test
  void controlNumbersRiseWithGaps() {
    configured("");
    client.control("POST", "/events/hold", "");
    for (int i = 0; i < 20; i++) {
      touch("usmf", "US-001");
    }
    assertThat(receiver.arrivals()).isEmpty();
    client.control("POST", "/events/release", "{}");
    receiver.arrived(20);

    List<Long> sorted = numbers().stream().sorted().toList();
    assertThat(sorted).doesNotHaveDuplicates();
    assertThat(sorted.get(0)).isGreaterThan(5_637_985_362L);
    assertThat(sorted.get(19) - sorted.get(0)).as("gaps").isGreaterThan(19);
  }

  @Test
  void heldEventsComeDoubledAndWithoutTheOldest() {
    configured("");
    client.control("POST", "/events/hold", "");
    touch("usmf", "US-001");
    touch("usmf", "US-003");
    touch("usmf", "US-004");

    Answer sent =
        client.control("POST", "/events/release", "{'copies':2,'reversed':true,'drop':1}");
    receiver.arrived(4);

    assertThat(sent.json().path("sent").asInt()).isEqualTo(4);
    assertThat(receiver.arrivals())
        .extracting(each -> each.json().path("AccountNum").asText())
        .containsExactlyInAnyOrder("US-004", "US-004", "US-003", "US-003");
    assertThat(numbers().stream().distinct()).hasSize(2);
  }

  @Test
  void aFailedCallIsMadeAgainASecondLater() {
    configured("");
    receiver.answers().add("500");

    touch("usmf", "US-001");
    receiver.arrived(2);

    assertThat(receiver.arrivals().get(1).body()).isEqualTo(receiver.arrivals().get(0).body());
    long gap = receiver.arrivals().get(1).nanos() - receiver.arrivals().get(0).nanos();
    assertThat(Duration.ofNanos(gap)).isGreaterThan(Duration.ofMillis(950));
    assertThat(errors()).isEmpty();
  }

  @Test
  void afterThreeRetriesItStandsInTheErrorLogAndIsSentAgainByHand() {
    configured("");
    client.set("{'eventPauseMillis':1}");
    receiver.answers().addAll(List.of("500", "404", "302", "503 1"));
    touch("usmf", "US-001");
    await().atMost(Duration.ofSeconds(60)).until(() -> errors().size() == 1);
    assertThat(receiver.arrivals()).hasSize(4);
    assertThat(client.control("GET", "/events/attempts", null).json().at("/attempts"))
        .filteredOn(attempt -> attempt.path("event").asText().equals(CHANGED))
        .extracting(attempt -> attempt.path("status").asInt())
        .containsExactly(500, 404, 302, 503);

    String id = errors().at("/0/id").asText();
    assertThat(client.control("POST", "/events/errors/" + id + "/resend", "").status())
        .isEqualTo(204);
    receiver.arrived(5);

    assertThat(numbers().stream().distinct()).as("the same event").hasSize(1);
    assertThat(errors()).isEmpty();
    assertThat(client.control("POST", "/events/errors/" + id + "/resend", "").status())
        .isEqualTo(400);
  }

  @Test
  void dataverseWrapsTheSameFieldsAndNamesItselfInHeaders() {
    configured(",'form':'DATAVERSE','headers':{'x-secret':'s'}");
    touch("usmf", "US-001");
    receiver.arrived(1);

    Arrival event = receiver.arrivals().get(0);
    assertThat(event.headers())
        .containsKeys("x-request-id", "x-ms-dynamics-organization", "x-ms-dynamics-entity-name")
        .containsEntry("x-secret", "s");
    JsonNode target = event.json().at("/InputParameters/0");
    assertThat(target.path("key").asText()).isEqualTo("Target");
    assertThat(target.at("/value/Attributes"))
        .anyMatch(
            each ->
                each.path("key").asText().equals("AccountNum")
                    && each.path("value").asText().equals("US-001"))
        .anyMatch(
            each ->
                each.path("key").asText().equals("ControlNumber")
                    && each.path("value").asLong() > 0);
  }

  @Test
  void aSecretMayStandInTheAddress() {
    client.control(
        "POST",
        "/events/endpoints",
        "{'url':'" + receiver.url() + "?code=abc','event':'" + CHANGED + "'}");
    receiver.arrived(1);

    assertThat(receiver.arrivals().get(0).uri()).isEqualTo("/hook?code=abc");
  }

  @Test
  void stoppedEventsAreNeverToldAndARemovedEndpointHearsNothing() {
    configured("");
    client.set("{'eventsStopped':true}");
    touch("usmf", "US-001");
    client.set("{'eventsStopped':false}");
    touch("usmf", "US-003");
    receiver.arrived(1);
    assertThat(receiver.arrivals().get(0).json().path("AccountNum").asText()).isEqualTo("US-003");

    String id =
        client.control("GET", "/events/endpoints", null).json().at("/endpoints/0/id").asText();
    assertThat(client.control("DELETE", "/events/endpoints/" + id, null).status()).isEqualTo(204);
    receiver.arrivals().clear();
    touch("usmf", "US-004");
    configure("");
    receiver.arrived(1);
    assertThat(numbers()).containsExactly(Long.MIN_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'url':'https://elsewhere.example/','event':'CustCustomerChangedBusinessEvent'} | url",
        "{'url':'ftp://127.0.0.1/','event':'CustCustomerChangedBusinessEvent'} | url",
        "{'event':'CustCustomerChangedBusinessEvent'} | url",
        "{'url':'http://127.0.0.1:1/','event':'Nothing'} | event",
        "{'url':'http://127.0.0.1:1/','event':'CustCustomerChangedBusinessEvent','x':1} | x",
        "{'url':'http://127.0.0.1:1/','event':'CustCustomerChangedBusinessEvent',"
            + "'headers':{'host':'a'}} | host"
      })
  void aWrongEndpointIsA400ThatNamesIt(String body, String named) {
    Answer answer = client.control("POST", "/events/endpoints", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).contains(named);
    assertThat(client.control("GET", "/events/endpoints", null).json().path("endpoints")).isEmpty();
  }

  @Test
  void tenEndpointsAreTheMostForOneEventAndLegalEntity() {
    for (int i = 0; i < 10; i++) {
      assertThat(configure("").status()).isEqualTo(201);
    }
    assertThat(configure("").status()).isEqualTo(400);
    assertThat(configure(",'company':'usmf'").status()).isEqualTo(201);
  }

  @Test
  void endpointsNumbersAndTheErrorLogLiveOverARestart(@TempDir Path folder) {
    client.close();
    client = new DynamicsClient(SandboxOptions.forTests().folder(folder));
    configured("");
    client.set("{'eventPauseMillis':1}");
    receiver.answers().addAll(List.of("500", "500", "500", "500"));
    touch("usmf", "US-001");
    await().atMost(Duration.ofSeconds(60)).until(() -> errors().size() == 1);
    client.close();
    receiver.arrivals().clear();

    client = new DynamicsClient(SandboxOptions.forTests().folder(folder));
    client.control("POST", "/events/errors/resend", "");
    receiver.arrived(1);
    touch("usmf", "US-003");
    receiver.arrived(2);

    assertThat(numbers()).isSorted().doesNotHaveDuplicates();
    assertThat(receiver.arrivals())
        .extracting(each -> each.json().path("AccountNum").asText())
        .containsExactly("US-001", "US-003");
  }
}
