package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.VendorFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes sense of what came back for a query with status 200, which may be anything: the body is
 * looked at before it is believed.
 */
final class ResultReader {

  private static final int BEGINNING = 2_000;

  private ResultReader() {}

  /**
   * Reads an answer.
   *
   * @throws VendorFailure where it is an error or no result at all
   */
  static Result read(String query, String body) {
    String text = body == null ? "" : body.strip();
    if (text.startsWith("{")) {
      return json(query, text);
    }
    if (text.startsWith("<") && !isPage(text)) {
      return XmlResult.read(query, text);
    }
    throw notAnAnswer(query, text);
  }

  /** Whether a text is meant for browsers. */
  static boolean isPage(String text) {
    String begins =
        text.substring(0, Math.min(text.length(), BEGINNING)).toLowerCase(Locale.ROOT).strip();
    return begins.startsWith("<!doctype html") || begins.contains("<html");
  }

  private static VendorFailure notAnAnswer(String query, String text) {
    return VendorFailure.unavailable(
        200,
        null,
        true,
        "Query %s was answered with %s instead of rows.%s"
            .formatted(
                query,
                text.isEmpty() ? "nothing" : isPage(text) ? "a page for browsers" : "plain text",
                isPage(text) ? Causes.LOGIN_PAGE : ""));
  }

  private static Result json(String query, String text) {
    JsonNode answer;
    try {
      answer = CanonicalJson.read(text, JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw VendorFailure.unavailable(
          200,
          null,
          true,
          "Query %s was answered with JSON that is cut short or cannot be read".formatted(query));
    }
    String status = answer.path("status").asText();
    JsonNode found = answer.path("data").path("query");
    if (!status.equalsIgnoreCase("success")) {
      throw VendorFailure.rejected(
          200,
          "Query %s was answered with status '%s': %s"
              .formatted(query, status, Words.of(answer, "no words")));
    }
    JsonNode count = found.path("numrows");
    if (!count.canConvertToInt()) {
      throw VendorFailure.rejected(
          200, "Query %s was answered without data.query.numrows".formatted(query));
    }
    // The name of the member really ends in an equals sign; some release may drop it.
    String answered = found.path("queryname=").asText(found.path("queryname").asText());
    if (!answered.isEmpty() && !answered.equalsIgnoreCase(query)) {
      throw VendorFailure.unavailable(
          200, null, true, "Query %s was asked for and %s answered".formatted(query, answered));
    }
    List<JsonRow> rows = new ArrayList<>();
    found.path("rows").forEach(row -> rows.add(new JsonRow(row)));
    return complete(query, count.intValue(), rows);
  }

  /** An answer that lacks rows which it counts would look like the end of what there is. */
  static Result complete(String query, int count, List<JsonRow> rows) {
    if (count != rows.size()) {
      throw VendorFailure.unavailable(
          200,
          null,
          true,
          "Query %s says that it has %d rows and shows %d".formatted(query, count, rows.size()));
    }
    return new Result(count, rows);
  }
}
