package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.peoplesoft.api.QueryApi;
import java.util.ArrayList;
import java.util.List;

/** A Query Access Service with a day, and rows in the order of what the last prompt names. */
final class FakeQueries implements QueryApi {

  final List<ObjectNode> rows = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  String now = "2026-03-10T12:00:00";

  /** The most rows that are shown, whatever is asked for; 0 for no cap. */
  int cap;

  /** What the last prompt names: EMPLID, unless vendors are asked for. */
  String ordered = "A.EMPLID";

  /** Whether it begins behind what the prompt names. */
  boolean heedsPrompt = true;

  @Override
  public String execute(
      String node,
      String owner,
      String query,
      String format,
      String connected,
      int maxRows,
      String names,
      String values,
      Boolean jsonResponse) {
    asked.add(query + " " + values);
    if (query.equals("MLC_TODAY")) {
      ObjectNode today =
          JsonNodeFactory.instance
              .objectNode()
              .put("TODAY", now.substring(0, 10))
              .put("NOW", now)
              .put("OPRID", "MLCONNECT");
      return answer(query, List.of(today));
    }
    String after = values.substring(values.lastIndexOf(',') + 1);
    int most = cap == 0 ? maxRows : Math.min(cap, maxRows);
    return answer(
        query,
        rows.stream()
            .filter(row -> !heedsPrompt || row.path(ordered).asText().compareTo(after) > 0)
            .limit(most)
            .toList());
  }

  private static String answer(String query, List<ObjectNode> rows) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("status", "success");
    ObjectNode result = answer.putObject("data").putObject("query");
    result.put("numrows", rows.size()).put("queryname=", query).putArray("rows").addAll(rows);
    return answer.toString();
  }
}
