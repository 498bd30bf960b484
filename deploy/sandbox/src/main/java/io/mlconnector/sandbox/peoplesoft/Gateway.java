package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.Supplier;

/** The Integration Gateway: the REST listening connector at its real paths. */
final class Gateway {

  static final String REST = "/PSIGW/RESTListeningConnector/:node";

  private final ApplicationServer server;
  private final Supplier<PeopleSoftSettings> settings;

  Gateway(ApplicationServer server, Supplier<PeopleSoftSettings> settings) {
    this.server = server;
    this.settings = settings;
  }

  void mount(Router router, QueryApi queries) {
    router
        .get(REST + "/ExecuteQuery.v1/:owner/:query/:type/:format")
        .handler(ofNode(queries::execute));
    router.route(REST + "/*").handler(ofNode(Gateway::unknown));
    router.route().handler(call -> IbErrors.html(404, "Error 404--Not Found").send(call));
  }

  Handler<RoutingContext> ofNode(Function<RoutingContext, Reply> answer) {
    return server.answering(
        call -> {
          String node = call.pathParam("node");
          if (!settings.get().node().equals(node)) {
            throw Refusal.gateway(
                "Integration Gateway - External System Contact Error: node "
                    + node
                    + " is not known to the gateway");
          }
          return answer.apply(call);
        });
  }

  private static Reply unknown(RoutingContext call) {
    throw Refusal.gateway(
        "Unable to find a routing corresponding to the incoming request message: "
            + call.request().path());
  }
}
