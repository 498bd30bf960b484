package io.mlconnector.console.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * A pair of records whose sides both changed something.
 *
 * @param version of the values; whoever decides names it, so that nothing newer is decided unseen
 * @param decided fields that a person decided, and that are on their way
 */
public record Dispute(
    long id, String version, List<String> routes, List<Field> fields, List<String> decided) {

  /** A disputed field. */
  public record Field(String field, String policy, Instant since, List<Side> sides) {}

  /**
   * What one side shows.
   *
   * @param agreed what it showed when both last agreed; null where they never did
   */
  public record Side(
      String connection, String record, JsonNode value, JsonNode agreed, Instant since) {

    public String shown() {
      return text(value);
    }

    public String before() {
      return text(agreed);
    }

    private static String text(JsonNode value) {
      return value == null || value.isNull()
          ? ""
          : value.isTextual() ? value.asText() : value.toString();
    }
  }

  /** The records of both sides in words. */
  public String records() {
    return String.join(
        " and ",
        fields.isEmpty()
            ? List.of()
            : fields.get(0).sides().stream()
                .map(side -> side.connection() + " " + side.record())
                .toList());
  }
}
