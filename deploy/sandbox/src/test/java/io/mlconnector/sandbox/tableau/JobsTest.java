package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.file;
import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Fault;
import io.mlconnector.sandbox.FaultKind;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class JobsTest extends TableauTest {

  @Test
  void aJobThatIsToFailFailsWithNotesOrNone() {
    client.done("POST", "/jobs/fail", "{'type':'PublishDatasource','notes':'disk full'}");
    client.done("POST", "/jobs/fail", "{'type':'PublishDatasource'}");
    byte[] file = file(line(1, "1.00", "EUR"));

    JsonNode first = client.over(client.publish("Lines", NEW, file));
    JsonNode second = client.over(client.publish("Lines", NEW, file));

    assertThat(first.path("finishCode").asText()).isEqualTo("1");
    assertThat(first.path("statusNotes").path("statusNote").get(0).path("text").asText())
        .isEqualTo("disk full");
    assertThat(second.path("finishCode").asText()).isEqualTo("1");
    assertThat(second.has("statusNotes")).isFalse();
    assertThat(client.over(client.publish("Lines", NEW, file)).path("finishCode").asText())
        .isEqualTo("0");
  }

  @Test
  void aJobCanBeCancelledAndIsListedUnderOtherNames() {
    client.set("{'queueMillis':60000,'publishMillis':60000}");
    Answer accepted = client.publish("Lines", NEW, file(line(1, "1.00", "EUR")));
    String id = accepted.json().path("job").path("id").asText();

    assertThat(client.site("PUT", "/jobs/" + id, null).status()).isEqualTo(200);

    client.sandbox.clock().advance(Duration.ofMinutes(10));
    JsonNode job = client.get("/jobs/" + id).json().path("job");
    assertThat(job.path("finishCode").asText()).isEqualTo("2");
    assertThat(job.has("completedAt")).isTrue();
    JsonNode listed =
        client.get("/jobs").json().path("backgroundJobs").path("backgroundJob").get(0);
    assertThat(listed.path("status").asText()).isEqualTo("Cancelled");
    assertThat(listed.has("endedAt")).isTrue();
    assertThat(client.done("GET", "/datasources", null).path("datasources")).isEmpty();
  }

  @Test
  void anExtractIsRefreshedAndWhatWasPushedIsNot() {
    String luid = client.published("Lines", line(1, "1.00", "EUR"));
    String book = client.done("POST", "/workbooks", "{'name':'Board'}").path("id").asText();
    String plain =
        client.done("POST", "/workbooks", "{'name':'Live','extract':false}").path("id").asText();

    JsonNode pushed = client.over(client.json("POST", "/datasources/" + luid + "/refresh", "{}"));
    JsonNode refreshed = client.over(client.json("POST", "/workbooks/" + book + "/refresh", "{}"));
    JsonNode live = client.over(client.json("POST", "/workbooks/" + plain + "/refresh", "{}"));

    assertThat(pushed.path("finishCode").asText()).isEqualTo("1");
    assertThat(pushed.path("extractRefreshJob").path("notes").asText()).contains("no connection");
    assertThat(refreshed.path("finishCode").asText()).isEqualTo("0");
    assertThat(refreshed.path("extractRefreshJob").path("workbook").path("id").asText())
        .isEqualTo(book);
    assertThat(live.path("finishCode").asText()).isEqualTo("1");
    assertThat(client.get("/workbooks?filter=name:eq:Board").body()).contains(book);
  }

  @Test
  void limitsAreToldWithATimeInEitherForm() {
    String book = client.done("POST", "/workbooks", "{'name':'Board'}").path("id").asText();
    client.set("{'refreshesPerHour':1}");
    String path = "/workbooks/" + book + "/refresh";
    assertThat(client.json("POST", path, "{}").status()).isEqualTo(202);

    Answer seconds = client.json("POST", path, "{}");
    client.set("{'retryAfter':'date'}");
    Answer date = client.json("POST", path, "{}");
    client.set("{'retryAfter':'none'}");

    assertThat(seconds.code()).isEqualTo("429000");
    assertThat(Integer.parseInt(seconds.header("Retry-After"))).isBetween(3000, 3601);
    assertThat(
            ZonedDateTime.parse(date.header("Retry-After"), DateTimeFormatter.RFC_1123_DATE_TIME))
        .isNotNull();
    assertThat(client.json("POST", path, "{}").header("Retry-After")).isNull();
    client.sandbox.clock().advance(Duration.ofMinutes(61));
    assertThat(client.json("POST", path, "{}").status()).isEqualTo(202);
    client.set("{'callsPerHour':3}");
    assertThat(client.get("/projects").status()).isEqualTo(200);
    assertThat(client.get("/projects").status()).isEqualTo(200);
    assertThat(client.get("/projects").status()).isEqualTo(429);
  }

  @Test
  void callsAboutJobsAreLimitedByTheDay() {
    client.set("{'jobCallsPerDay':1}");

    assertThat(client.get("/jobs").status()).isEqualTo(200);
    assertThat(client.get("/jobs/any").status()).isEqualTo(429);
    client.sandbox.clock().advance(Duration.ofHours(25));
    client.signIn();
    assertThat(client.get("/jobs/any").status()).isEqualTo(404);
  }

  @Test
  void anErrorOfTheServerIsAPage() {
    client
        .sandbox
        .faults()
        .add(Fault.of(FaultKind.STATUS).on(TableauVendor.NAME).status(504).times(1));
    client.sandbox.faults().add(Fault.of(FaultKind.THROTTLE).on(TableauVendor.NAME).times(1));

    Answer broken = client.get("/projects");

    assertThat(broken.status()).isEqualTo(504);
    assertThat(broken.header("Content-Type")).startsWith("text/html");
    assertThat(client.get("/projects").code()).isEqualTo("429000");
    client.vendor().revokeTokens();
    assertThat(client.get("/projects").code()).isEqualTo("401002");
  }
}
