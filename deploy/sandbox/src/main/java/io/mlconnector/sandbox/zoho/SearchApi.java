package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code /{Module}/search} by criteria, e-mail, phone or word: at most 2,000 rows of an index that
 * sees every write late (sheet B2).
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/search-records.html">search</a>
 */
final class SearchApi {

  private static final int MOST_ROWS = 2_000;

  private final SearchIndex index;
  private final Rendering rendering;

  SearchApi(SearchIndex index, Rendering rendering) {
    this.index = index;
    this.rendering = rendering;
  }

  Reply search(CrmModule module, ApiCall call) {
    call.onlyTakes("criteria", "email", "phone", "word", "fields", "page", "per_page");
    Predicate<CrmRecord> wanted = wanted(module, call);
    int perPage = call.number("per_page", ListApi.LARGEST_PAGE, 1, ListApi.LARGEST_PAGE);
    int page = call.number("page", 1, 1, 100_000);
    if ((long) page * perPage > MOST_ROWS) {
      throw new Refusal(400, "LIMIT_REACHED", "search reaches " + MOST_ROWS + " records only");
    }
    List<Field> fields =
        call.parameter("fields") == null
            ? List.copyOf(module.fields())
            : ListApi.fields(module, call);
    List<CrmRecord> found = index.records(module).stream().filter(wanted).toList();
    int from = (page - 1) * perPage;
    if (found.size() <= from) {
      return Reply.empty(204);
    }
    List<CrmRecord> shown = found.subList(from, Math.min(found.size(), from + perPage));
    ObjectNode answer = SandboxJson.object();
    ArrayNode data = answer.putArray("data");
    shown.forEach(record -> data.add(rendering.record(module, record, fields)));
    answer
        .putObject("info")
        .put("per_page", perPage)
        .put("count", shown.size())
        .put("page", page)
        .put("more_records", from + shown.size() < found.size());
    return Reply.json(200, answer);
  }

  private static Predicate<CrmRecord> wanted(CrmModule module, ApiCall call) {
    List<String> ways =
        Stream.of("criteria", "email", "phone", "word")
            .filter(way -> call.parameter(way) != null)
            .toList();
    if (ways.size() != 1) {
      throw Refusal.missing("criteria");
    }
    String text = call.parameter(ways.get(0));
    return switch (ways.get(0)) {
      case "criteria" -> new Criteria(module, text).parse();
      case "email" -> any(module, FieldType.EMAIL, value -> value.equals(lower(text)));
      case "phone" -> any(module, FieldType.PHONE, value -> digits(value).equals(digits(text)));
      default -> any(module, null, value -> value.contains(lower(text)));
    };
  }

  private static Predicate<CrmRecord> any(
      CrmModule module, FieldType type, Predicate<String> wanted) {
    List<String> names =
        module.fields().stream()
            .filter(field -> type == null ? field.type().isText() : field.type() == type)
            .map(Field::apiName)
            .toList();
    return record ->
        names.stream()
            .map(name -> record.value(name).asText(null))
            .filter(Objects::nonNull)
            .anyMatch(value -> wanted.test(lower(value)));
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String digits(String text) {
    return text.replaceAll("\\D", "");
  }
}
