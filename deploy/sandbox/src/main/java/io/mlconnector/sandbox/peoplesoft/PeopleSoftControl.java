package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;

/**
 * What people and administrators do, over the control server below {@code /sandbox/peoplesoft}:
 *
 * <ul>
 *   <li>{@code GET /state}: counts; {@code GET /settings}, {@code PATCH /settings} with some of
 *       {@link PeopleSoftSettings}; {@code POST /seed {"employees":400,"vendors":120,"seed":1}}
 *   <li>{@code GET /clock}; {@code POST /clock {"advance":"PT2H"}} or {@code
 *       {"to":"2026-11-22T00:00:05"}}, PeopleSoft's own time
 *   <li>{@code POST /people {"FIRST_NAME":"Ada","LAST_NAME":"Quist","EMAIL_ADDR":"…",
 *       "EFFDT":"2026-12-01","visible":"PT24H"}}; {@code GET /people?limit=100&after=0100004},
 *       {@code GET|PATCH /people/0100001}; {@code POST /people/0100001/terminate|rehire|transfer}
 *       with some fields of a row, such as {@code {"EFFDT":"2026-12-01","EMPL_RCD":1}}; {@code POST
 *       /people/0100001/jobs {"ACTION":"LOA"}}, {@code POST /people/0100001/records {}} for a
 *       further job; {@code DELETE /people/0100001/jobs/0/2026-12-01/0}
 *   <li>{@code POST /people/0100001/visible {"visible":"never"}}; {@code POST /security/refresh}
 *   <li>{@code POST /vendors {"NAME1":"…"}}, {@code GET /vendors?limit=100}, {@code GET|PATCH
 *       /vendors/SHARE/0000001001}
 *   <li>{@code GET /queries}, {@code PUT /queries/NAME} with a {@link QueryDefinition} but for its
 *       name, {@code DELETE /queries/NAME}
 *   <li>{@code POST /failures {"kind":"missing","query":"MLC_EMPLOYEES","times":2,"after":0,
 *       "percent":50}} ({@link FailureKind}; {@code "times":"forever"}), {@code GET|DELETE
 *       /failures}
 * </ul>
 *
 * <p>Calls that the Integration Broker makes: {@link PushControl}. What was recorded about support
 * logins: {@code GET /support-logins}.
 */
final class PeopleSoftControl {

  private final PeopleSoftVendor vendor;

  PeopleSoftControl(PeopleSoftVendor vendor) {
    this.vendor = vendor;
  }

  void mount(Router router) {
    router.get("/state").handler(call -> ok(call, vendor.state()));
    router.get("/settings").handler(call -> Reply.json(200, vendor.settings()).send(call));
    router.patch("/settings").handler(checked(this::settings));
    router.post("/seed").handler(checked(this::seed));
    router.get("/clock").handler(call -> ok(call, clock()));
    router.post("/clock").handler(checked(this::moveClock));
    people(router);
    router
        .post("/vendors")
        .handler(checked(call -> created(call, edits().addVendor(SandboxJson.body(call)))));
    router.get("/vendors").handler(checked(call -> ok(call, vendor.vendors(limit(call)))));
    router
        .get("/vendors/:setId/:id")
        .handler(
            checked(
                call -> ok(call, edits().vendor(call.pathParam("setId"), call.pathParam("id")))));
    router
        .patch("/vendors/:setId/:id")
        .handler(
            checked(
                call ->
                    ok(
                        call,
                        edits()
                            .changeVendor(
                                call.pathParam("setId"),
                                call.pathParam("id"),
                                SandboxJson.body(call)))));
    router.get("/support-logins").handler(call -> ok(call, vendor.supportLogins()));
    router.get("/queries").handler(call -> Reply.json(200, vendor.catalog().all()).send(call));
    router.put("/queries/:name").handler(checked(this::query));
    router.delete("/queries/:name").handler(checked(this::removeQuery));
    router
        .get("/failures")
        .handler(call -> Reply.json(200, Map.of("failures", vendor.failures().all())).send(call));
    router.post("/failures").handler(checked(this::fail));
    router
        .delete("/failures")
        .handler(
            call -> {
              vendor.failures().clear();
              Reply.empty(204).send(call);
            });
  }

