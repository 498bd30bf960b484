package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Supplier;

/** The data service's paths (sheet 3.2): v2, and the unversioned ones before it. */
final class AisRoutes {

  private final Gate gate;
  private final DataService data;
  private final GetQuery gets;
  private final Supplier<JdeSettings> settings;

  AisRoutes(Gate gate, DataService data, GetQuery gets, Supplier<JdeSettings> settings) {
    this.gate = gate;
    this.data = data;
    this.gets = gets;
    this.settings = settings;
  }

  void mount(Router router, AisServer server) {
    for (String version : List.of("/jderest", "/jderest/v2")) {
      router.post(version + "/dataservice").handler(server.answering(this::browse));
    }
    router.get("/jderest/v2/dataservice/table/:table").handler(server.answering(this::get));
    router.get("/jderest/v2/dataservice/next").handler(server.answering(this::next));
    router.post("/jderest/v2/dataservice/next").handler(server.answering(this::next));
  }

  private Reply browse(AisCall call) {
    String user = user(call);
    ObjectNode body = call.body().deepCopy();
    return data.answer(body, user, call.token());
  }

  private Reply get(AisCall call) {
    return gets.answer(call, user(call));
  }

  /** The link's own token is the one that counts. */
  private Reply next(AisCall call) {
    String token = call.parameter("token");
    gate.session(call, token, settings.get().dataTokenStatus());
    String stack = call.parameter("stackId");
    int stackId = stack != null && stack.matches("\\d{1,9}") ? Integer.parseInt(stack) : -1;
    return data.next(call.parameter("rid"), stackId, token);
  }

  private String user(AisCall call) {
    return gate.user(call, settings.get().dataTokenStatus());
  }
}
