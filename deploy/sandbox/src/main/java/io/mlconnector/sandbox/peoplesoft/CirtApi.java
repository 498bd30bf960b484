package io.mlconnector.sandbox.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The REST service of the component interface (sheet 2.1), with the operations {@code
 * CIRT_MLC_SUPPORT_LOGIN_G_GET} and {@code CIRT_MLC_SUPPORT_LOGIN_UD_PUT}. What the component's
 * edits refuse is answered with status 200 and the notification 0, as the documented response has
 * both; the templates of the addresses are the administrator's.
 */
final class CirtApi {

  private static final int FIRST_RELEASE = 61;

  private final SupportLogins logins;
  private final SignIn signIn;
  private final Supplier<PeopleSoftSettings> settings;

  CirtApi(SupportLogins logins, SignIn signIn, Supplier<PeopleSoftSettings> settings) {
    this.logins = logins;
    this.signIn = signIn;
    this.settings = settings;
  }

  void mount(Router router, Gateway gateway) {
    String path = Gateway.REST + "/CIRT_" + SupportLogins.INTERFACE + ".v1/:emplid";
    router.get(path).handler(gateway.ofNode(this::get));
    router.put(path).handler(gateway.ofNode(this::put));
  }

  private void check(RoutingContext call) {
    if (Integer.parseInt(settings.get().toolsRelease().substring(2, 4)) < FIRST_RELEASE) {
      throw Refusal.gateway("Unable to find a routing for " + call.request().path());
    }
    String oprid = signIn.oprid(call.request().getHeader("Authorization"));
    if (!oprid.equals(PeopleSoftAccounts.OPRID)) {
      throw Refusal.query("You are not authorized for component " + SupportLogins.INTERFACE);
    }
  }

  private Reply get(RoutingContext call) {
    check(call);
    Row row = logins.get(call.pathParam("emplid"));
    ObjectNode answer = SandboxJson.object();
    for (String field : new String[] {"EMPLID", SupportLogins.STATUS, SupportLogins.STAMP}) {
      answer.put(field, row.text(field));
    }
    return Reply.json(200, answer);
  }

  private Reply put(RoutingContext call) {
    check(call);
    Map<String, String> fields = new LinkedHashMap<>();
    for (var each = body(call).fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> field = each.next();
      fields.put(field.getKey(), field.getValue().asText());
    }
    String emplid = call.pathParam("emplid");
    String wrong =
        emplid.equals(fields.getOrDefault("EMPLID", emplid))
            ? null
            : "Key EMPLID differs from that of the address";
    fields.put("EMPLID", emplid);
    wrong = wrong == null ? logins.update(fields) : wrong;
    ObjectNode answer = SandboxJson.object().put("notification", wrong == null ? "1" : "0");
    return Reply.json(200, answer.put("detail", wrong == null ? "" : wrong));
  }

  private static JsonNode body(RoutingContext call) {
    String type = call.request().getHeader("Content-Type");
    Buffer buffer = call.body() == null ? null : call.body().buffer();
    if (type == null || !type.startsWith("application/json") || buffer == null) {
      throw Refusal.query("A body in JSON is expected");
    }
    try {
      JsonNode body = SandboxJson.MAPPER.readTree(buffer.getBytes());
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      throw Refusal.query("Unable to parse the body: " + e.getClass().getSimpleName());
    }
    throw Refusal.query("The body is not an object");
  }
}
