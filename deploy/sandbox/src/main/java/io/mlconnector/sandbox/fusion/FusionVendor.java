package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.VendorContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Oracle Fusion: customers and contacts behind the identity domain's sign-in. */
public final class FusionVendor implements SimulatedVendor {

  public static final String NAME = "fusion";

  private final VendorContext context;

  public FusionVendor(VendorContext context) {
    this.context = context;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void mount(Router router) {
    router.route().handler(call -> Reply.text(404, "text/plain", "Not Found").send(call));
  }

  @Override
  public void mountControl(Router control) {}

  @Override
  public Reply errorReply(RoutingContext call, int status) {
    return Reply.text(status, "text/plain", "");
  }

  @Override
  public void revokeTokens() {}

  @Override
  public ObjectNode describe() {
    return SandboxJson.object().put("customers", context.company().customers().size());
  }
}
