package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages are stored or come again, and what a read says is what holds. */
@QuarkusTest
class PushTest extends PsTest {

  private static final int MANY = 40;

  private final IntegrationBroker broker = new IntegrationBroker();

  private int send(String body, String secret, String id) {
    return send(hook(connection()), body, secret, id);
  }

  private int send(URI address, String body, String secret, String id) {
    return broker.send(
        address,
        "PERSON_BASIC_SYNC.VERSION_3",
        secret,
        Map.of("OrigTimeStamp", "2026-03-10T12:00:00.000000-0600", "TransactionID", id),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String message(String emplid) {
    return "<PERSON_BASIC_SYNC><MsgData><Transaction><PERSON class=\"R\"><EMPLID>%s</EMPLID>"
            .formatted(emplid)
        + "<PSCAMA class=\"R\"><AUDIT_ACTN/></PSCAMA></PERSON></Transaction></MsgData>"
        + "</PERSON_BASIC_SYNC>";
  }

  private void connected() {
    connect(with(without(document(), "vendors"), "unseenEvery", "1s"));
    eventually(() -> assertThat(published("employee")).as(this::streams).containsKey("0100060"));
  }

  @Test
  void messagesThatComeTwiceAndReversedEndAsAReadSays() {
    connected();
    List<String> people = published("employee").keySet().stream().limit(MANY).toList();
    people.forEach(
        emplid ->
            ps.patch(
                "/people/" + emplid,
                "{\"EMAIL_ADDR\":\"new%s@halvorsen.example\"}".formatted(emplid)));
    List<String> messages = new ArrayList<>(people);
    messages.addAll(people);
    Collections.reverse(messages);

    assertThat(messages)
        .allSatisfy(
            emplid ->
                assertThat(send(message(emplid), Connections.HOOK_SECRET, "t-" + emplid))
                    .isEqualTo(200));

    eventually(
        () ->
            assertThat(published("employee").entrySet())
                .filteredOn(one -> people.contains(one.getKey()))
                .allSatisfy(
                    one ->
                        assertThat(one.getValue().path("email").asText())
                            .isEqualTo("new" + one.getKey() + "@halvorsen.example")));
  }

  @Test
  void whatPeopleSoftPushesCutShortTwiceAndReversedIsReadAgainWithoutAPoll() {
    connected();
    ps.put(
        "/push",
        "{\"url\":\"%s\",\"headers\":{\"X-MlConnector-Secret\":\"%s\"},\"retryMillis\":100,\"truncate\":3}"
            .formatted(hook(connection()), Connections.HOOK_SECRET));
    try {
      ps.post("/push/hold", "{}");
      String hired = hire("Dora", "");
      ps.post("/people/0100001/terminate", "{}");
      ps.patch("/people/0100060", "{\"EMAIL_ADDR\":\"pushed@halvorsen.example\"}");
      ps.post("/push/release", "{\"copies\":2,\"reversed\":true}");

      awaitField("employee", hired, "status", "active");
      awaitField("employee", "0100001", "status", "inactive");
      awaitField("employee", "0100060", "email", "pushed@halvorsen.example");
      assertThat(ps.get("/push/attempts").path("attempts"))
          .isNotEmpty()
          .allSatisfy(attempt -> assertThat(attempt.path("status").asInt()).isIn(200, 503))
          .anySatisfy(attempt -> assertThat(attempt.path("status").asInt()).isEqualTo(503));
      assertThat(ps.get("/push/errors").path("errors")).isEmpty();
    } finally {
      ps.delete("/push");
    }
  }

  @Test
  void aHireWhomOurUserDoesNotSeeYetIsReportedAndReadOnceItIsShown() {
    connected();
    String hired = hire("Cleo", ",\"visible\":\"never\"");

    assertThat(send(message(hired), Connections.HOOK_SECRET, "hire")).isEqualTo(200);

    eventually(() -> assertThat(streams()).contains(hired).contains("row security"));
    ps.post("/people/" + hired + "/visible", "{\"visible\":\"now\"}");
    awaitField("employee", hired, "status", "active");
    eventually(() -> assertThat(streams()).doesNotContain(hired));
  }

  @Test
  void whateverIsWrongIsAnswered503AndNothingElse() throws IOException {
    connect(Connections.silent(document()));
    String good = message("0100001");
    String secret = Connections.HOOK_SECRET;

    assertThat(send(good, secret, "good")).isEqualTo(200);
    assertThat(send(good, secret, "good")).as("again").isEqualTo(200);
    assertThat(send(good, "wrong", "a")).as("wrong secret").isEqualTo(503);
    assertThat(send(good.substring(0, 60), secret, "b")).as("cut short").isEqualTo(503);
    assertThat(
            send(
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>", secret, "c"))
        .as("entities")
        .isEqualTo(503);
    assertThat(send("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x\"><x/>", secret, "d"))
        .as("external entity")
        .isEqualTo(503);
    assertThat(send(hook("nobody"), good, secret, "e")).as("no connection").isEqualTo(503);
    assertThat(send("<x>" + "y".repeat(9 << 20) + "</x>", secret, "f")).as("9 MB").isEqualTo(503);
    assertThat(announced(200L << 20)).as("200 MB").startsWith("HTTP/1.1 503");
  }

  /** What is answered to a call that says it will be so large, before any of it came. */
  private String announced(long bytes) throws IOException {
    URI address = hook(connection());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n<x>"
                  .formatted(address.getPath(), bytes)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }
}
