package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Supplier;

/** The notes, or the attachments, of accounts and contacts, as calls list and write them. */
final class ChildApi {

  private final Children children;
  private final ResourceType type;
  private final WriteRules rules;
  private final Supplier<FusionSettings> settings;
  private final Writing writing;

  ChildApi(
      Children children, ResourceType type, WriteRules rules, Supplier<FusionSettings> settings) {
    this.children = children;
    this.type = type;
    this.rules = rules;
    this.settings = settings;
    this.writing = new Writing(settings);
  }

  Reply reply(RoutingContext call, Framework framework, String url, ResourcePath path) {
    FusionTable rows = children.table(path.resource(), path.key());
    String method = call.request().method().name();
    String self = url + "/" + path.key() + "/child/" + type.name();
    if (path.childKey() == null) {
      return switch (method) {
        case "GET" -> list(call, rows, framework, self);
        case "POST" -> writing.create(call, rows, children.newId(), framework, self, rules);
        default -> throw notAllowed(method);
      };
    }
    FusionRow row =
        rows.all().stream()
            .filter(each -> type.pathKey(each).equals(path.childKey()))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("there is nothing of that key"));
    if (path.enclosure() != null) {
      return enclosure(method, row, path.enclosure());
    }
    return switch (method) {
      case "GET" -> writing.item(call, 200, type, row, framework, self, rules);
      case "PATCH" -> writing.change(call, rows, row, framework, self, rules);
      case "DELETE" -> {
        rows.delete(row.key());
        yield Reply.empty(204);
      }
      default -> throw notAllowed(method);
    };
  }

  private Reply enclosure(String method, FusionRow row, String name) {
    Object file = row.value(name);
    if (!method.equals("GET") || type != ResourceType.ATTACHMENTS || file == null) {
      throw Refusal.notFound("there is nothing enclosed of that name");
    }
    return new Reply(
        200,
        Map.of("Content-Type", "application/octet-stream"),
        Buffer.buffer(AttachmentRules.bytes(file.toString())));
  }

  private Reply list(RoutingContext call, FusionTable rows, Framework framework, String self) {
    CollectionQuery query =
        CollectionQuery.parse(
            QueryText.parse(call.request().query()), type, framework, settings.get());
    Page page = Page.of(rows, query);
    ObjectNode all = new Rendering(type, framework, settings.get(), self).collection(page, query);
    int i = 0;
    for (FusionRow row : page.rows()) {
      ObjectNode item = (ObjectNode) all.path("items").get(i++);
      rules.outgoing(item, row, framework, self + "/" + type.pathKey(row));
    }
    return ResourceApi.typed(call, "resourcecollection", all);
  }

  private static Refusal notAllowed(String method) {
    return new Refusal(405, method + " is not allowed here");
  }
}
