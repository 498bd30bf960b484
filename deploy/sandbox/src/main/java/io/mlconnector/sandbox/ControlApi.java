package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.screens.ScreenPages;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The control server: what runs where, the clock, the ledger, the faults and the edits. */
final class ControlApi {

  private static final int MOST_CALLS_SHOWN = 1000;

  private final Sandbox sandbox;
  private final Vertx vertx;

  ControlApi(Sandbox sandbox, Vertx vertx) {
    this.sandbox = sandbox;
    this.vertx = vertx;
  }

  HttpServer start(int port) {
    Router router = Router.router(vertx);
    router.route().handler(BodyHandler.create(false));
    router.get("/sandbox").handler(call -> Reply.json(200, overview()).send(call));
    router.get("/sandbox/clock").handler(call -> Reply.json(200, clock()).send(call));
    router.post("/sandbox/clock").handler(this::moveClock);
    router.get("/sandbox/ledger").handler(this::ledger);
    router.delete("/sandbox/ledger").handler(this::clearLedger);
    new FaultApi(sandbox).mount(router);
    new ScreenPages(sandbox.vendors().values()).mount(router);
    for (SimulatedVendor vendor : sandbox.vendors().values()) {
      Router edits = Router.router(vertx);
      edits.post("/revoke-tokens").handler(call -> revoke(vendor, call));
      vendor.mountControl(edits);
      router.route("/sandbox/" + vendor.name() + "/*").subRouter(edits);
    }
    router.route().handler(call -> error(call, 404, "no such command: see GET /sandbox"));
    router.route().failureHandler(ControlApi::failed);
    return Listening.on(vertx, new HttpServerOptions(), port, "the control", router);
  }

  private ObjectNode overview() {
    ObjectNode all = SandboxJson.object();
    all.put("control", sandbox.control().toString());
    all.set("clock", clock());
    ObjectNode vendors = all.putObject("vendors");
    sandbox
        .vendors()
        .forEach(
            (name, vendor) ->
                vendors
                    .putObject(name)
                    .put("url", sandbox.vendor(name).toString())
                    .setAll(vendor.describe()));
    all.putPOJO(
        "faultKinds", List.of(FaultKind.values()).stream().map(FaultKind::wireName).toList());
    return all;
  }

  private ObjectNode clock() {
    return SandboxJson.object()
        .put("now", sandbox.clock().instant().toString())
        .put("ahead", sandbox.clock().offset().toString())
        .put("times", sandbox.clock().times());
  }

  private void moveClock(RoutingContext call) {
    JsonNode body = SandboxJson.body(call);
    if (body.has("times")) {
      runClock(body.path("times"));
      Reply.json(200, clock()).send(call);
      return;
    }
    JsonNode advance = body.path("advance");
    try {
      sandbox.clock().advance(Duration.parse(advance.asText()));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new BadCommand("advance: a duration like \"PT2H\" is expected, not " + advance);
    }
    Reply.json(200, clock()).send(call);
  }

  private void runClock(JsonNode times) {
    try {
      sandbox.clock().run(times.isInt() ? times.intValue() : 0);
    } catch (IllegalArgumentException e) {
      throw new BadCommand("times: a whole number from 1 to 1000 is expected, not " + times);
    }
  }

  private void ledger(RoutingContext call) {
    LedgerFilter filter = filter(call);
    List<Call> calls = sandbox.ledger().calls(filter);
    int from = Math.max(0, calls.size() - MOST_CALLS_SHOWN);
    ObjectNode answer = SandboxJson.object();
    answer.put("total", sandbox.ledger().total());
    answer.put("newest", sandbox.ledger().newest());
    answer.put("matching", calls.size());
    answer.put("forgotten", sandbox.ledger().forgotten());
    answer.putPOJO("counts", sandbox.ledger().counts());
    answer.putPOJO("calls", calls.subList(from, calls.size()));
    Reply.json(200, answer).send(call);
  }

  private static LedgerFilter filter(RoutingContext call) {
    String after = call.request().getParam("after");
    try {
      return LedgerFilter.of(
              call.request().getParam("vendor"),
              call.request().getParam("method"),
              call.request().getParam("path"))
          .after(after == null ? 0 : Long.parseLong(after));
    } catch (NumberFormatException e) {
      throw new BadCommand("after: a sequence number is expected, not \"" + after + "\"");
    } catch (PatternSyntaxException e) {
      throw new BadCommand("path: not a regular expression: " + e.getDescription());
    }
  }

  private void clearLedger(RoutingContext call) {
    sandbox.ledger().clear();
    Reply.empty(204).send(call);
  }

  private static void revoke(SimulatedVendor vendor, RoutingContext call) {
    vendor.revokeTokens();
    Reply.empty(204).send(call);
  }

  private static void failed(RoutingContext call) {
    if (call.failure() instanceof BadCommand bad) {
      error(call, 400, bad.getMessage());
    } else {
      error(call, call.statusCode() > 0 ? call.statusCode() : 500, "" + call.failure());
    }
  }

  private static void error(RoutingContext call, int status, String message) {
    Reply.json(status, SandboxJson.object().put("error", message)).send(call);
  }
}
