package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.TwoSides;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/**
 * What people and administrators do, over the control server below {@code /sandbox/zoho}:
 *
 * <ul>
 *   <li>{@code GET /settings}, {@code PATCH /settings} with some of {@link ZohoSettings}
 *   <li>{@code GET /records/Accounts} (or Contacts, Vendors): all as the API shows them ({@code
 *       {"records": […]}}), oldest first; {@code ?field=ERP_Id&value=4711} for some; {@code POST
 *       /records/Accounts} with API names and values makes one
 *   <li>{@code GET|PATCH|DELETE /records/Accounts/ID}; {@code POST /records/Accounts/ID/restore},
 *       {@code /purge} (it leaves the recycle bin for good); {@code POST /records/Accounts/ID/lock
 *       {"locked":true,"blueprint":false}}
 *   <li>{@code POST /changes {"module":"Accounts","count":10,"seed":1}}: another value in one field
 *       of so many records, drawn from {@code "fields":["Phone"]} or some usual ones; answers
 *       {@code {"ids": […]}}
 *   <li>{@code POST /fields/Accounts {"apiName":"Tax_ID","type":"TEXT","length":60,"unique":true}}:
 *       a field or another form of one, see {@link Field}; {@code DELETE /fields/Accounts/Tax_ID}
 *   <li>{@code POST /grant-codes {"scope":"…"}}: a code to be pasted, which lives as the setting
 *       {@code codeSeconds} says; {@code POST /refresh-tokens}: a refresh token to be pasted;
 *       {@code POST /revoke-refresh-tokens}
 *   <li>{@code POST /spend {"credits":1000}}: credits that other clients spent
 *   <li>{@code GET /counts}; {@code GET /duplicates/Accounts/Tax_ID}: values that several records
 *       have, letter case and blanks left out of account, with the ids
 *   <li>{@code POST /two-sides {"seed":1,"each":5000,"pairs":2950,"ambiguous":50,
 *       "emails":"contacts"}}: all records give way to this side's half of {@link TwoSides}; {@code
 *       "emails":"field"} puts them into {@code Account_Email}; account names are no longer unique
 *       from then on
 *   <li>{@code GET /automations}: what ran because a write did not say {@code "trigger": []}
 * </ul>
 *
 * <p>Notification channels: {@link ChannelControl}.
 */
final class ZohoControl {

  private final ZohoVendor vendor;

  ZohoControl(ZohoVendor vendor) {
    this.vendor = vendor;
  }

  void mount(Router router) {
    router.get("/settings").handler(call -> Reply.json(200, vendor.settings()).send(call));
    router.patch("/settings").handler(checked(this::settings));
    router.get("/records/:module").handler(checked(this::list));
    router.post("/records/:module").handler(checked(this::create));
    router.get("/records/:module/:id").handler(checked(this::show));
    router.patch("/records/:module/:id").handler(checked(this::change));
    router.delete("/records/:module/:id").handler(checked(this::delete));
    router.post("/records/:module/:id/restore").handler(checked(this::restore));
    router.post("/records/:module/:id/purge").handler(checked(this::purge));
    router.post("/records/:module/:id/lock").handler(checked(this::lock));
    router.post("/changes").handler(checked(this::changes));
    router.post("/fields/:module").handler(checked(this::field));
    router.delete("/fields/:module/:name").handler(checked(this::removeField));
    router.post("/grant-codes").handler(checked(this::grantCode));
    router.post("/refresh-tokens").handler(checked(this::refreshToken));
    router.post("/revoke-refresh-tokens").handler(this::revokeRefresh);
    router.post("/spend").handler(checked(this::spend));
    router.get("/automations").handler(this::automations);
    router.get("/counts").handler(call -> Reply.json(200, vendor.counts()).send(call));
    router.get("/duplicates/:module/:field").handler(checked(this::duplicates));
    router.post("/two-sides").handler(checked(this::twoSides));
    new ChannelControl(vendor.channels(), vendor.callbacks()).mount(router);
  }

  static Handler<RoutingContext> checked(Handler<RoutingContext> command) {
    return call -> {
      try {
        command.handle(call);
      } catch (IllegalArgumentException e) {
        throw new BadCommand(e.getMessage());
      }
    };
  }

  private void settings(RoutingContext call) {
    vendor.set(SandboxJson.body(call));
    Reply.json(200, vendor.settings()).send(call);
  }

