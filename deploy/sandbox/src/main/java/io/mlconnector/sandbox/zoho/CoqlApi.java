package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * COQL: {@code select … from … where … order by … limit …} (sheet B2). The condition is mandatory;
 * without an order rows come newest first; it reads the records themselves, not the search index.
 *
 * @see <a href="https://www.zoho.com/crm/developer/docs/api/v8/COQL-Overview.html">COQL</a>
 */
final class CoqlApi {

  private static final int MOST_ROWS = 2_000;
  private static final int USUAL_ROWS = 200;
  private static final int FARTHEST = 100_000;
  private static final int MOST_COLUMNS = 500;

  private final Org org;
  private final Rendering rendering;
  private final Supplier<ZohoSettings> settings;

  /** What a query asks for. */
  record Query(
      CrmModule module,
      List<CoqlColumns.Column> columns,
      Predicate<CrmRecord> where,
      Comparator<CrmRecord> order,
      int offset,
      int limit) {

    /** Sheet B2: 1, 2 or 3 credits by the limit. */
    int credits() {
      return limit <= USUAL_ROWS ? 1 : limit <= 1_000 ? 2 : 3;
    }
  }

  CoqlApi(Org org, Rendering rendering, Supplier<ZohoSettings> settings) {
    this.org = org;
    this.rendering = rendering;
    this.settings = settings;
  }

  Query parse(ApiCall call) {
    call.onlyTakes();
    ObjectNode body = call.json();
    JsonNode text = body.path("select_query");
    if (!text.isTextual()) {
      throw Refusal.field(
          "MANDATORY_NOT_FOUND", "select_query", "$.select_query", "required field not found");
    }
    return parse(new CoqlTokens(text.asText()));
  }

  private Query parse(CoqlTokens tokens) {
    tokens.expect("select");
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.next().text());
    } while (tokens.take(","));
    if (names.size() > MOST_COLUMNS) {
      throw limit("a query has at most " + MOST_COLUMNS + " columns", MOST_COLUMNS);
    }
    tokens.expect("from");
    String from = tokens.next().text();
    CrmModule module = org.module(from).orElseThrow(() -> Refusal.noSuchModule(from));
    CoqlColumns columns = new CoqlColumns(org, module);
    tokens.expect("where");
    Predicate<CrmRecord> where =
        new CoqlWhere(tokens, columns, settings.get().coqlIgnoresCase()).parse();
    Comparator<CrmRecord> order = order(tokens, columns);
    int[] window = window(tokens);
    if (!tokens.atEnd()) {
      throw tokens.here();
    }
    List<CoqlColumns.Column> selected = names.stream().map(columns::find).toList();
    return new Query(module, selected, where, order, window[0], window[1]);
  }

  private static Comparator<CrmRecord> order(CoqlTokens tokens, CoqlColumns columns) {
    Comparator<CrmRecord> newestFirst =
        Comparator.comparingLong((CrmRecord record) -> record.id).reversed();
    if (!tokens.take("order")) {
      return newestFirst;
    }
    tokens.expect("by");
    Comparator<CrmRecord> order = null;
    do {
      Comparator<CrmRecord> next = by(columns.find(tokens.next().text()));
      if (tokens.take("desc")) {
        next = next.reversed();
      } else {
        tokens.take("asc");
      }
      order = order == null ? next : order.thenComparing(next);
    } while (tokens.take(","));
    return order.thenComparing(newestFirst);
  }

  private static Comparator<CrmRecord> by(CoqlColumns.Column column) {
    boolean number =
        switch (column.field().type()) {
          case INTEGER, BIGINT, DOUBLE, CURRENCY, LOOKUP, OWNERLOOKUP -> true;
          default -> false;
        };
    if (number) {
      return Comparator.comparing(
          record -> {
            JsonNode value = column.value(record);
            return value.isMissingNode() ? null : new java.math.BigDecimal(value.asText());
          },
          Comparator.nullsFirst(Comparator.naturalOrder()));
    }
    return Comparator.comparing(record -> column.value(record).asText("").toLowerCase(Locale.ROOT));
  }

  /** {@code limit 200}, {@code limit 400, 200} (offset first) or {@code limit 200 offset 400}. */
  private static int[] window(CoqlTokens tokens) {
    int offset = 0;
    int limit = USUAL_ROWS;
    if (tokens.take("limit")) {
      limit = tokens.number();
      if (tokens.take(",")) {
        offset = limit;
        limit = tokens.number();
      } else if (tokens.take("offset")) {
        offset = tokens.number();
      }
    }
    if (limit > MOST_ROWS || limit < 1) {
      throw limit("a query answers at most " + MOST_ROWS + " rows", MOST_ROWS);
    }
    if (offset > FARTHEST) {
      throw limit("the offset reaches " + FARTHEST + " rows", FARTHEST);
    }
    return new int[] {offset, limit};
  }

  private static Refusal limit(String message, int limit) {
    return new Refusal(400, "LIMIT_EXCEEDED", message, SandboxJson.object().put("limit", limit));
  }

  Reply run(Query query) {
    List<CrmRecord> found =
        query.module().records().stream().filter(query.where()).sorted(query.order()).toList();
    if (found.size() <= query.offset()) {
      return Reply.empty(204);
    }
    int to = Math.min(found.size(), query.offset() + query.limit());
    ObjectNode answer = SandboxJson.object();
    ArrayNode data = answer.putArray("data");
    for (CrmRecord record : found.subList(query.offset(), to)) {
      ObjectNode row = data.addObject();
      for (CoqlColumns.Column column : query.columns()) {
        row.set(column.name(), column.shown(record, rendering));
      }
      row.put("id", record.key());
    }
    answer.putObject("info").put("count", data.size()).put("more_records", to < found.size());
    return Reply.json(200, answer);
  }
}
