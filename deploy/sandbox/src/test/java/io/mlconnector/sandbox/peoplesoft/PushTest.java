package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.emplid;
import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.sandbox.TestReceiver;
import io.mlconnector.sandbox.TestReceiver.Arrival;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftSeed.Special;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The HTTP target connector and its messages (sheet 2.7). */
class PushTest {

  private PeopleSoftClient hr;
  private TestReceiver receiver;

  @BeforeEach
  void start() {
    hr = new PeopleSoftClient();
    receiver = new TestReceiver();
  }

  @AfterEach
  void stop() {
    hr.close();
    receiver.close();
  }

  private void register(String more) {
    hr.done(
        "PUT",
        "/push",
        "{'url':'"
            + receiver.url()
            + "','headers':{'X-PeopleSoft-Secret':'push-secret'},'retryMillis':20"
            + more
            + "}");
  }

  private String hire() {
    return hr.done("POST", "/people", "{'FIRST_NAME':'Ada','LAST_NAME':'Quist & Co'}")
        .path("EMPLID")
        .asText();
  }

  private void change(Special special, String phone) {
    hr.vendor().edits().change(emplid(special), json("{'PHONE':'" + phone + "'}"));
  }

  private static String text(Arrival arrival) {
    return new String(arrival.body(), StandardCharsets.UTF_8);
  }

