package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.zendesk.api.AccountApi;
import io.mlconnector.zendesk.api.ExportsApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Vendor sheet A1: links in answers name other hosts. Of every answer the cursor, the time or the
 * id is taken, and the next call goes by a typed client, which knows the connection's own address
 * and nothing else.
 */
class LinksTest {

  private static final String ELSEWHERE = "https://elsewhere.example/api/v2/anything.json";

  private final List<String> asked = new ArrayList<>();

  /** Answers in this order, whatever is asked. */
  private Connection answering(String... answers) {
    Iterator<String> next = List.of(answers).iterator();
    TimeExportTest.Answer answer =
        (name, with) -> {
          asked.add(name + " " + Arrays.toString(with));
          return CanonicalJson.read(next.next(), JsonNode.class);
        };
    ExportsApi exports = TimeExportTest.stub(ExportsApi.class, answer);
    AccountApi account = TimeExportTest.stub(AccountApi.class, answer);
    return TimeExportTest.stub(
        Connection.class, (name, with) -> with[0] == ExportsApi.class ? exports : account);
  }

  @Test
  void ofAnExportByCursorOnlyTheCursorIsTaken() {
    String page =
        """
        {"tickets": [], "after_cursor": "%s", "end_of_stream": %s,
         "after_url": "%s?cursor=theirs", "before_url": "%s?cursor=theirs"}\
        """;
    Connection connection =
        answering(
            page.formatted("ours1", false, ELSEWHERE, ELSEWHERE),
            page.formatted("ours2", true, ELSEWHERE, ELSEWHERE));

    CursorExport first =
        CursorExport.read(connection, "tickets", new Cursor(null, null, "begin"), 100);
    CursorExport second =
        CursorExport.read(connection, "tickets", new Cursor(null, null, first.next()), 100);

    assertThat(asked)
        .containsExactly(
            "byCursor [tickets, null, begin, 100]", "byCursor [tickets, null, ours1, 100]");
    assertThat(second.next()).isEqualTo("ours2");
  }

  @Test
  void ofAnExportByTimeOnlyTheTimeIsTaken() {
    String page =
        """
        {"organizations": [], "end_time": %d, "end_of_stream": %s,
         "next_page": "%s?start_time=1"}\
        """;
    Connection connection =
        answering(page.formatted(2_000, false, ELSEWHERE), page.formatted(2_000, true, ELSEWHERE));
    OrganizationStream stream = new OrganizationStream(50);

    Page<JsonNode> first = stream.fetch(connection, new Cursor(null, null, "1000"));
    stream.fetch(connection, new Cursor(null, null, first.next()));

    assertThat(asked).containsExactly("organizations [1000, 50]", "organizations [2000, 50]");
  }

  @Test
  void ofAListOnlyTheCursorIsTaken() {
    Iterator<String> pages =
        List.of(
                """
                {"rows": [1], "meta": {"has_more": true, "after_cursor": "ours"},
                 "links": {"next": "%s?page[after]=theirs"}, "next_page": "%s?page=2"}\
                """
                    .formatted(ELSEWHERE, ELSEWHERE),
                "{\"rows\": [2], \"meta\": {\"has_more\": false}}")
            .iterator();

    CursorPages.all(
        "rows",
        (size, after) -> {
          asked.add(String.valueOf(after));
          return CanonicalJson.read(pages.next(), JsonNode.class);
        });

    assertThat(asked).containsExactly("null", "ours");
  }

  @Test
  void ofAJobOnlyTheIdIsTaken() {
    JsonNode started =
        CanonicalJson.read(
            "{\"job_status\": {\"id\": \"V3-1\", \"url\": \"" + ELSEWHERE + "\"}}", JsonNode.class);

    JobReport.read(
        answering("{\"job_status\": {\"status\": \"working\"}}"), JobReport.started(started));

    assertThat(asked).containsExactly("job [V3-1]");
  }
}
