package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;

/**
 * How orchestrations end and whom JDE calls, over the control server below {@code
 * /sandbox/jdedwards}:
 *
 * <ul>
 *   <li>{@code POST /behaviours {"orchestration":"CreateCustomer","kind":"hidden-failure",
 *       "times":1,"after":0}}: what the next runs do ({@link Behaviour}); without {@code
 *       orchestration} of any; {@code GET /behaviours}, {@code DELETE /behaviours}
 *   <li>{@code POST /hooks {"url":"http://127.0.0.1:1/hook","header":"X-Secret","secret":"…",
 *       "member":"addressNumbers","tables":["F03012"],"ownWrites":true}}: posts {@code
 *       {"addressNumbers":[100001]}} after each change of a row of these tables (of any without
 *       {@code tables}), once, whatever the answer; {@code GET /hooks}, {@code DELETE /hooks/ID}
 *   <li>{@code POST /hooks/hold}, {@code POST /hooks/release {"copies":2,"reversed":true,
 *       "drop":1}}: all optional; {@code GET /hooks/attempts}: each call with the status it got
 * </ul>
 *
 * <p>A run that is carried out and not answered is a fault of the common control, such as {@code
 * POST /sandbox/faults {"kind":"applied-then-dropped","vendor":"jdedwards",
 * "path":"/orchestrator/CreateCustomer"}}.
 */
final class RunControl {

  private final JdeVendor vendor;

  RunControl(JdeVendor vendor) {
    this.vendor = vendor;
  }

  void mount(Router router) {
    router.post("/behaviours").handler(JdeControl.checked(this::behave));
    router
        .get("/behaviours")
        .handler(
            call -> Reply.json(200, Map.of("behaviours", vendor.behaviours().all())).send(call));
    router
        .delete("/behaviours")
        .handler(
            call -> {
              vendor.behaviours().clear();
              Reply.empty(204).send(call);
            });
    router.post("/hooks/hold").handler(this::hold);
    router.post("/hooks/release").handler(this::release);
    router.post("/hooks").handler(JdeControl.checked(this::hook));
    router
        .get("/hooks/attempts")
        .handler(call -> Reply.json(200, Map.of("attempts", vendor.hooks().attempts())).send(call));
    router
        .get("/hooks")
        .handler(call -> Reply.json(200, Map.of("hooks", vendor.hooks().hooks())).send(call));
    router.delete("/hooks/:id").handler(this::remove);
  }

  private void behave(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    String name = body.path("orchestration").asText(null);
    if (name != null && Catalog.ALL.stream().noneMatch(each -> each.name().equals(name))) {
      throw new BadCommand("orchestration: there is no " + name);
    }
    int times = body.path("times").asInt(1);
    if (times < 1) {
      throw new BadCommand("times: must be 1 or more");
    }
    Behaviour kind = Behaviour.ofWireName(body.path("kind").asText());
    vendor.behaviours().add(new Behaviours.Rule(name, kind, body.path("after").asInt(0), times));
    Reply.json(201, Map.of("behaviours", vendor.behaviours().all())).send(call);
  }

  private void hook(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call).put("id", UUID.randomUUID().toString());
    if (!body.has("ownWrites")) {
      body.put("ownWrites", true);
    }
    try {
      Hook wanted = SandboxJson.MAPPER.treeToValue(body, Hook.class);
      Reply.json(201, vendor.hooks().add(wanted)).send(call);
    } catch (JsonProcessingException e) {
      throw new BadCommand(e.getOriginalMessage());
    }
  }

  private void remove(RoutingContext call) {
    if (!vendor.hooks().remove(call.pathParam("id"))) {
      throw new BadCommand("id: there is no hook " + call.pathParam("id"));
    }
    Reply.empty(204).send(call);
  }

  private void hold(RoutingContext call) {
    vendor.hooks().calls().hold();
    Reply.empty(204).send(call);
  }

  private void release(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int sent =
        vendor
            .hooks()
            .calls()
            .release(
                body.path("copies").asInt(1),
                body.path("reversed").asBoolean(),
                body.path("drop").asInt(0));
    Reply.json(200, Map.of("sent", sent)).send(call);
  }
}
