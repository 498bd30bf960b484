package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.Reply;
import java.util.Locale;
import java.util.function.Supplier;

/** Finds what a call asks for, which scope it needs and what it costs. */
final class CrmRoutes {

  private static final int COMPLEX_FROM = 11;
  private static final int RECORDS_PER_CREDIT = 10;

  /**
   * What a call leads to.
   *
   * @param complex whether it counts for the smaller limit of calls at once
   */
  record Found(String scope, int credits, boolean complex, Supplier<Reply> work) {}

  private final Org org;
  private final ListApi lists;
  private final RecordWrites writes;
  private final ModulesApi modules;

  CrmRoutes(Org org, ListApi lists, RecordWrites writes, ModulesApi modules) {
    this.org = org;
    this.lists = lists;
    this.writes = writes;
    this.modules = modules;
  }

  Found find(ApiCall call) {
    if (call.part(0).equals("settings")) {
      return settings(call);
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
      case "POST" -> write(call, scope + "CREATE", body -> writes.insert(module, body));
      case "PUT" -> write(call, scope + "UPDATE", body -> writes.update(module, body));
      default -> throw wrongMethod();
    };
  }

  private Found one(ApiCall call, CrmModule module, String scope) {
    if (call.part(1).equals("upsert")) {
      if (!call.is("POST")) {
        throw wrongMethod();
      }
      return write(call, scope + "UPDATE", body -> writes.upsert(module, body));
    }
    return switch (call.method()) {
      case "GET" -> read(scope + "READ", () -> lists.one(module, call));
      case "PUT" ->
          write(
              call,
              scope + "UPDATE",
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
    return new Found(scope, 1, false, () -> org.alone(work));
  }

  /** A body that cannot be read costs as much as one record. */
  private Found write(
      ApiCall call, String scope, java.util.function.Function<WriteBody, Reply> work) {
    call.onlyTakes();
    int records = call.json().path("data").size();
    int credits = Math.max(1, (records + RECORDS_PER_CREDIT - 1) / RECORDS_PER_CREDIT);
    return new Found(
        scope,
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