  private static Document xml(Arrival arrival) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(arrival.body()));
    } catch (Exception e) {
      throw new AssertionError(text(arrival), e);
    }
  }

  private static List<String> texts(Arrival arrival, String tag) {
    NodeList found = xml(arrival).getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  private List<Broker.Attempt> attempts(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> hr.vendor().broker().attempts().size() >= count);
    return hr.vendor().broker().attempts();
  }

  @Test
  void oneHirePublishesThePersonTheJobAndThePersonAgain() {
    register("");
    String emplid = hire();
    receiver.arrived(3);

    assertThat(receiver.arrivals())
        .extracting(arrival -> arrival.headers().get("ExternalOperationName"))
        .containsExactlyInAnyOrder(
            "PERSON_BASIC_SYNC.VERSION_3",
            "WORKFORCE_SYNC.VERSION_2",
            "PERSON_BASIC_SYNC.VERSION_3");
    Arrival job =
        receiver.arrivals().stream()
            .filter(arrival -> text(arrival).contains("<WORKFORCE_SYNC>"))
            .findFirst()
            .orElseThrow();
    assertThat(job.headers())
        .containsEntry("X-PeopleSoft-Secret", "push-secret")
        .containsEntry("OperationType", "asynch")
        .containsEntry("From", "PSFT_HR")
        .containsEntry("NonRepudiation", "N")
        .containsKeys("OrigTimeStamp", "To", "TransactionID");
    assertThat(texts(job, "EMPLID")).contains(emplid);
    assertThat(texts(job, "AUDIT_ACTN")).contains("A");
    assertThat(receiver.arrivals())
        .filteredOn(arrival -> text(arrival).contains("<PERSON_BASIC_SYNC>"))
        .extracting(arrival -> texts(arrival, "AUDIT_ACTN").contains("C"))
        .containsExactlyInAnyOrder(false, true);
    assertThat(text(receiver.arrivals().get(0)) + text(receiver.arrivals().get(1)))
        .contains("Quist &amp; Co");
  }

  @Test
  void only404And503AndNoAnswerAreTriedAgain() {
    register("");
    receiver.answers().addAll(List.of("503", "404", "202"));
    change(Special.TWO_JOBS, "1");

    assertThat(attempts(3)).extracting(Broker.Attempt::status).containsExactly(503, 404, 202);
    assertThat(receiver.arrivals())
        .extracting(arrival -> arrival.headers().get("TransactionID"))
        .hasSize(3)
        .allMatch(id -> id.equals(receiver.arrivals().get(0).headers().get("TransactionID")));

    receiver.answers().addAll(List.of("401"));
    change(Special.TWO_JOBS, "2");
    assertThat(attempts(4)).last().extracting(Broker.Attempt::status).isEqualTo(401);
    assertThat(hr.done("GET", "/push", null).path("errors").asInt()).isEqualTo(1);

    hr.done("POST", "/push/resubmit", null);
    assertThat(attempts(5)).last().extracting(Broker.Attempt::status).isEqualTo(200);
    assertThat(hr.done("GET", "/push/errors", null).path("errors")).isEmpty();
  }

  @Test
  void bestEffortIsASingleTry() {
    register(",'delivery':'best-effort'");
    receiver.answers().add("503");
    change(Special.TWO_JOBS, "1");
    attempts(1);

    assertThat(hr.vendor().broker().errors()).hasSize(1);
  }

  @Test
  void heldMessagesComeTwiceAndInTheOtherOrderOrCutOrNotAtAll() {
    register(",'truncate':1");
    hr.done("POST", "/push/hold", null);
    change(Special.TWO_JOBS, "1");
    change(Special.AGENT, "2");
    change(Special.RETIRED, "3");

    int sent =
        hr.done("POST", "/push/release", "{'copies':2,'reversed':true,'drop':1}")
            .path("sent")
            .asInt();

    receiver.arrived(4);
    assertThat(sent).isEqualTo(4);
    assertThat(receiver.arrivals())
        .filteredOn(arrival -> !text(arrival).endsWith("</PERSON_BASIC_SYNC>"))
        .hasSize(1);
    assertThat(receiver.arrivals())
        .noneMatch(arrival -> text(arrival).contains(emplid(Special.TWO_JOBS)));
  }

  @Test
  void aliasesRenameRecordsAndFieldsAndAnIdIsNotAlwaysThere() {
    register(",'aliases':{'EMPLID':'EmployeeID','PERSON':'Employee'},'transactionIdHeader':''");
    change(Special.TWO_JOBS, "1");
    receiver.arrived(1);

    Arrival arrival = receiver.arrivals().get(0);
    assertThat(texts(arrival, "EmployeeID")).contains(emplid(Special.TWO_JOBS));
    assertThat(text(arrival)).contains("<Employee class=\"R\">").doesNotContain("EMPLID");
    assertThat(arrival.headers()).doesNotContainKey("TransactionID");
  }

  @Test
  void aFullSyncHasManyTransactionsWithPastAndFutureRows() {
    register(",'operations':['WORKFORCE_FULLSYNC']");
    hr.vendor().seed(40, 20, 1);
    change(Special.TWO_JOBS, "1");

    int messages =
        hr.done("POST", "/push/publish", "{'operation':'WORKFORCE_FULLSYNC','perMessage':30}")
            .path("messages")
            .asInt();

    receiver.arrived(messages);
    assertThat(messages).isEqualTo(2);
    assertThat(receiver.arrivals()).hasSize(2);
    assertThat(receiver.arrivals().stream().flatMap(each -> texts(each, "Transaction").stream()))
        .hasSize(44);
    assertThat(receiver.arrivals().stream().flatMap(each -> texts(each, "EFFDT").stream()))
        .contains(hr.vendor().clock().today().plusDays(7).toString());
  }

  @Test
  void manyMessagesCanBeAskedForAndVendorsToo() {
    register("");
    int people =
        hr.done("POST", "/push/publish", "{'operation':'PERSON_BASIC_SYNC','count':405}")
            .path("messages")
            .asInt();
    hr.vendor().edits().changeVendor("SHARE", "0000001001", json("{'VENDOR_STATUS':'I'}"));
    hr.vendor().edits().changeVendor("SHARE", "0000001001", json("{'SPEND_12M':'1.00'}"));
    receiver.arrived(406);

    assertThat(people).isEqualTo(405);
    assertThat(receiver.arrivals())
        .filteredOn(arrival -> text(arrival).contains("<VENDOR_SYNC>"))
        .singleElement()
        .satisfies(
            arrival -> {
              assertThat(texts(arrival, "VENDOR_ID")).contains("0000001001");
              assertThat(texts(arrival, "VENDOR_STATUS")).contains("I");
            });
  }

  @Test
  void theEffectiveUtilityPublishesWhatBecameCurrentOnce() {
    register(",'operations':['WORKFORCE_SYNC_EFF']");
    LocalDate today = hr.vendor().clock().today();
    hr.vendor().clock().set(today.plusDays(7).atTime(0, 5));

    int first = hr.done("POST", "/push/effective", null).path("messages").asInt();
    int second = hr.done("POST", "/push/effective", null).path("messages").asInt();

    receiver.arrived(2);
    assertThat(first).isEqualTo(2);
    assertThat(second).isZero();
    assertThat(receiver.arrivals().stream().flatMap(each -> texts(each, "ACTION").stream()))
        .contains("TER", "XFR");
  }

  @Test
  void withoutSendUncompressedTheBodyIsNoXml() {
    register(",'compressed':true");
    change(Special.TWO_JOBS, "1");
    receiver.arrived(1);

    assertThat(text(receiver.arrivals().get(0))).matches("[A-Za-z0-9+/=]+");
  }

  @Test
  void wrongRegistrationsAreNamed() {
    assertThat(hr.control("PUT", "/push", "{'url':'ftp://x'}").body()).contains("url");
    assertThat(hr.control("PUT", "/push", "{'url':'http://x','operations':['X']}").body())
        .contains("operation", "VENDOR_SYNC");
    assertThat(hr.control("PUT", "/push", "{'url':'http://x','often':true}").status())
        .isEqualTo(400);
  }
}
