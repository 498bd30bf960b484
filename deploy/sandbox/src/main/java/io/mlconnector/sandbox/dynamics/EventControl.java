package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Business events over the control server, below {@code /sandbox/dynamics365}:
 *
 * <ul>
 *   <li>{@code POST /events/endpoints {"url":"http://127.0.0.1:1/hook?code=secret",
 *       "event":"CustCustomerChangedBusinessEvent", "company":"usmf", "headers":{"x-secret":"…"},
 *       "form":"FLAT"}}: activates the event (or {@code VendVendorChangedBusinessEvent}) for one
 *       legal entity, or without {@code company} for all, and sends the test event; {@code form}
 *       may be {@code DATAVERSE}; answers the endpoint with its {@code id}
 *   <li>{@code GET /events/endpoints}, {@code DELETE /events/endpoints/ID}
 *   <li>{@code POST /events/hold}, {@code POST /events/release
 *       {"copies":2,"reversed":true,"drop":1}}: all optional; drop loses the oldest
 *   <li>{@code GET /events/attempts}: each try with the status it got, 0 for none
 *   <li>{@code GET /events/errors}: what was given up; {@code POST /events/errors/ID/resend} sends
 *       one again, {@code POST /events/errors/resend} all of them
 * </ul>
 *
 * <p>The settings {@code eventPauseMillis} and {@code eventsStopped} are theirs.
 */
final class EventControl {

  private final BusinessEvents events;

  EventControl(BusinessEvents events) {
    this.events = events;
  }

  void mount(Router router) {
    router.post("/events/endpoints").handler(DynamicsControl.checked(this::configure));
    router
        .get("/events/endpoints")
        .handler(call -> Reply.json(200, Map.of("endpoints", events.endpoints())).send(call));
    router.delete("/events/endpoints/:id").handler(this::remove);
    router.post("/events/hold").handler(this::hold);
    router.post("/events/release").handler(this::release);
    router
        .get("/events/attempts")
        .handler(call -> Reply.json(200, Map.of("attempts", events.attempts())).send(call));
    router
        .get("/events/errors")
        .handler(call -> Reply.json(200, Map.of("errors", events.errorLog())).send(call));
    router.post("/events/errors/resend").handler(this::resendAll);
    router.post("/events/errors/:id/resend").handler(this::resend);
  }

  private void configure(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call).put("id", UUID.randomUUID().toString());
    try {
      EventEndpoint wanted = SandboxJson.MAPPER.treeToValue(body, EventEndpoint.class);
      Reply.json(201, events.configure(wanted)).send(call);
    } catch (JsonProcessingException e) {
      throw new BadCommand(e.getOriginalMessage());
    }
  }

  private void remove(RoutingContext call) {
    if (!events.remove(call.pathParam("id"))) {
      throw new BadCommand("id: there is no endpoint " + call.pathParam("id"));
    }
    Reply.empty(204).send(call);
  }

  private void hold(RoutingContext call) {
    events.calls().hold();
    Reply.empty(204).send(call);
  }

  private void release(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int sent =
        events
            .calls()
            .release(
                body.path("copies").asInt(1),
                body.path("reversed").asBoolean(),
                body.path("drop").asInt(0));
    Reply.json(200, Map.of("sent", sent)).send(call);
  }

  private void resend(RoutingContext call) {
    if (!events.resend(call.pathParam("id"))) {
      throw new BadCommand("id: the error log has no " + call.pathParam("id"));
    }
    Reply.empty(204).send(call);
  }

  private void resendAll(RoutingContext call) {
    List<BusinessEvents.Sending> all = events.errorLog();
    all.forEach(each -> events.resend(each.id()));
    Reply.json(200, Map.of("sent", all.size())).send(call);
  }
}
