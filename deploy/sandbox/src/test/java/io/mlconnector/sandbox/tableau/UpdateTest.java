package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.file;
import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.time.Duration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates in place, with parquet as payload so that no hyperd is needed; see also HyperdTest. */
class UpdateTest extends TableauTest {

  private static final String TABLES =
      "'source-schema':'Extract','source-table':'Extract','target-schema':'Extract',"
          + "'target-table':'Extract'";
  private static final String BY_ID = "{'op':'eq','source-col':'id','target-col':'id'}";
  private static final String BY_CURRENCY =
      "{'op':'eq','source-col':'currency','target-col':'currency'}";

  private String luid;
  private int requests;

  @BeforeEach
  void publish() {
    client.set("{'parquetPayload':true}");
    luid = client.published("Lines", line(1, "1.00", "EUR"), line(2, "2.00", null));
  }

  private static String action(String action, String condition) {
    String when = condition == null ? "" : ",'condition':" + condition;
    return "{'actions':[{'action':'" + action + "'," + TABLES + when + "}]}";
  }

  private Answer patch(String requestId, String body, byte[] payload) {
    String upload =
        payload == null ? "" : "?uploadSessionId=" + client.upload(payload).replace(":", "%3A");
    return client.json(
        "PATCH", "/datasources/" + luid + "/data" + upload, body, "RequestID", requestId);
  }

  private String finishCode(String action, String condition, byte[] payload) {
    JsonNode job = client.over(patch("request-" + ++requests, action(action, condition), payload));
    assertThat(job.has("statusNotes")).isFalse();
    return job.path("finishCode").asText();
  }

  @Test
  void anUpsertChangesWhatIsThereAndAddsWhatIsNot() {
    byte[] payload = file(line(2, "20.00", "USD"), line(3, "30.00", "EUR"));

    assertThat(finishCode("upsert", BY_ID, payload)).isEqualTo("0");

    assertThat(client.rows("Lines")).isEqualTo(3);
    assertThat(client.sum("Lines")).isEqualTo("51.00");
    assertThat(finishCode("update", BY_ID, file(line(1, "9.00", "EUR"), line(7, "7.00", "EUR"))))
        .isEqualTo("0");
    assertThat(client.sum("Lines")).isEqualTo("59.00");
    assertThat(finishCode("insert", null, file(line(1, "1.00", "EUR")))).isEqualTo("0");
    assertThat(client.rows("Lines")).isEqualTo(4);
    assertThat(finishCode("replace", null, file(line(8, "8.00", "EUR")))).isEqualTo("0");
    assertThat(client.sum("Lines")).isEqualTo("8.00");
  }

