package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * What people and administrators do, over the control server below {@code /sandbox/dynamics365}:
 *
 * <ul>
 *   <li>{@code GET /settings}, {@code PATCH /settings} with some of {@link DynamicsSettings}
 *   <li>{@code GET /rows/CustomersV3}: all rows as the API shows them ({@code {"rows": […]}})
 *   <li>{@code POST /rows/CustomersV3} with property names and values: a new row, its number and
 *       party made where they are missing; {@code dataAreaId} is the default company unless given
 *   <li>{@code GET|PATCH|DELETE /rows/CustomersV3/usmf/US-001}: any set with a company and one
 *       number as its key; a PATCH takes the entity's property names
 *   <li>{@code POST /changes {"set":"CustomersV3","count":10,"seed":1}}: other phones for so many
 *       rows, under unchanged ETags; answers {@code {"rows": […]}}
 * </ul>
 *
 * <p>Business events: {@link EventControl}. A scan is cut in the middle by a fault of the common
 * control, for example {@code POST /sandbox/faults
 * {"kind":"status","status":503,"vendor":"dynamics365","path":"/data/CustomersV3", "after":2}},
 * which lets two calls pass first.
 */
final class DynamicsControl {

  private final DynamicsVendor vendor;

  DynamicsControl(DynamicsVendor vendor) {
    this.vendor = vendor;
  }

  void mount(Router router) {
    router.get("/settings").handler(call -> Reply.json(200, vendor.settings()).send(call));
    router.patch("/settings").handler(checked(this::settings));
    router.post("/changes").handler(checked(this::changes));
    new EventControl(vendor.events()).mount(router);
    router.get("/rows/:set").handler(checked(this::list));
    router.post("/rows/:set").handler(checked(this::create));
    router.get("/rows/:set/:company/:number").handler(checked(this::show));
    router.patch("/rows/:set/:company/:number").handler(checked(this::change));
    router.delete("/rows/:set/:company/:number").handler(checked(this::delete));
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

  private void settings(RoutingContext call) {
    vendor.set(SandboxJson.body(call));
    Reply.json(200, vendor.settings()).send(call);
  }

  private void list(RoutingContext call) {
    Reply.json(200, Map.of("rows", vendor.edits().rows(call.pathParam("set")))).send(call);
  }

  private void create(RoutingContext call) {
    ObjectNode row = vendor.edits().create(call.pathParam("set"), SandboxJson.body(call));
    Reply.json(201, row).send(call);
  }

  private void show(RoutingContext call) {
    ObjectNode row =
        vendor
            .edits()
            .row(call.pathParam("set"), call.pathParam("company"), call.pathParam("number"));
    Reply.json(200, row).send(call);
  }

  private void change(RoutingContext call) {
    ObjectNode row =
        vendor
            .edits()
            .change(
                call.pathParam("set"),
                call.pathParam("company"),
                call.pathParam("number"),
                SandboxJson.body(call));
    Reply.json(200, row).send(call);
  }

  private void delete(RoutingContext call) {
    vendor
        .edits()
        .delete(call.pathParam("set"), call.pathParam("company"), call.pathParam("number"));
    Reply.empty(204).send(call);
  }

  private void changes(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int count = body.path("count").asInt(0);
    if (count < 1) {
      throw new BadCommand("count: a number of 1 or more is expected, not " + body.path("count"));
    }
    String set = body.path("set").asText(Entities.CUSTOMERS.set());
    Reply.json(
            200,
            Map.of("rows", vendor.edits().changePhones(set, count, body.path("seed").asLong(1))))
        .send(call);
  }
}
