package io.mlconnector.sandbox.dynamics;

import static io.mlconnector.sandbox.dynamics.DynamicsClient.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** $batch with its change sets: vendor sheet 1.5 and defect 5. */
class BatchTest {

  private static final String TYPE = "multipart/mixed; boundary=batch_1";
  private static final String US = "CustomersV3(dataAreaId='usmf',CustomerAccount='US-00";

  private final DynamicsClient client = new DynamicsClient();

  @AfterEach
  void stop() {
    client.close();
  }

  private static String operation(String id, String method, String target, String body) {
    return "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n"
        + (id == null ? "" : "Content-ID: " + id + "\r\n")
        + "\r\n"
        + method
        + " "
        + target
        + " HTTP/1.1\r\n"
        + "Content-Type: application/json\r\n\r\n"
        + (body == null ? "" : body.replace('\'', '"') + "\r\n");
  }

  private static String memo(String id, int customer, String memo) {
    return operation(id, "PATCH", US + customer + "')", "{'SalesMemo':'" + memo + "'}");
  }

  private static String changeSet(String... operations) {
    return "Content-Type: multipart/mixed; boundary=batch_1changes\r\n\r\n"
        + joined("batch_1changes", operations);
  }

  private static String joined(String boundary, String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      all.append("--").append(boundary).append("\r\n").append(part).append("\r\n");
    }
    return all.append("--").append(boundary).append("--\r\n").toString();
  }

  private Answer batch(String... parts) {
    return raw(joined("batch_1", parts), TYPE);
  }

  private Answer raw(String body, String type) {
    return client.sendAsIs("POST", "/data/$batch", body, "Content-Type", type);
  }

  private static List<Integer> statuses(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type"))
        .startsWith("multipart/mixed; boundary=batchresponse_");
    Matcher matcher = Pattern.compile("HTTP/1\\.1 (\\d{3})").matcher(answer.body());
    List<Integer> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(Integer.parseInt(matcher.group(1)));
    }
    return found;
  }

  private String memoOf(int customer) {
    return client.get(US + customer + "')").json().path("SalesMemo").asText();
  }

  @Test
  void aChangeSetIsDoneAndAnsweredPartByPart() {
    Answer answer = batch(changeSet(memo("7", 1, "one"), memo("8", 2, "two")));

    assertThat(statuses(answer)).containsExactly(204, 204);
    assertThat(answer.body())
        .contains("boundary=changesetresponse_", "Content-ID: 7\r\n", "Content-ID: 8\r\n");
    assertThat(memoOf(1)).isEqualTo("one");
    assertThat(memoOf(2)).isEqualTo("two");
  }

  @Test
  void aFailedChangeSetIsOnePartWith500AndLeavesNothing() {
    String before = memoOf(1);
    String row = rows(client.get("CustomersV3")).toString();

    Answer answer =
        batch(
            changeSet(
                memo("1", 1, "one"),
                operation("2", "DELETE", US + "3')", null),
                operation("3", "POST", "CustomersV3", "{'OrganizationName':'New'}"),
                operation(
                    "4",
                    "POST",
                    "CustomersV3",
                    "{'dataAreaId':'usmf','CustomerAccount':'US-002'}")));

    assertThat(statuses(answer)).containsExactly(500);
    assertThat(answer.body()).contains("AxODataWriteException", "already exists");
    assertThat(memoOf(1)).isEqualTo(before);
    assertThat(rows(client.get("CustomersV3")).toString()).isEqualTo(row);
  }

  @Test
  void anotherEtagInAChangeSetIsA412Inside() {
    String operation =
        memo("1", 1, "x")
            .replace(
                "Content-Type: application/json",
                "Content-Type: application/json\r\nIf-Match: W/\"x\"");

    assertThat(statuses(batch(changeSet(operation)))).containsExactly(412);
  }

  @Test
  void whatStandsBehindAFailureIsNeitherDoneNorAnswered() {
    String bad = operation("1", "PATCH", US + "1')", "{'CustomerGroupId':'999'}");

    assertThat(
            statuses(
                batch(changeSet(memo("1", 1, "a")), changeSet(bad), changeSet(memo("1", 2, "b")))))
        .containsExactly(204, 500);
    assertThat(memoOf(1)).isEqualTo("a");
    assertThat(memoOf(2)).isNotEqualTo("b");

    client.set("{'batchGoesOn':true}");
    assertThat(statuses(batch(changeSet(bad), changeSet(memo("1", 2, "b")))))
        .containsExactly(500, 204);
    assertThat(memoOf(2)).isEqualTo("b");
  }

  @Test
  void readsStandBesideChangeSets() {
    Answer answer =
        batch(
            operation(null, "GET", US + "1')?$select=CustomerAccount", null),
            operation(
                null, "GET", client.uri() + "/data/CustomersV3?cross-company=true&$top=1", null),
            operation(null, "GET", "/data/CustomersV3?$top=1", null),
            operation(null, "GET", US + "9x')", null));

    assertThat(statuses(answer)).containsExactly(200, 200, 200, 404);
    assertThat(answer.body()).contains("\"CustomerAccount\":\"US-001\"");
  }

  @Test
  void crossCompanyIsNeededInsideToo() {
    String gbsi = US.replace("usmf", "gbsi") + "1')";

    assertThat(statuses(batch(changeSet(operation("1", "PATCH", gbsi, "{'SalesMemo':'x'}")))))
        .containsExactly(404);
    assertThat(
            statuses(
                batch(
                    changeSet(
                        operation(
                            "1", "PATCH", gbsi + "?cross-company=true", "{'SalesMemo':'x'}")))))
        .containsExactly(204);
  }

  @Test
  void aWriteAloneIsAChangeSetOfItsOwn() {
    assertThat(statuses(batch(memo(null, 1, "alone")))).containsExactly(204);
    assertThat(memoOf(1)).isEqualTo("alone");
  }

  @Test
  void aBadBatchIsRefusedAsAWhole() {
    assertThat(raw("{}", "application/json").status()).isEqualTo(400);
    assertThat(raw("--batch_1\r\n" + memo("1", 1, "x"), TYPE).status())
        .as("not ended")
        .isEqualTo(400);
    assertThat(batch(changeSet(operation("1", "GET", "CustomersV3", null))).status())
        .isEqualTo(400);
    assertThat(batch(changeSet(memo(null, 1, "x"))).status()).as("no Content-ID").isEqualTo(400);
    assertThat(batch("Content-Type: text/plain\r\n\r\nx").status()).isEqualTo(400);
    assertThat(client.get("$batch").status()).isEqualTo(405);
    assertThat(memoOf(1)).isNotEqualTo("x");
  }

  @Test
  void fiveThousandOperationsAreTheMost() {
    String one = operation("1", "GET", "LegalEntities", null);
    String[] many = new String[5_001];
    java.util.Arrays.fill(many, one);

    assertThat(batch(many).status()).isEqualTo(400);
  }
}