  @Test
  void aRequestIdIsExecutedOnce() {
    Answer first = patch("same", action("insert", null), file(line(3, "3.00", "EUR")));
    client.over(first);
    Answer second = patch("same", action("insert", null), file(line(4, "4.00", "EUR")));

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json().path("job").path("id")).isEqualTo(first.json().path("job").path("id"));
    assertThat(client.rows("Lines")).isEqualTo(3);
    client.sandbox.clock().advance(Duration.ofHours(25));
    client.signIn();
    client.over(patch("same", action("insert", null), file(line(4, "4.00", "EUR"))));
    assertThat(client.rows("Lines")).isEqualTo(4);
  }

  @Test
  void aFailedRequestIsRememberedUnlessTheSiteSaysOtherwise() {
    client.vendor().failNextJobs("UpdateUploadedFile", null, 1);
    byte[] payload = file(line(3, "3.00", "EUR"));
    client.over(patch("failed", action("insert", null), payload));

    JsonNode again = client.over(patch("failed", action("insert", null), payload));
    assertThat(again.path("finishCode").asText()).isEqualTo("1");
    client.set("{'requestIdAfterFailure':false}");
    client.over(patch("failed", action("insert", null), payload));
    assertThat(client.rows("Lines")).isEqualTo(3);
  }

  @Test
  void severalRowsOfThePayloadForOneRowFailWithoutNotes() {
    byte[] payload = file(line(1, "10.00", "EUR"), line(1, "11.00", "EUR"));

    assertThat(finishCode("upsert", BY_ID, payload)).isEqualTo("1");
    assertThat(client.sum("Lines")).isEqualTo("3.00");
  }

  @Test
  void anEmptyKeyNeverMatches() {
    byte[] payload = file(line(2, "20.00", null));

    assertThat(finishCode("upsert", BY_CURRENCY, payload)).isEqualTo("0");

    assertThat(client.rows("Lines")).isEqualTo(3);
  }

  @Test
  void otherColumnsFailWithoutNotes() {
    byte[] other =
        file(ParquetSample.lines("betrag"), CompressionCodecName.SNAPPY, line(3, "3.00", "EUR"));

    for (String action : new String[] {"upsert", "update"}) {
      assertThat(finishCode(action, BY_ID, other)).isEqualTo("1");
    }
    assertThat(finishCode("insert", null, other)).isEqualTo("1");
    assertThat(client.rows("Lines")).isEqualTo(2);
  }

  @Test
  void aDeleteNamesItsKeysAndNothingElse() {
    var keys = Types.buildMessage().required(PrimitiveTypeName.INT64).named("id").named("keys");
    byte[] payload = file(keys, CompressionCodecName.SNAPPY, new Object[] {1L}, new Object[] {9L});

    assertThat(finishCode("delete", BY_ID, file(line(1, "1.00", "EUR")))).isEqualTo("1");
    assertThat(client.rows("Lines")).isEqualTo(2);
    assertThat(finishCode("delete", BY_ID, payload)).isEqualTo("0");
    assertThat(client.sum("Lines")).isEqualTo("2.00");
  }

  @Test
  void aDeleteByConstantsNeedsNoPayload() {
    String euro = "{'op':'eq','target-col':'currency','const':{'type':'string','v':'EUR'}}";

    assertThat(finishCode("delete", euro, null)).isEqualTo("0");

    assertThat(client.sum("Lines")).isEqualTo("2.00");
    assertThat(patch("x", action("delete", euro), file(line(1, "1.00", "EUR"))).code())
        .isEqualTo("400000");
  }

  @Test
  void oneUpdateOfADataSourceAtATime() {
    Answer first = patch("one", action("insert", null), file(line(3, "3.00", "EUR")));
    Answer second = patch("two", action("insert", null), file(line(4, "4.00", "EUR")));

    assertThat(client.over(first).path("finishCode").asText()).isEqualTo("0");
    assertThat(client.over(second).path("finishCode").asText()).isEqualTo("1");
    assertThat(client.rows("Lines")).isEqualTo(3);
    client.set("{'concurrentUpdates':'wait'}");
    Answer third = patch("three", action("insert", null), file(line(3, "3.00", "EUR")));
    Answer fourth = patch("four", action("insert", null), file(line(4, "4.00", "EUR")));
    client.over(third);
    client.over(fourth);
    assertThat(client.rows("Lines")).isEqualTo(5);
  }

  @Test
  void wrongRequestsAreRefused() {
    byte[] payload = file(line(3, "3.00", "EUR"));
    String one = action("insert", null);
    String two = one.replace("}]}", "}," + one.substring(12));
    assertThat(patch("two", two, payload).code()).isEqualTo("400000");
    assertThat(patch("no-condition", action("upsert", null), payload).code()).isEqualTo("400000");
    assertThat(patch("condition", action("insert", BY_ID), payload).code()).isEqualTo("400000");
    assertThat(patch("op", action("delete", BY_ID.replace("eq", "lt")), payload).code())
        .isEqualTo("400000");
    assertThat(patch("no-payload", one, null).code()).isEqualTo("400000");
    assertThat(client.json("PATCH", "/datasources/" + luid + "/data", one).code())
        .isEqualTo("400000");
    assertThat(patch("member", one.replace("}]}", ",'x':1}]}"), payload).code())
        .isEqualTo("400000");
    client.set("{'parquetPayload':false}");
    assertThat(patch("parquet", one, payload).code()).isEqualTo("400000");
  }

  @Test
  void onlyWhatIsLiveToHyperCanBeUpdated() {
    luid =
        client.done("POST", "/datasources", "{'name':'Old','kind':'extract'}").path("id").asText();

    assertThat(patch("x", action("insert", null), file(line(3, "3.00", "EUR"))).code())
        .isEqualTo("400000");
  }

  @Test
  void aConnectionCanBeNamed() {
    String connection =
        client
            .get("/datasources/" + luid + "/connections")
            .json()
            .path("connections")
            .path("connection")
            .get(0)
            .path("id")
            .asText();
    String upload = client.upload(file(line(3, "3.00", "EUR"))).replace(":", "%3A");
    String path = "/datasources/" + luid + "/connections/";
    String query = "/data?uploadSessionId=" + upload;

    String body = action("insert", null);
    assertThat(client.json("PATCH", path + "other" + query, body, "RequestID", "a").status())
        .isEqualTo(404);
    JsonNode job =
        client.over(client.json("PATCH", path + connection + query, body, "RequestID", "b"));
    assertThat(job.path("connectionLuid").asText()).isEqualTo(connection);
    assertThat(job.path("type").asText()).isEqualTo("UpdateUploadedFile");
    assertThat(client.rows("Lines")).isEqualTo(3);
  }
}