  private void people(Router router) {
    router
        .post("/people")
        .handler(checked(call -> created(call, edits().hire(SandboxJson.body(call)))));
    router
        .get("/people")
        .handler(
            checked(call -> ok(call, vendor.people(parameter(call, "after", ""), limit(call)))));
    router.get("/people/:emplid").handler(checked(call -> ok(call, edits().person(emplid(call)))));
    router
        .patch("/people/:emplid")
        .handler(checked(call -> ok(call, edits().change(emplid(call), SandboxJson.body(call)))));
    router
        .post("/people/:emplid/jobs")
        .handler(checked(call -> ok(call, edits().job(emplid(call), SandboxJson.body(call)))));
    Map.of("terminate", "TER", "rehire", "REH", "transfer", "XFR")
        .forEach(
            (verb, action) ->
                router
                    .post("/people/:emplid/" + verb)
                    .handler(
                        checked(
                            call ->
                                ok(
                                    call,
                                    edits()
                                        .job(
                                            emplid(call),
                                            SandboxJson.body(call).put("ACTION", action))))));
    router
        .post("/people/:emplid/records")
        .handler(
            checked(call -> ok(call, edits().hireAgain(emplid(call), SandboxJson.body(call)))));
    router.delete("/people/:emplid/jobs/:record/:day/:sequence").handler(checked(this::removeJob));
    router
        .post("/people/:emplid/visible")
        .handler(
            checked(
                call -> {
                  String when = SandboxJson.body(call).path("visible").asText();
                  edits().visible(emplid(call), when);
                  ok(call, edits().person(emplid(call)));
                }));
    router
        .post("/security/refresh")
        .handler(
            call -> {
              edits().refreshSecurity();
              Reply.empty(204).send(call);
            });
  }

  private PeopleSoftEdits edits() {
    return vendor.edits();
  }

  private void settings(RoutingContext call) {
    vendor.set(SandboxJson.body(call));
    Reply.json(200, vendor.settings()).send(call);
  }

  private void seed(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int employees = body.path("employees").asInt(vendor.state().path("people").asInt());
    int vendors = body.path("vendors").asInt(vendor.state().path("vendors").asInt());
    vendor.seed(employees, vendors, body.path("seed").asLong(1));
    ok(call, vendor.state());
  }

  private ObjectNode clock() {
    return SandboxJson.object()
        .put("now", Columns.text(vendor.clock().now()))
        .put("zone", vendor.settings().databaseZone());
  }

  private void moveClock(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    try {
      if (body.has("to")) {
        vendor.clock().set(LocalDateTime.parse(body.path("to").asText()));
      } else {
        vendor.clock().advance(Duration.parse(body.path("advance").asText()));
      }
    } catch (DateTimeException e) {
      throw new BadCommand("advance: a duration like PT2H, or to: 2026-11-22T00:00:05");
    }
    vendor.clockMoved();
    ok(call, clock());
  }

  private void removeJob(RoutingContext call) {
    try {
      ok(
          call,
          edits()
              .removeJob(
                  emplid(call),
                  Integer.parseInt(call.pathParam("record")),
                  LocalDate.parse(call.pathParam("day")),
                  Integer.parseInt(call.pathParam("sequence"))));
    } catch (NumberFormatException | DateTimeException e) {
      throw new BadCommand("a row is named by record, day and sequence, as in 0/2026-12-01/0");
    }
  }

  private void query(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call).put("name", call.pathParam("name"));
    try {
      vendor.put(SandboxJson.MAPPER.treeToValue(body, QueryDefinition.class));
    } catch (JsonProcessingException e) {
      throw new BadCommand(e.getOriginalMessage());
    }
    Reply.json(200, vendor.catalog().all()).send(call);
  }

  private void removeQuery(RoutingContext call) {
    if (!vendor.catalog().remove(call.pathParam("name"))) {
      throw new BadCommand("name: there is no query " + call.pathParam("name"));
    }
    Reply.empty(204).send(call);
  }

  private void fail(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int times =
        body.path("times").asText().equals("forever")
            ? Failures.FOREVER
            : body.path("times").asInt(1);
    vendor
        .failures()
        .add(
            new Failures.Rule(
                FailureKind.ofWireName(body.path("kind").asText()),
                body.path("query").asText(null),
                times,
                body.path("after").asInt(0),
                body.path("percent").asInt(50)));
    Reply.json(201, Map.of("failures", vendor.failures().all())).send(call);
  }

  private static String emplid(RoutingContext call) {
    return call.pathParam("emplid");
  }

  private static int limit(RoutingContext call) {
    String text = parameter(call, "limit", "100");
    if (!text.matches("\\d{1,6}")) {
      throw new BadCommand("limit: a whole number is expected, not " + text);
    }
    return Integer.parseInt(text);
  }

  private static String parameter(RoutingContext call, String name, String otherwise) {
    String value = call.request().getParam(name);
    return value == null ? otherwise : value;
  }

  private static void ok(RoutingContext call, Object body) {
    Reply.json(200, body).send(call);
  }

  private static void created(RoutingContext call, ObjectNode body) {
    Reply.json(201, body).send(call);
  }

  /** Turns what a command does not accept into an answer that names it. */
  static Handler<RoutingContext> checked(Handler<RoutingContext> command) {
    return call -> {
      try {
        command.handle(call);
      } catch (IllegalArgumentException e) {
        throw new BadCommand(e.getMessage());
      }
    };
  }
}
