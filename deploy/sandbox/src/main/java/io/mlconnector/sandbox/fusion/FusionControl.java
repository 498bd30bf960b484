package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.BadCommand;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The edits of the simulated ERP over the control server, below {@code /sandbox/fusion}. */
final class FusionControl {

  private final FusionVendor vendor;
  private final FusionEdits edits;

  FusionControl(FusionVendor vendor) {
    this.vendor = vendor;
    this.edits = vendor.edits();
  }

  void mount(Router router) {
    new FinanceControl(vendor.finance()).mount(router);
    router.get("/settings").handler(call -> Reply.json(200, vendor.settings()).send(call));
    router.patch("/settings").handler(checked(this::settings));
    router.post("/revoke-access-tokens").handler(checked(this::revokeAccess));
    router.post("/touch").handler(checked(this::touch));
    router.post("/changes").handler(checked(this::changes));
    router.post("/late").handler(checked(this::late));
    router.post("/poison").handler(checked(this::poison));
    router.post("/:resource").handler(checked(this::create));
    router.get("/:resource/:key/notes").handler(checked(this::notes));
    router.delete("/:resource/:key/notes/:note").handler(checked(this::deleteNote));
    router.get("/:resource/:key/attachments").handler(checked(this::attachments));
    router.get("/interactions").handler(checked(this::interactions));
    router.get("/:resource/:key").handler(checked(this::show));
    router.patch("/:resource/:key").handler(checked(this::set));
    router.delete("/:resource/:key").handler(checked(this::delete));
  }

  private static Handler<RoutingContext> checked(Handler<RoutingContext> command) {
    return call -> {
      try {
        command.handle(call);
      } catch (IllegalArgumentException e) {
        throw new BadCommand(e.getMessage());
      }
    };
  }

  private void settings(RoutingContext call) {
    FusionSettings changed =
        SandboxJson.with(vendor.settings(), FusionSettings.class, SandboxJson.body(call));
    vendor.settings(before -> changed);
    Reply.json(200, vendor.settings()).send(call);
  }

  private void revokeAccess(RoutingContext call) {
    vendor.revokeAccessTokens();
    Reply.empty(204).send(call);
  }

  private void create(RoutingContext call) {
    FusionTable table = edits.table(call.pathParam("resource"));
    String key = edits.create(table, attributes(SandboxJson.body(call)));
    send(call, 201, table, key);
  }

  private void show(RoutingContext call) {
    FusionTable table = edits.table(call.pathParam("resource"));
    send(call, 200, table, call.pathParam("key"));
  }

  private void notes(RoutingContext call) {
    ArrayNode notes = SandboxJson.array();
    vendor
        .notebooks()
        .table(call.pathParam("resource"), call.pathParam("key"))
        .all()
        .forEach(note -> notes.add(shown(ResourceType.NOTES, note)));
    Reply.json(200, notes).send(call);
  }

  private void attachments(RoutingContext call) {
    ArrayNode attachments = SandboxJson.array();
    vendor
        .attachments()
        .table(call.pathParam("resource"), call.pathParam("key"))
        .all()
        .forEach(row -> attachments.add(shown(ResourceType.ATTACHMENTS, row)));
    Reply.json(200, attachments).send(call);
  }

  private void interactions(RoutingContext call) {
    ArrayNode interactions = SandboxJson.array();
    vendor
        .interactions()
        .all()
        .forEach(row -> interactions.add(shown(ResourceType.INTERACTIONS, row)));
    Reply.json(200, interactions).send(call);
  }

  private void deleteNote(RoutingContext call) {
    FusionTable notes = vendor.notebooks().table(call.pathParam("resource"), call.pathParam("key"));
    if (!notes.delete(call.pathParam("note"))) {
      throw new BadCommand("there is no note " + call.pathParam("note"));
    }
    Reply.empty(204).send(call);
  }

  private void set(RoutingContext call) {
    FusionTable table = edits.table(call.pathParam("resource"));
    table.set(call.pathParam("key"), attributes(SandboxJson.body(call)));
    send(call, 200, table, call.pathParam("key"));
  }

  private void delete(RoutingContext call) {
    FusionTable table = edits.table(call.pathParam("resource"));
    if (!table.delete(call.pathParam("key"))) {
      throw new BadCommand(table.type().key() + ": there is no " + call.pathParam("key"));
    }
    Reply.empty(204).send(call);
  }

  private void touch(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    FusionTable table = edits.table(body.path("resource").asText("accounts"));
    List<String> keys;
    if (body.has("key")) {
      keys = List.of(body.get("key").asText());
      table.touch(keys.get(0));
    } else {
      keys = edits.touch(table, count(body));
    }
    Reply.json(200, Map.of("keys", keys)).send(call);
  }

  private void changes(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    FusionTable table = edits.table(body.path("resource").asText("accounts"));
    List<String> keys = edits.change(table, count(body), body.path("seed").asLong(1));
    Reply.json(200, Map.of("keys", keys)).send(call);
  }

  private void late(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    FusionTable table = edits.table(body.path("resource").asText("accounts"));
    JsonNode back = body.path("back");
    try {
      table.commitLate(
          key(body), attributes(body.path("attributes")), Duration.parse(back.asText()));
    } catch (DateTimeParseException e) {
      throw new BadCommand("back: a duration like \"PT5M\" is expected, not " + back);
    }
    send(call, 200, table, key(body));
  }

  private void poison(RoutingContext call) {
    ObjectNode body = SandboxJson.body(call);
    FusionTable table = edits.table(body.path("resource").asText("accounts"));
    edits.poison(table, key(body), Poison.ofWireName(body.path("kind").asText()));
    Reply.empty(204).send(call);
  }

  private static String key(ObjectNode body) {
    return Optional.ofNullable(body.get("key"))
        .map(JsonNode::asText)
        .orElseThrow(() -> new BadCommand("key: missing, it names the row"));
  }

  private static int count(ObjectNode body) {
    int count = body.path("count").asInt(0);
    if (count < 1) {
      throw new BadCommand("count: a number of 1 or more is expected, not " + body.path("count"));
    }
    return count;
  }

  private static Map<String, Object> attributes(JsonNode body) {
    Map<String, Object> values = new HashMap<>();
    body.fields()
        .forEachRemaining(
            member ->
                values.put(
                    member.getKey(),
                    member.getValue().isNull() ? null : member.getValue().asText()));
    return values;
  }

  private static void send(RoutingContext call, int status, FusionTable table, String key) {
    FusionRow row = table.row(key);
    if (row == null) {
      throw new BadCommand(table.type().key() + ": there is no " + key);
    }
    Reply.json(status, shown(table.type(), row)).send(call);
  }

  private static ObjectNode shown(ResourceType type, FusionRow row) {
    Rendering shape = new Rendering(type, new Framework(9), FusionSettings.standard(), "");
    return shape.item(row, new ItemQuery(null, false, true, null));
  }
}
