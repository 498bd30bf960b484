package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * Notification channels over the control server, below {@code /sandbox/zoho}:
 *
 * <ul>
 *   <li>{@code GET /channels}: all, those that have expired too; {@code POST /channels/expire}:
 *       ends all now; answers {@code {"expired":2}}
 *   <li>{@code POST /callbacks/hold}, {@code POST /callbacks/release
 *       {"copies":2,"reversed":true,"drop":1}}: all optional; drop loses the oldest
 *   <li>{@code GET /callbacks/attempts}: each try with the status it got, 0 for none
 * </ul>
 */
final class ChannelControl {

  private final Channels channels;
  private final Callbacks callbacks;

  ChannelControl(Channels channels, Callbacks callbacks) {
    this.channels = channels;
    this.callbacks = callbacks;
  }

  void mount(Router router) {
    router
        .get("/channels")
        .handler(call -> Reply.json(200, Map.of("channels", channels.save())).send(call));
    router
        .post("/channels/expire")
        .handler(call -> Reply.json(200, Map.of("expired", channels.expire())).send(call));
    router.post("/callbacks/hold").handler(this::hold);
    router.post("/callbacks/release").handler(this::release);
    router
        .get("/callbacks/attempts")
        .handler(call -> Reply.json(200, Map.of("attempts", callbacks.attempts())).send(call));
  }

  private void hold(RoutingContext call) {
    callbacks.calls().hold();
    Reply.empty(204).send(call);
  }

  private void release(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int sent =
        callbacks
            .calls()
            .release(
                body.path("copies").asInt(1),
                body.path("reversed").asBoolean(),
                body.path("drop").asInt(0));
    Reply.json(200, Map.of("sent", sent)).send(call);
  }
}
