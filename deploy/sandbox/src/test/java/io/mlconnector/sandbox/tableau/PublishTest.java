package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.file;
import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

class PublishTest extends TableauTest {

  private static final String OVERWRITE = NEW + "&overwrite=true";

  @Test
  void whatIsPublishedCanBeAskedForToTheCent() {
    String odd = "Zeile \"1\", 日本語\nzwei";

    String luid =
        client.published(
            "Lines",
            line(1, "0.10", odd),
            line(2, "-9999999999999999.99", "EUR"),
            line(3, null, null));

    JsonNode rows = client.done("GET", "/datasources/" + luid + "/rows?id=1", null);
    assertThat(rows.path("total").asInt()).isEqualTo(1);
    assertThat(rows.path("rows").get(0))
        .hasToString(
            "{\"id\":\"1\",\"amount\":\"0.10\",\"currency\":\"Zeile \\\"1\\\", 日本語\\nzwei\","
                + "\"day\":\"2026-01-31\",\"at\":\"2026-01-31T12:00:00.123456Z\",\"paid\":true,"
                + "\"rate\":\"0.5\"}");
    JsonNode totals = client.done("GET", "/totals?~name=Lines&by=currency", null);
    assertThat(totals.path("rows").asInt()).isEqualTo(3);
    assertThat(totals.path("columns").path("amount").path("sum").asText())
        .isEqualTo("-9999999999999999.89");
    assertThat(totals.path("columns").path("amount").path("nulls").asInt()).isEqualTo(1);
    assertThat(totals.path("groups")).hasSize(3);
    Answer source = client.get("/datasources/" + luid);
    assertThat(source.json().path("datasource").path("description").asText())
        .isEqualTo("From tests");
  }

  @Test
  void aJobIsOverOnlyWhenItHasACompletionTime() {
    Answer accepted = client.publish("Lines", NEW, file(line(1, "1.00", "EUR")));
    JsonNode job = accepted.json().path("job");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(job.path("finishCode").asText()).isEqualTo("1");
    assertThat(job.has("completedAt")).isFalse();
    assertThat(job.path("type").asText()).isEqualTo("PublishDatasource");
    assertThat(client.done("GET", "/datasources", null).path("datasources")).isEmpty();
    JsonNode over = client.over(accepted);
    assertThat(over.path("finishCode").asText()).isEqualTo("0");
    assertThat(over.path("progress").asText()).isEqualTo("100");
    assertThat(over.has("completedAt")).isTrue();
    assertThat(client.rows("Lines")).isEqualTo(1);
  }

  @Test
  void theModeDecidesWhatBecomesOfWhatIsThere() {
    String luid = client.published("Lines", line(1, "1.00", "EUR"));

    assertThat(client.publish("Lines", NEW, file(line(2, "2.00", "EUR"))).code())
        .isEqualTo("403007");
    assertThat(client.publish("Missing", OVERWRITE, file(line(2, "2.00", "EUR"))).code())
        .isEqualTo("403131");
    assertThat(client.publish("Lines", NEW + "&append=true", file(line(2, "2.00", "EUR"))).code())
        .isEqualTo("400011");
    JsonNode over = client.over(client.publish("Lines", OVERWRITE, file(line(2, "2.00", "EUR"))));
    assertThat(over.path("datasource").path("id").asText()).isEqualTo(luid);
    assertThat(client.sum("Lines")).isEqualTo("2.00");

    client.set("{'parquetAppend':true}");
    byte[] same = file(line(2, "2.00", "EUR"));
    client.over(client.publish("Lines", NEW + "&append=true", same));
    client.over(client.publish("Lines", NEW + "&append=true", same));
    assertThat(client.rows("Lines")).isEqualTo(3);
    byte[] other =
        file(ParquetSample.lines("betrag"), CompressionCodecName.SNAPPY, line(3, "1.00", "EUR"));
    JsonNode failed = client.over(client.publish("Lines", NEW + "&append=true", other));
    assertThat(failed.path("finishCode").asText()).isEqualTo("1");
    assertThat(failed.has("statusNotes")).isFalse();
  }

  @Test
  void aLargeFileComesInChunksOneAfterTheOther() {
    byte[] file = file(line(1, "1.00", "EUR"), line(2, "2.00", "EUR"));
    byte[] start = java.util.Arrays.copyOf(file, 100);
    byte[] end = java.util.Arrays.copyOfRange(file, 100, file.length);
    String upload = client.begin();

    assertThat(upload).contains(":");
    assertThat(client.append(upload, start).json().path("fileUpload").path("fileSize").asText())
        .isEqualTo("0");
    assertThat(client.append(upload, end).status()).isEqualTo(200);
    assertThat(client.over(client.commit("Lines", NEW, upload)).path("finishCode").asText())
        .isEqualTo("0");
    assertThat(client.sum("Lines")).isEqualTo("3.00");
    assertThat(client.commit("Lines", OVERWRITE, upload).status()).isEqualTo(404);
  }

