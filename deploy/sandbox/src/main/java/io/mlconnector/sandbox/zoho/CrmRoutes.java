package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.Reply;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Finds what a call asks for, which scope it needs and what it costs. */
final class CrmRoutes {

  private static final int COMPLEX_FROM = 11;
  private static final int RECORDS_PER_CREDIT = 10;

  /**
   * What a call leads to.
   *
   * @param scopes all are needed
   * @param complex whether it counts for the smaller limit of calls at once
   */
  record Found(List<String> scopes, int credits, boolean complex, Supplier<Reply> work) {}

  private final Org org;
  private final ListApi lists;
  private final RecordWrites writes;
  private final ModulesApi modules;
  private final DeletedApi deleted;
  private final SearchApi search;
  private final CoqlApi coql;
  private final WatchApi watch;

  CrmRoutes(
      Org org,
      ListApi lists,
      RecordWrites writes,
      ModulesApi modules,
      DeletedApi deleted,
      SearchApi search,
      CoqlApi coql,
      WatchApi watch) {
    this.org = org;
    this.lists = lists;
    this.writes = writes;
    this.modules = modules;
    this.deleted = deleted;
    this.search = search;
    this.coql = coql;
    this.watch = watch;
  }

  Found find(ApiCall call) {
    if (call.part(0).equals("settings")) {
      return settings(call);
    }
    if (call.path().equals(List.of("actions", "watch"))) {
      return watch(call);
    }
    if (call.path().equals(List.of("coql"))) {
      return coql(call);
    }
    CrmModule module =
        org.module(call.part(0)).orElseThrow(() -> Refusal.noSuchModule(call.part(0)));
    String scope = "ZohoCRM.modules." + module.name().toLowerCase(Locale.ROOT) + ".";
    if (call.path().size() == 1) {
      return many(call, module, scope);
    }
    return call.path().size() == 2 ? one(call, module, scope) : nothing();
  }

  private Found many(ApiCall call, CrmModule module, String scope) {
    return switch (call.method()) {
      case "GET" -> read(scope + "READ", () -> lists.list(module, call));
      case "POST" -> write(call, List.of(scope + "CREATE"), body -> writes.insert(module, body));
      case "PUT" -> write(call, List.of(scope + "UPDATE"), body -> writes.update(module, body));
      default -> throw wrongMethod();
    };
  }

  private Found one(ApiCall call, CrmModule module, String scope) {
    if (call.is("GET") && call.part(1).equals("deleted")) {
      return read(scope + "READ", () -> deleted.list(module, call));
    }
    if (call.is("GET") && call.part(1).equals("search")) {
      return read(scope + "READ", () -> search.search(module, call));
    }
    if (call.part(1).equals("upsert")) {
      if (!call.is("POST")) {
        throw wrongMethod();
      }
      List<String> both = List.of(scope + "CREATE", scope + "UPDATE");
      return write(call, both, body -> writes.upsert(module, body));
    }
    return switch (call.method()) {
      case "GET" -> read(scope + "READ", () -> lists.one(module, call));
      case "PUT" ->
          write(
              call,
              List.of(scope + "UPDATE"),
              body -> {
                if (body.data().size() != 1) {
                  throw Refusal.invalid("data", "$.data", "one record");
                }
                body.data().get(0).put("id", call.part(1));
                return writes.update(module, body);
              });
      default -> throw wrongMethod();
    };
  }

  private Found watch(ApiCall call) {
    String scope = "ZohoCRM.notifications.";
    return switch (call.method()) {
      case "GET" -> read(scope + "READ", () -> watch.details(call));
      case "POST" -> read(scope + "CREATE", () -> watch.enable(call));
      case "PUT" -> read(scope + "UPDATE", () -> watch.replace(call));
      case "PATCH" -> read(scope + "UPDATE", () -> watch.change(call));
      case "DELETE" -> read(scope + "DELETE", () -> watch.disable(call));
      default -> throw wrongMethod();
    };
  }

  private Found coql(ApiCall call) {
    if (!call.is("POST")) {
      throw wrongMethod();
    }
    CoqlApi.Query query = org.alone(() -> coql.parse(call));
    String module = query.module().name().toLowerCase(Locale.ROOT);
    return new Found(
        List.of("ZohoCRM.coql.READ", "ZohoCRM.modules." + module + ".READ"),
        query.credits(),
        false,
        () -> org.alone(() -> coql.run(query)));
  }

  private Found settings(ApiCall call) {
    if (!call.is("GET")) {
      throw wrongMethod();
    }
    String what = call.part(1);
    if (what.equals("fields") && call.path().size() == 2) {
      return read("ZohoCRM.settings.fields.READ", () -> modules.fields(call));
    }
    if (what.equals("modules") && call.path().size() <= 3) {
      boolean one = call.path().size() == 3;
      return read(
          "ZohoCRM.settings.modules.READ",
          () -> one ? modules.module(call) : modules.modules(call));
    }
    return nothing();
  }

  private Found read(String scope, Supplier<Reply> work) {
    return new Found(List.of(scope), 1, false, () -> org.alone(work));
  }

  /** A body that cannot be read costs as much as one record. */
  private Found write(
      ApiCall call, List<String> scopes, java.util.function.Function<WriteBody, Reply> work) {
    call.onlyTakes();
    int records = call.json().path("data").size();
    int credits = Math.max(1, (records + RECORDS_PER_CREDIT - 1) / RECORDS_PER_CREDIT);
    return new Found(
        scopes,
        credits,
        records >= COMPLEX_FROM,
        () -> org.alone(() -> work.apply(WriteBody.read(call))));
  }

  private static Found nothing() {
    throw Refusal.noSuchPath();
  }

  private static Refusal wrongMethod() {
    return new Refusal(
        405, "INVALID_REQUEST_METHOD", "The http request method type is not a valid one");
  }
}
