package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Messages that PeopleSoft pushes, over the control server below {@code /sandbox/peoplesoft}:
 *
 * <ul>
 *   <li>{@code PUT /push {"url":"http://127.0.0.1:1/hook","headers":{"X-Secret":"…"}}} ({@link
 *       Push}), {@code GET|DELETE /push}: every save publishes from then on
 *   <li>{@code POST /push/publish {"operation":"WORKFORCE_SYNC","emplids":["0100001"]}}, with
 *       {@code "vendors":["SHARE:0000001001"]}, with {@code "count":1000} for as many messages in
 *       turn of all people or vendors, or neither for one each; a FULLSYNC has {@code
 *       "perMessage":100} of them in a message
 *   <li>{@code POST /push/effective}: what became current since the last time ({@code
 *       WORKFORCE_SYNC_EFF}), as the publish utility does
 *   <li>{@code POST /push/hold}, {@code POST /push/release {"copies":2,"reversed":true,"drop":1}}
 *   <li>{@code GET /push/attempts}, {@code GET /push/errors}, {@code POST /push/resubmit}
 * </ul>
 */
final class PushControl {

  private static final int PER_MESSAGE = 100;

  private final PeopleSoftVendor vendor;

  PushControl(PeopleSoftVendor vendor) {
    this.vendor = vendor;
  }

  void mount(Router router) {
    router.put("/push").handler(PeopleSoftControl.checked(this::set));
    router.get("/push").handler(this::show);
    router
        .delete("/push")
        .handler(
            call -> {
              broker().set(null);
              Reply.empty(204).send(call);
            });
    router.post("/push/publish").handler(PeopleSoftControl.checked(this::publish));
    router.post("/push/effective").handler(call -> published(call, vendor.publishEffective()));
    router
        .post("/push/hold")
        .handler(
            call -> {
              broker().calls().hold();
              Reply.empty(204).send(call);
            });
    router.post("/push/release").handler(this::release);
    router
        .get("/push/attempts")
        .handler(call -> Reply.json(200, Map.of("attempts", broker().attempts())).send(call));
    router
        .get("/push/errors")
        .handler(call -> Reply.json(200, Map.of("errors", broker().errors())).send(call));
    router
        .post("/push/resubmit")
        .handler(call -> Reply.json(200, Map.of("sent", broker().resubmit())).send(call));
  }

  private Broker broker() {
    return vendor.broker();
  }

  private void set(RoutingContext call) {
    try {
      broker().set(SandboxJson.MAPPER.treeToValue(SandboxJson.body(call), Push.class));
    } catch (JsonProcessingException e) {
      throw new BadCommand(e.getOriginalMessage());
    }
    show(call);
  }

  private void show(RoutingContext call) {
    ObjectNode answer = SandboxJson.object().put("delivered", broker().delivered());
    answer.put("errors", broker().errors().size());
    answer.set("push", SandboxJson.MAPPER.valueToTree(broker().push()));
    Reply.json(200, answer).send(call);
  }

  private void publish(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    Operation operation = Operation.named(body.path("operation").asText());
    List<String> keys = new ArrayList<>();
    body.path(operation.isOfVendors() ? "vendors" : "emplids")
        .forEach(key -> keys.add(key.asText()));
    int perMessage = body.path("perMessage").asInt(PER_MESSAGE);
    if (perMessage < 1) {
      throw new BadCommand("perMessage: must be 1 or more");
    }
    published(call, vendor.publish(operation, keys, body.path("count").asInt(0), perMessage));
  }

  private void release(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int sent =
        broker()
            .calls()
            .release(
                body.path("copies").asInt(1),
                body.path("reversed").asBoolean(),
                body.path("drop").asInt(0));
    Reply.json(200, Map.of("sent", sent)).send(call);
  }

  private static void published(RoutingContext call, int messages) {
    Reply.json(200, Map.of("messages", messages)).send(call);
  }
}
