package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.zoho.api.RecordsApi;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Questions in Zoho's query language. Unlike a search it shows what was written a moment ago, and
 * unlike a list it tells by id, by any field, and from where to go on.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/COQL-Limitations.html">Limits</a>
 */
final class Coql {

  /** The most rows of an answer. */
  static final int MOST = 2_000;

  /** The most rows that cost one credit; of the most rows it is three. */
  static final int FEW = 200;

  private static final int MANY = 1_000;

  /** The most values in a list. */
  static final int LIST = 100;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private Coql() {}

  /**
   * Rows, and whether there are more.
   *
   * @param rows as JSON objects; a lookup is an object with an id, or an id
   */
  record Answer(List<JsonNode> rows, boolean more) {}

  /**
   * Asks.
   *
   * @param limit how many rows at most, up to 2,000
   */
  static Answer ask(Connection connection, String query, int limit) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("select_query", query + " limit " + limit);
    int credits = limit <= FEW ? 1 : limit <= MANY ? 2 : 3;
    JsonNode answer = connection.client(RecordsApi.class).query(credits, body);
    return read(answer);
  }

  /** An answer without a body has no rows. */
  static Answer read(JsonNode answer) {
    if (answer == null || answer.isMissingNode() || answer.isNull()) {
      return new Answer(List.of(), false);
    }
    if (!answer.path("data").isArray()) {
      throw VendorFailure.rejected(
          200,
          "Zoho answers without data: %s".formatted(answer.path("message").asText("no words")));
    }
    List<JsonNode> rows = new ArrayList<>();
    answer.path("data").forEach(rows::add);
    return new Answer(rows, answer.path("info").path("more_records").asBoolean());
  }

  static String select(Collection<String> fields, String module) {
    return "select " + String.join(", ", fields) + " from " + module + " where ";
  }

  /**
   * A condition that holds for rows with one of those values. Lists are limited, and more than two
   * conditions have to be grouped in pairs.
   */
  static String in(String field, Collection<String> values) {
    List<String> distinct = values.stream().distinct().toList();
    String condition = null;
    for (int start = 0; start < distinct.size(); start += LIST) {
      List<String> part = distinct.subList(start, Math.min(distinct.size(), start + LIST));
      String one =
          field + " in (" + String.join(", ", part.stream().map(Coql::quoted).toList()) + ")";
      condition = condition == null ? one : either(condition, one);
    }
    return condition;
  }

  static String both(String one, String other) {
    return "(" + one + " and " + other + ")";
  }

  static String either(String one, String other) {
    return "(" + one + " or " + other + ")";
  }

  static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A stamp to the second, which is as exact as Zoho is. */
  static String stamp(Instant instant) {
    return STAMP.format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  /**
   * When a row was changed.
   *
   * @throws VendorFailure where the row does not say, so that nothing could go on after it
   */
  static Instant modified(JsonNode row) {
    try {
      return OffsetDateTime.parse(row.path("Modified_Time").asText()).toInstant();
    } catch (DateTimeParseException e) {
      throw VendorFailure.rejected(200, "Zoho shows a record without a usable Modified_Time");
    }
  }
}
