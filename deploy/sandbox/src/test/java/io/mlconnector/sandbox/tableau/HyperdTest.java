package io.mlconnector.sandbox.tableau;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real .hyper files; skipped unless {@code -Dhyperd=PATH} (or HYPERD) names a hyperd. */
class HyperdTest {

  private static final String TABLE =
      "(id bigint not null, amount numeric(18,2), currency text, day date, at timestamptz,"
          + " paid boolean, rate double precision)";

  @TempDir private Path folder;
  private Hyperd hyperd;
  private TableauClient client;
  private int files;

  @BeforeEach
  void start() {
    hyperd = Hyperd.configured();
    Assumptions.assumeTrue(hyperd != null, "no hyperd is configured: -Dhyperd=PATH");
    client = TableauClient.signedIn();
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
      hyperd.close();
    }
  }

  private byte[] hyper(String table, String columns, String values)
      throws SQLException, IOException {
    Path file = folder.resolve("sample" + ++files + ".hyper");
    String name = "\"sample" + files + "\".\"Extract\"";
    try (Connection connection =
            DriverManager.getConnection(hyperd.url(), "tableau_internal_user", "");
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE \"" + file + "\"");
      sql.execute("ATTACH DATABASE \"" + file + "\" AS \"sample" + files + "\"");
      sql.execute("CREATE SCHEMA " + name);
      sql.execute("CREATE TABLE " + name + ".\"" + table + "\" " + columns);
      for (String row : values.split(";")) {
        sql.execute("INSERT INTO " + name + ".\"" + table + "\" VALUES (" + row + ")");
      }
      sql.execute("DETACH DATABASE \"sample" + files + "\"");
    }
    return Files.readAllBytes(file);
  }

  private byte[] lines(String table, String values) throws SQLException, IOException {
    return hyper(table, TABLE, values);
  }

  private static String line(long id, String amount) {
    return id
        + ", "
        + amount
        + ", 'Zeile \"1\", 日本\nzwei', date '2026-01-31',"
        + " timestamptz '2026-01-31T12:00:00.123456Z', true, 0.5";
  }

  private JsonNode publish(byte[] file) {
    return client.over(
        client.post(
            "datasourceType=hyper&asJob=true",
            TableauClient.multipart(
                TableauClient.payload("Lines"), "tableau_datasource", "x.hyper", file)));
  }

  @Test
  void whatAHyperFileHoldsCanBeAskedFor() throws Exception {
    JsonNode job =
        publish(
            lines(
                "Extract",
                line(1, "-9999999999999999.99")
                    + ";"
                    + line(2, "0.10")
                    + ";3, null, null, null, null, null, null"));

    assertThat(job.path("finishCode").asText()).isEqualTo("0");
    assertThat(client.sum("Lines")).isEqualTo("-9999999999999999.89");
    assertThat(client.done("GET", "/rows?~name=Lines&id=2", null).path("rows").get(0))
        .hasToString(
            "{\"id\":\"2\",\"amount\":\"0.10\",\"currency\":\"Zeile \\\"1\\\", 日本\\nzwei\","
                + "\"day\":\"2026-01-31\",\"at\":\"2026-01-31T12:00:00.123456Z\",\"paid\":true,"
                + "\"rate\":\"0.5\"}");
    assertThat(
            client
                .done("GET", "/totals?~name=Lines", null)
                .path("columns")
                .path("rate")
                .path("nulls")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void anUpsertWithAHyperFileChangesRowsInPlace() throws Exception {
    String luid =
        publish(lines("Extract", line(1, "1.00") + ";" + line(2, "2.00")))
            .path("datasource")
            .path("id")
            .asText();
    String upload = client.upload(lines("changes", line(2, "20.00") + ";" + line(3, "30.00")));

    JsonNode job =
        client.over(
            client.json(
                "PATCH",
                "/datasources/" + luid + "/data?uploadSessionId=" + upload.replace(":", "%3A"),
                "{'actions':[{'action':'upsert','source-schema':'Extract',"
                    + "'source-table':'changes','target-schema':'Extract',"
                    + "'target-table':'Extract',"
                    + "'condition':{'op':'eq','source-col':'id','target-col':'id'}}]}",
                "RequestID",
                "one"));

    assertThat(job.path("finishCode").asText()).isEqualTo("0");
    assertThat(client.sum("Lines")).isEqualTo("51.00");
    assertThat(client.rows("Lines")).isEqualTo(3);
  }

  @Test
  void whatIsNoHyperFileFailsTheJob() {
    JsonNode job = publish(new byte[] {1, 2, 3});

    assertThat(job.path("finishCode").asText()).isEqualTo("1");
    assertThat(job.path("statusNotes").path("statusNote").get(0).path("text").asText())
        .startsWith("403132");
  }
}
