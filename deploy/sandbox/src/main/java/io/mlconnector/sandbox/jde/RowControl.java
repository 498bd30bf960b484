package io.mlconnector.sandbox.jde;

import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of single tables over the control server; see {@link JdeControl}. */
final class RowControl {

  private final JdeEdits edits;

  RowControl(JdeEdits edits) {
    this.edits = edits;
  }

  void mount(Router router) {
    router.get("/rows/:table").handler(JdeControl.checked(this::list));
    router.post("/rows/:table").handler(JdeControl.checked(this::create));
    router.patch("/rows/:table/*").handler(JdeControl.checked(this::change));
    router.delete("/rows/:table/*").handler(JdeControl.checked(this::delete));
  }

  private void list(RoutingContext call) {
    Map<String, String> having = new HashMap<>();
    call.queryParams().forEach(each -> having.put(each.getKey(), each.getValue()));
    Reply.json(200, Map.of("rows", edits.rows(call.pathParam("table"), having))).send(call);
  }

  private void create(RoutingContext call) {
    Reply.json(201, edits.addRow(call.pathParam("table"), SandboxJson.body(call), stamped(call)))
        .send(call);
  }

  private void change(RoutingContext call) {
    Reply.json(
            200,
            edits.changeRow(
                call.pathParam("table"), key(call), SandboxJson.body(call), stamped(call)))
        .send(call);
  }

  private void delete(RoutingContext call) {
    edits.deleteRow(call.pathParam("table"), key(call));
    Reply.empty(204).send(call);
  }

  private static List<String> key(RoutingContext call) {
    String table = call.pathParam("table");
    String path = call.request().path();
    return List.of(path.substring(path.indexOf("/" + table + "/") + table.length() + 2).split("/"));
  }

  private static boolean stamped(RoutingContext call) {
    return !"false".equals(call.request().getParam("stamped"));
  }
}
