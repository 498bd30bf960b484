package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists of the REST API: {@code filter=name:eq:…,projectName:eq:…} with pages of 100, or up to
 * 1,000 when asked for (sheet T3).
 *
 * @param plural name of the list, such as {@code datasources}
 * @param single name of each of its elements
 * @param fields what can be filtered by
 */
record Listing<T>(
    String plural,
    String single,
    Map<String, Function<T, String>> fields,
    Function<T, ObjectNode> rendering) {

  private static final int USUAL = 100;
  private static final int MOST = 1000;

  /** One page of those that the call asks for, in the order given. */
  ObjectNode page(ApiCall call, List<T> all) {
    call.allow("filter", "pageSize", "pageNumber");
    int size = number(call, "pageSize", USUAL, MOST, "400006");
    int page = number(call, "pageNumber", 1, Integer.MAX_VALUE / MOST, "400007");
    List<T> found = all.stream().filter(filter(call.parameter("filter"))).toList();
    ObjectNode answer = SandboxJson.object();
    answer
        .putObject("pagination")
        .put("pageNumber", Integer.toString(page))
        .put("pageSize", Integer.toString(size))
        .put("totalAvailable", Integer.toString(found.size()));
    ArrayNode elements = answer.putObject(plural).putArray(single);
    found.stream()
        .skip((page - 1L) * size)
        .limit(size)
        .forEach(each -> elements.add(rendering.apply(each)));
    return answer;
  }

  private static int number(ApiCall call, String name, int usual, int most, String code) {
    String text = call.parameter(name);
    if (text == null) {
      return usual;
    }
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new Refusal(code, "Bad Request", name + ": 1 to " + most + " is expected, not " + text);
    }
    return Integer.parseInt(text);
  }

  /** Names with a comma or a colon cannot be asked for: both separate (sheet T3). */
  private Predicate<T> filter(String text) {
    Predicate<T> all = any -> true;
    if (text == null) {
      return all;
    }
    List<Predicate<T>> conditions = new ArrayList<>();
    for (String condition : text.split(",", -1)) {
      String[] parts = condition.split(":", -1);
      if (parts.length != 3 || !parts[1].equals("eq") || !fields.containsKey(parts[0])) {
        throw Refusal.badRequest(
            "Invalid filter expression '"
                + condition
                + "': FIELD:eq:VALUE is expected, with FIELD one of "
                + fields.keySet());
      }
      Function<T, String> field = fields.get(parts[0]);
      conditions.add(each -> parts[2].equals(field.apply(each)));
    }
    return conditions.stream().reduce(all, Predicate::and);
  }
}
