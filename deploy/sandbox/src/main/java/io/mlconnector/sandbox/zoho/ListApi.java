package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads records: one by its id, many by pages (sheet B2). {@code page} reaches 2,000 rows, {@code
 * page_token} 100,000.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/get-records.html">records</a>
 */
final class ListApi {

  static final int LARGEST_PAGE = 200;
  private static final int MOST_FIELDS = 50;
  private static final int MOST_IDS = 100;
  private static final Set<String> SORTS =
      Set.of("id", StandardFields.CREATED, StandardFields.MODIFIED);

  private final Rendering rendering;
  private final PageTokens tokens;
  private final Supplier<ZohoSettings> settings;

  /** What a list call asks for. */
  private record Question(
      CrmModule module,
      List<Field> fields,
      int perPage,
      Comparator<CrmRecord> order,
      String sortBy,
      boolean descending,
      Optional<Instant> since,
      Set<String> ids) {

    boolean wants(CrmRecord record) {
      return (ids.isEmpty() || ids.contains(record.key()))
          && since.filter(time -> !record.modified.isAfter(time)).isEmpty();
    }
  }

  ListApi(Rendering rendering, PageTokens tokens, Supplier<ZohoSettings> settings) {
    this.rendering = rendering;
    this.tokens = tokens;
    this.settings = settings;
  }

  Reply one(CrmModule module, ApiCall call) {
    call.onlyTakes("fields");
    String given = call.part(1);
    if (!call.externals().containsKey(module.name()) && !given.matches("\\d{15,19}")) {
      throw invalidId(given);
    }
    Optional<CrmRecord> found = RecordNames.find(module, given, call.externals());
    if (found.isEmpty()) {
      if (settings.get().missingRecordStatus() == 204) {
        return Reply.empty(204);
      }
      throw invalidId(given);
    }
    ObjectNode answer = SandboxJson.object();
    CrmRecord record = found.get();
    answer
        .putArray("data")
        .add(
            call.parameter("fields") == null
                ? rendering.whole(module, record)
                : rendering.record(module, record, fields(module, call)));
    return Reply.json(200, answer);
  }

  private static Refusal invalidId(String given) {
    return new Refusal(
        400,
        "INVALID_DATA",
        "the id given seems to be invalid",
        SandboxJson.object().put("id", given));
  }

  Reply list(CrmModule module, ApiCall call) {
    call.onlyTakes("fields", "ids", "sort_by", "sort_order", "page", "per_page", "page_token");
    Question question = question(module, call);
    String token = call.parameter("page_token");
    if (token != null && call.parameter("page") != null) {
      throw new Refusal(
          400,
          "AMBIGUITY_DURING_PROCESSING",
          "page and page_token cannot be used together",
          SandboxJson.object().put("param_name", "page"));
    }
    String asked = asked(module, call);
    List<CrmRecord> rows =
        module.records().stream().filter(question::wants).sorted(question.order()).toList();
    int from;
    int page;
    if (token == null) {
      page = call.number("page", 1, 1, Integer.MAX_VALUE);
      if ((long) page * question.perPage() > settings.get().pagedRows()) {
        throw new Refusal(
            400,
            "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
            "page reaches the first " + settings.get().pagedRows() + " records only",
            SandboxJson.object().put("param_name", "page"));
      }
      from = (page - 1) * question.perPage();
    } else {
      PageTokens.Position position = tokens.find(token, asked);
      page = position.page();
      from =
          settings.get().stablePageTokens() ? behind(rows, position, question) : position.offset();
      if (position.offset() >= settings.get().tokenRows()) {
        throw new Refusal(
            400,
            "PAGINATION_LIMIT_EXCEEDED",
            "page_token reaches the first " + settings.get().tokenRows() + " records only");
      }
    }
    if (rows.size() <= from) {
      return Reply.empty(question.since().isPresent() && rows.isEmpty() ? 304 : 204);
    }
    List<CrmRecord> shown = rows.subList(from, Math.min(rows.size(), from + question.perPage()));
    boolean more = from + shown.size() < rows.size();
    ObjectNode answer = SandboxJson.object();
    ArrayNode data = answer.putArray("data");
    shown.forEach(row -> data.add(rendering.record(module, row, question.fields())));
    ObjectNode info = answer.putObject("info");
    info.put("per_page", question.perPage()).put("count", shown.size()).put("page", page);
    info.put("sort_by", question.sortBy());
    info.put("sort_order", question.descending() ? "desc" : "asc");
    info.put("more_records", more);
    info.putNull("next_page_token").putNull("previous_page_token").putNull("page_token_expiry");
    if (more) {
      CrmRecord last = shown.get(shown.size() - 1);
      info.put("next_page_token", tokens.issue(asked, from + shown.size(), page + 1, last, token));
      Instant until = tokens.clock().instant().plusSeconds(settings.get().pageTokenSeconds());
      info.put("page_token_expiry", rendering.time(until));
    }
    if (token != null) {
      info.put("previous_page_token", tokens.find(token, asked).previous());
    }
    return Reply.json(200, answer);
  }