  private void list(RoutingContext call) {
    String module = call.pathParam("module");
    String field = call.request().getParam("field");
    String value = call.request().getParam("value");
    if ((field == null) != (value == null)) {
      throw new BadCommand("field, value: one is of no use without the other");
    }
    Reply.json(
            200,
            Map.of(
                "records",
                field == null
                    ? vendor.edits().records(module)
                    : vendor.edits().records(module, field, value)))
        .send(call);
  }

  private void create(RoutingContext call) {
    Reply.json(201, vendor.edits().create(call.pathParam("module"), SandboxJson.body(call)))
        .send(call);
  }

  private void show(RoutingContext call) {
    Reply.json(200, vendor.edits().record(call.pathParam("module"), call.pathParam("id")))
        .send(call);
  }

  private void change(RoutingContext call) {
    ObjectNode record =
        vendor
            .edits()
            .change(call.pathParam("module"), call.pathParam("id"), SandboxJson.body(call));
    Reply.json(200, record).send(call);
  }

  private void delete(RoutingContext call) {
    vendor.edits().delete(call.pathParam("module"), call.pathParam("id"));
    Reply.empty(204).send(call);
  }

  private void restore(RoutingContext call) {
    Reply.json(200, vendor.edits().restore(call.pathParam("module"), call.pathParam("id")))
        .send(call);
  }

  private void purge(RoutingContext call) {
    vendor.edits().purge(call.pathParam("module"), call.pathParam("id"));
    Reply.empty(204).send(call);
  }

  private void duplicates(RoutingContext call) {
    String module = call.pathParam("module");
    Reply.json(200, Map.of("duplicates", vendor.duplicates(module, call.pathParam("field"))))
        .send(call);
  }

  private void twoSides(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    long seed = body.path("seed").asLong(1);
    TwoSides sides =
        TwoSides.generate(
            seed,
            body.path("each").asInt(5_000),
            body.path("pairs").asInt(2_950),
            body.path("ambiguous").asInt(50));
    vendor.twoSides(sides, seed, body.path("emails").asText("contacts"));
    Reply.json(200, vendor.counts()).send(call);
  }

  private void lock(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    ObjectNode record =
        vendor
            .edits()
            .lock(
                call.pathParam("module"),
                call.pathParam("id"),
                body.path("locked").asBoolean(),
                body.path("blueprint").asBoolean());
    Reply.json(200, record).send(call);
  }

  private void changes(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    int count = positive(body, "count");
    String module = body.path("module").asText(Org.ACCOUNTS);
    List<String> ids =
        vendor
            .edits()
            .changes(
                module, count, body.path("seed").asLong(1), Channels.texts(body.path("fields")));
    Reply.json(200, Map.of("ids", ids)).send(call);
  }

  private void field(RoutingContext call) {
    Field field = Org.read(SandboxJson.body(call));
    vendor.edits().put(call.pathParam("module"), field.asCustom());
    Reply.json(201, field.asCustom()).send(call);
  }

  private void removeField(RoutingContext call) {
    vendor.edits().removeField(call.pathParam("module"), call.pathParam("name"));
    Reply.empty(204).send(call);
  }

  private void grantCode(RoutingContext call) {
    String code = vendor.grantCode(scope(call));
    Reply.json(201, SandboxJson.object().put("code", code)).send(call);
  }

  private void refreshToken(RoutingContext call) {
    String token = vendor.refreshToken(scope(call));
    Reply.json(201, SandboxJson.object().put("refreshToken", token)).send(call);
  }

  private static String scope(RoutingContext call) {
    String scope = SandboxJson.body(call).path("scope").asText(ZohoAccounts.SCOPE);
    if (!Scopes.areKnown(scope)) {
      throw new BadCommand("scope: not known: " + scope);
    }
    return scope;
  }

  private void revokeRefresh(RoutingContext call) {
    vendor.revokeRefreshTokens();
    Reply.empty(204).send(call);
  }

  private void spend(RoutingContext call) {
    vendor.credits().spend(positive(SandboxJson.body(call), "credits"));
    Reply.json(200, SandboxJson.object().put("used", vendor.credits().used())).send(call);
  }

  private void automations(RoutingContext call) {
    Reply.json(
            200, Map.of("total", vendor.automations().total(), "runs", vendor.automations().runs()))
        .send(call);
  }

  private static int positive(ObjectNode body, String name) {
    int number = body.path(name).asInt(0);
    if (number < 1) {
      throw new BadCommand(name + ": a number of 1 or more is expected, not " + body.path(name));
    }
    return number;
  }
}
