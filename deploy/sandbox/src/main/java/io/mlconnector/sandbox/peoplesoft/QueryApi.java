package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Query Access Service's synchronous call (sheet 2.2). */
final class QueryApi {

  private static final String WRONG_DATES = "dd/MM/yyyy";

  private final QueryCatalog catalog;
  private final Reader reader;
  private final Failures failures;
  private final SignIn signIn;
  private final Supplier<PeopleSoftSettings> settings;

  QueryApi(
      QueryCatalog catalog,
      Reader reader,
      Failures failures,
      SignIn signIn,
      Supplier<PeopleSoftSettings> settings) {
    this.catalog = catalog;
    this.reader = reader;
    this.failures = failures;
    this.signIn = signIn;
    this.settings = settings;
  }

  Reply execute(RoutingContext call) {
    String oprid = signIn.oprid(call.request().getHeader("Authorization"));
    QueryCall asked =
        QueryCall.of(
            call.pathParam("owner"),
            call.pathParam("query"),
            call.pathParam("type"),
            call.pathParam("format"),
            call.request().query());
    QueryDefinition query =
        catalog
            .find(asked.owner(), asked.query())
            .filter(found -> !oprid.equals(PeopleSoftAccounts.OPRID_WITHOUT_QUERIES))
            .orElseThrow(
                () ->
                    Refusal.query(
                        "Query " + asked.query() + " does not exist or is not accessible"));
    Map<String, Object> values = values(query, asked.prompts());
    Map<String, String> columns = columns(query, asked.filterFields());
    Optional<Failures.Rule> failure = failures.next(query.name());
    FailureKind kind = failure.map(Failures.Rule::kind).orElse(null);
    Optional<Reply> broken = failure.flatMap(rule -> broken(rule.kind(), query.name()));
    if (broken.isPresent()) {
      return broken.get();
    }
    if (kind == FailureKind.MISSING_COLUMN) {
      List<String> names = List.copyOf(columns.keySet());
      columns.remove(names.get(names.size() - 1));
    }
    List<Row> rows =
        reader.rows(
            query.set(),
            values,
            oprid,
            key -> failure.isEmpty() || !failure.get().hides(key),
            most(asked.maxRows()));
    String dates = kind == FailureKind.WRONG_DATES ? WRONG_DATES : settings.get().dateFormat();
    Reply reply = rendered(asked, new QueryResult(query.name(), columns, rows, dates));
    return kind == FailureKind.TRUNCATED ? half(reply) : reply;
  }

  /** An answer without rows, for a failure that gives one. */
  private static Optional<Reply> broken(FailureKind kind, String query) {
    return Optional.ofNullable(
        switch (kind) {
          case IB_ERROR -> IbErrors.ibResponse(200, "Error while executing query " + query);
          case JSON_ERROR -> IbErrors.jsonError("Error while executing query " + query);
          case SIGN_IN_PAGE -> IbErrors.signInPage();
          case SIGN_IN_REDIRECT -> IbErrors.signInRedirect();
          default -> null;
        });
  }

  private long most(int maxRows) {
    long asked = maxRows == 0 ? Long.MAX_VALUE : maxRows;
    return settings.get().rowCap() == 0 ? asked : Math.min(asked, settings.get().rowCap());
  }

  private static Map<String, Object> values(QueryDefinition query, Map<String, String> given) {
    Map<String, Object> values = new HashMap<>();
    query
        .prompts()
        .forEach(
            (role, name) -> {
              if (!given.containsKey(name)) {
                throw Refusal.query("Missing prompt " + name + " of query " + query.name());
              }
              values.put(role, query.set().prompts.get(role).read(name, given.get(name)));
            });
    for (String name : given.keySet()) {
      if (!query.prompts().containsValue(name)) {
        throw Refusal.query("Query " + query.name() + " has no prompt " + name);
      }
    }
    return values;
  }

  private static Map<String, String> columns(QueryDefinition query, List<String> wanted) {
    Map<String, String> columns = new LinkedHashMap<>(query.columns());
    for (String name : wanted) {
      if (!columns.containsKey(name)) {
        throw Refusal.query("Query " + query.name() + " has no field " + name);
      }
    }
    if (!wanted.isEmpty()) {
      columns.keySet().retainAll(wanted);
    }
    return columns;
  }

  private Reply rendered(QueryCall asked, QueryResult result) {
    return switch (asked.resultType()) {
      case "JSON" ->
          asked.json() && settings.get().jsonSupported()
              ? Rendering.json(result, settings.get().rowsWhenNone())
              : Rendering.xmlp(result, settings.get().xmlPrefix());
      case "XMLP" -> Rendering.xmlp(result, settings.get().xmlPrefix());
      case "WEBROWSET" -> Rendering.webRowSet(result);
      case "HTML" -> Rendering.html(result);
      default -> throw Refusal.query("EXCEL needs the output format FILE");
    };
  }

  private static Reply half(Reply reply) {
    Buffer cut = reply.body().getBuffer(0, reply.body().length() / 2);
    return new Reply(reply.status(), reply.headers(), cut);
  }
}