  private static int behind(List<CrmRecord> rows, PageTokens.Position position, Question question) {
    int from = 0;
    while (from < rows.size() && question.order().compare(rows.get(from), position.last()) <= 0) {
      from++;
    }
    return from;
  }

  private Question question(CrmModule module, ApiCall call) {
    String sortBy = call.parameter("sort_by") == null ? "id" : call.parameter("sort_by");
    if (!SORTS.contains(sortBy)) {
      throw Refusal.parameter("sort_by", "sort_by is one of " + SORTS);
    }
    String order = call.parameter("sort_order");
    if (order != null && !order.equals("asc") && !order.equals("desc")) {
      throw Refusal.parameter("sort_order", "sort_order is asc or desc");
    }
    boolean descending = !"asc".equals(order);
    Comparator<CrmRecord> ascending = Comparator.comparingLong(record -> record.id);
    if (!sortBy.equals("id")) {
      boolean created = sortBy.equals(StandardFields.CREATED);
      ascending =
          Comparator.comparing((CrmRecord record) -> created ? record.created : record.modified)
              .thenComparing(ascending);
    }
    return new Question(
        module,
        fields(module, call),
        call.number("per_page", LARGEST_PAGE, 1, LARGEST_PAGE),
        descending ? ascending.reversed() : ascending,
        sortBy,
        descending,
        call.time("If-Modified-Since"),
        ids(call));
  }

  private static Set<String> ids(ApiCall call) {
    String ids = call.parameter("ids");
    if (ids == null) {
      return Set.of();
    }
    List<String> all = Arrays.asList(ids.split(","));
    if (all.size() > MOST_IDS || !all.stream().allMatch(id -> id.matches("\\d{15,19}"))) {
      throw Refusal.parameter("ids", "at most " + MOST_IDS + " ids are expected");
    }
    return Set.copyOf(all);
  }

  static List<Field> fields(CrmModule module, ApiCall call) {
    String names = call.parameter("fields");
    if (names == null || names.isBlank()) {
      throw Refusal.missing("fields");
    }
    String[] all = names.split(",");
    if (all.length > MOST_FIELDS) {
      throw new Refusal(
          400,
          "LIMIT_EXCEEDED",
          "at most " + MOST_FIELDS + " fields",
          SandboxJson.object().put("param_name", "fields").put("limit", MOST_FIELDS));
    }
    List<Field> fields = new ArrayList<>();
    for (String name : all) {
      if (!name.equals("id")) {
        fields.add(
            module
                .field(name)
                .orElseThrow(
                    () -> Refusal.parameter("fields", name + " is no field of " + module.name())));
      }
    }
    return fields;
  }

  /** What a token is bound to: all but the page, and the header that restricts the rows. */
  private static String asked(CrmModule module, ApiCall call) {
    TreeMap<String, String> all = new TreeMap<>();
    call.query().forEach(each -> all.put(each.getKey(), each.getValue()));
    all.keySet().removeAll(Set.of("page", "page_token"));
    return module.name() + all + call.headers().get("If-Modified-Since");
  }
}
