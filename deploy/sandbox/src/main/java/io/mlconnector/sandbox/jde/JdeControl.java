package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.TwoSides;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people and administrators do, over the control server below {@code /sandbox/jdedwards}:
 *
 * <ul>
 *   <li>{@code GET /settings}, {@code PATCH /settings} with some of {@link JdeSettings}
 *   <li>{@code POST /seed {"kind":"company"}}, {@code {"kind":"empty"}} or {@code
 *       {"kind":"two-sides","seed":1,"each":5000,"pairs":2950,"ambiguous":50}} ({@link TwoSides})
 *       takes the place of all rows
 *   <li>{@code POST /customers}, {@code POST /vendors} with the inputs of CreateCustomer or
 *       CreateVendor ({@link Catalog}); {@code PATCH /customers/100001}, {@code PATCH
 *       /vendors/100001} with those that change, blank ones to clear; {@code POST
 *       /entries/100001/contacts}, {@code PATCH /entries/100001/contacts/1}; each answers the entry
 *       as {@code GET /entries/100001} does ({@link EntryView}); {@code DELETE /entries/100001}
 *   <li>{@code GET /entries?searchType=C}: the address numbers
 *   <li>{@code GET /rows/F0101?AN8=100001}: rows as the database has them; {@code POST /rows/F0101}
 *       and {@code PATCH|DELETE /rows/F03012/100001/00000} change one, with {@code ?stamped=false}
 *       as SQL and Z-files do, under unchanged stamps and without a call of a hook
 *   <li>{@code POST /changes {"count":10,"seed":1,"searchType":"C","inputs":["CreditLimit"]}}: new
 *       values for so many entries; answers {@code {"changed":[…]}}
 *   <li>{@code GET /counts}: rows, entries by search type, duplicates ({@link Counts})
 *   <li>{@code GET /codes}: the code lists; {@code GET /sessions}: who is signed in
 * </ul>
 *
 * <p>Orchestrations that fail and hooks: {@link RunControl}.
 */
final class JdeControl {

  private final JdeVendor vendor;

  JdeControl(JdeVendor vendor) {
    this.vendor = vendor;
  }

  void mount(Router router) {
    router.get("/settings").handler(call -> Reply.json(200, vendor.settings()).send(call));
    router.patch("/settings").handler(checked(this::settings));
    router.post("/seed").handler(checked(this::seed));
    router.post("/changes").handler(checked(this::changes));
    router.get("/counts").handler(call -> Reply.json(200, vendor.edits().counts()).send(call));
    router.get("/codes").handler(call -> Reply.json(200, Codes.ALL).send(call));
    router.get("/sessions").handler(this::sessions);
    router
        .post("/customers")
        .handler(
            checked(call -> created(call, vendor.edits().addCustomer(SandboxJson.body(call)))));
    router
        .post("/vendors")
        .handler(checked(call -> created(call, vendor.edits().addVendor(SandboxJson.body(call)))));
    router
        .patch("/customers/:number")
        .handler(
            checked(
                call ->
                    ok(call, vendor.edits().changeCustomer(number(call), SandboxJson.body(call)))));
    router
        .patch("/vendors/:number")
        .handler(
            checked(
                call ->
                    ok(call, vendor.edits().changeVendor(number(call), SandboxJson.body(call)))));
    router.get("/entries").handler(this::entries);
    router
        .get("/entries/:number")
        .handler(checked(call -> ok(call, vendor.edits().view(number(call)))));
    router.delete("/entries/:number").handler(checked(this::delete));
    router
        .post("/entries/:number/contacts")
        .handler(
            checked(
                call ->
                    created(
                        call, vendor.edits().addContact(number(call), SandboxJson.body(call)))));
    router.patch("/entries/:number/contacts/:line").handler(checked(this::changeContact));
    new RowControl(vendor.edits()).mount(router);
    new RunControl(vendor).mount(router);
  }

  static Handler<RoutingContext> checked(Handler<RoutingContext> command) {
    return call -> {
      try {
        command.handle(call);
      } catch (IllegalArgumentException e) {
        throw new BadCommand(e.getMessage());
      }
    };
  }

  private static void ok(RoutingContext call, ObjectNode answer) {
    Reply.json(200, answer).send(call);
  }

  private static void created(RoutingContext call, ObjectNode answer) {
    Reply.json(201, answer).send(call);
  }

  private static long number(RoutingContext call) {
    return number(call, "number");
  }

  private static long number(RoutingContext call, String name) {
    String text = call.pathParam(name);
    if (!text.matches("\\d{1,9}")) {
      throw new BadCommand(name + ": a number is expected, not " + text);
    }
    return Long.parseLong(text);
  }

  private void settings(RoutingContext call) {
    vendor.set(SandboxJson.body(call));
    Reply.json(200, vendor.settings()).send(call);
  }

  private void seed(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    String kind = body.path("kind").asText();
    switch (kind) {
      case "company" -> vendor.seed(true);
      case "empty" -> vendor.seed(false);
      case "two-sides" ->
          vendor.seed(
              TwoSides.generate(
                  body.path("seed").asLong(1),
                  body.path("each").asInt(5000),
                  body.path("pairs").asInt(2950),
                  body.path("ambiguous").asInt(50)));
      default -> throw new BadCommand("kind: \"" + kind + "\" is no company, empty or two-sides");
    }
    ok(call, vendor.edits().counts());
  }

  private void entries(RoutingContext call) {
    String type = call.request().getParam("searchType");
    List<Long> numbers = vendor.edits().numbers(type == null ? "" : type);
    Reply.json(200, Map.of("addressNumbers", numbers)).send(call);
  }

  private void delete(RoutingContext call) {
    vendor.edits().delete(number(call));
    Reply.empty(204).send(call);
  }

  private void changeContact(RoutingContext call) {
    ok(
        call,
        vendor.edits().changeContact(number(call), number(call, "line"), SandboxJson.body(call)));
  }

  private void changes(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int count = body.path("count").asInt(0);
    if (count < 1) {
      throw new BadCommand("count: a number of 1 or more is expected, not " + body.path("count"));
    }
    List<String> inputs = new ArrayList<>();
    for (JsonNode each : body.path("inputs")) {
      inputs.add(each.asText());
    }
    List<ObjectNode> changed =
        vendor
            .edits()
            .change(
                body.path("searchType").asText("C"),
                count,
                body.path("seed").asLong(1),
                inputs.isEmpty() ? List.of("CreditLimit") : inputs);
    Reply.json(200, Map.of("changed", changed)).send(call);
  }

  private void sessions(RoutingContext call) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Session session : vendor.sessions().all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("device", session.device());
      one.put("named", session.named());
      one.put("since", session.since().toString());
      one.put("lastUsed", session.lastUsed().toString());
      shown.add(one);
    }
    Reply.json(200, Map.of("sessions", shown)).send(call);
  }
}
