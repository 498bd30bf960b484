package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Adds, lists and removes injected faults over the control server. */
final class FaultApi {

  private final Sandbox sandbox;

  FaultApi(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  void mount(Router router) {
    router.get("/sandbox/faults").handler(this::list);
    router.post("/sandbox/faults").handler(this::add);
    router.delete("/sandbox/faults").handler(this::clear);
    router.delete("/sandbox/faults/:id").handler(this::remove);
  }

  private void list(RoutingContext call) {
    ArrayNode rules = SandboxJson.array();
    sandbox.faults().rules().forEach(rule -> rules.add(FaultJson.write(rule)));
    Reply.json(200, SandboxJson.object().set("faults", rules)).send(call);
  }

  private void add(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    Fault fault = FaultJson.read(body);
    if (fault.vendor() != null && !sandbox.vendors().containsKey(fault.vendor())) {
      throw new BadCommand("vendor: none of " + sandbox.vendors().keySet());
    }
    long id = sandbox.faults().add(fault);
    Reply.json(201, SandboxJson.object().put("id", id)).send(call);
  }

  private void clear(RoutingContext call) {
    sandbox.faults().clear();
    Reply.empty(204).send(call);
  }

  private void remove(RoutingContext call) {
    String id = call.pathParam("id");
    boolean removed = id.matches("\\d{1,18}") && sandbox.faults().remove(Long.parseLong(id));
    if (removed) {
      Reply.empty(204).send(call);
    } else {
      Reply.json(404, SandboxJson.object().put("error", "id: no fault " + id)).send(call);
    }
  }
}