  @Test
  void whatCannotBeOpenedFailsTheJob() {
    byte[] wrong = "PAR1 and nothing else".getBytes(StandardCharsets.UTF_8);

    JsonNode failed = client.over(client.publish("Lines", NEW, wrong));

    assertThat(failed.path("finishCode").asText()).isEqualTo("1");
    assertThat(failed.path("statusNotes").path("statusNote").get(0).path("text").asText())
        .startsWith("403132");
    assertThat(client.publish("Lines", "datasourceType=parquet", wrong).code()).isEqualTo("403132");
  }

  @Test
  void featuresOfParquetThatNobodyVerifiedAreNotRead() {
    var millis =
        Types.buildMessage()
            .optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
            .named("at")
            .named("lines");
    byte[] file = file(millis, CompressionCodecName.UNCOMPRESSED, new Object[] {5L});

    assertThat(client.publish("Lines", "datasourceType=parquet", file).body())
        .contains("column at", "not read");
    client.set("{'plainParquet':false}");
    assertThat(client.publish("Lines", "datasourceType=parquet", file).status()).isEqualTo(201);
    assertThat(client.vendor().rows("Lines", 1).path("rows").get(0).path("at").asText())
        .isEqualTo("1970-01-01T00:00:00.005Z");
  }

  @Test
  void aRequestThatIsPutTogetherWrongIsRefused() {
    byte[] file = file(line(1, "1.00", "EUR"));
    String whole =
        new String(
            TableauClient.multipart(
                TableauClient.payload("Lines"), "tableau_datasource", "x.parquet", new byte[] {1}),
            StandardCharsets.ISO_8859_1);

    for (byte[] body :
        List.of(
            whole.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1),
            whole.replace("--\r\n", "").getBytes(StandardCharsets.ISO_8859_1),
            TableauClient.multipart(
                TableauClient.payload("Lines"), "datasource", "x.parquet", file),
            TableauClient.multipart("", "tableau_datasource", "x.parquet", file),
            TableauClient.multipart(
                "<tsRequest><datasource name=''/></tsRequest>", "tableau_datasource", "x", file))) {
      assertThat(client.post(NEW, body).code()).isEqualTo("400000");
    }
    assertThat(client.publish("Lines", NEW + "&unknown=1", file).code()).isEqualTo("400000");
    assertThat(client.publish("Lines", NEW + "&append=true&overwrite=true", file).code())
        .isEqualTo("400000");
    assertThat(client.publish("Lines", "datasourceType=csv", file).code()).isEqualTo("400011");
    assertThat(client.publish("Lines", "datasourceType=hyper&asJob=true", file).code())
        .isEqualTo("400011");
    assertThat(client.get("/jobs/unknown").status()).isEqualTo(404);
  }

  @Test
  void aHyperFileIsRefusedWithoutAHyperd() {
    org.junit.jupiter.api.Assumptions.assumeFalse(client.vendor().opensHyper());
    Answer answer =
        client.post(
            "asJob=true",
            TableauClient.multipart(
                TableauClient.payload("Lines"), "tableau_datasource", "x.hyper", new byte[9]));

    assertThat(answer.code()).isEqualTo("400011");
    assertThat(answer.body()).contains("--hyperd=PATH");
  }

  @Test
  void aLargeFileThatIsPublishedAtOnceIsAnswered504ThoughItIsThere() {
    client.set("{'syncUpToMb':0}");

    Answer answer = client.publish("Lines", "datasourceType=parquet", file(line(1, "1.00", "EUR")));

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    assertThat(client.rows("Lines")).isEqualTo(1);
  }

  @Test
  void somebodyWhoMayOnlyLookPublishesNothing() {
    client.token =
        client.signIn(TableauAccounts.VIEWER_PAT_NAME, TableauAccounts.VIEWER_PAT_SECRET);

    assertThat(client.publish("Lines", NEW, file(line(1, "1.00", "EUR"))).code())
        .isEqualTo("403004");
    assertThat(client.get("/datasources").status()).isEqualTo(200);
  }

  @Test
  void anUploadDoesNotOutliveItsSession() {
    String upload = client.upload(file(line(1, "1.00", "EUR")));
    client.sandbox.clock().advance(Duration.ofMinutes(121));
    assertThat(client.commit("Lines", NEW, upload).code()).isEqualTo("401002");
    client.signIn();

    assertThat(client.commit("Lines", NEW, upload).status()).isEqualTo(404);
    client.set("{'uploadsOutliveSessions':true}");
    assertThat(client.commit("Lines", NEW, upload).status()).isEqualTo(202);
  }
}
