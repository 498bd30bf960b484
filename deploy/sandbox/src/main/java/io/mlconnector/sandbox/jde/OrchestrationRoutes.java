package io.mlconnector.sandbox.jde;

import io.mlconnector.sandbox.Reply;
import io.vertx.ext.web.Router;
import java.util.List;

/** The orchestrator's paths (sheet 3.5). */
final class OrchestrationRoutes {

  private final Gate gate;
  private final OrchestrationApi orchestrations;
  private final HookCaller hooks;

  OrchestrationRoutes(Gate gate, OrchestrationApi orchestrations, HookCaller hooks) {
    this.gate = gate;
    this.orchestrations = orchestrations;
    this.hooks = hooks;
  }

  void mount(Router router, AisServer server) {
    for (String version : List.of("/jderest", "/jderest/v2", "/jderest/v3")) {
      router.post(version + "/orchestrator/:name").handler(server.answering(this::run));
    }
    router
        .get("/jderest/v3/open-api-catalog3/:name")
        .handler(
            server.answering(
                call -> {
                  user(call);
                  return orchestrations.describe(call);
                }));
  }

  private Reply run(AisCall call) {
    String user = user(call);
    try {
      return orchestrations.run(call, user);
    } finally {
      hooks.tell();
    }
  }

  private String user(AisCall call) {
    return gate.user(call, Refusal.INVALID_TOKEN_STATUS);
  }
}
