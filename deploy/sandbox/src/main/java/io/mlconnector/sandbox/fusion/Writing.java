package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes and changes rows as calls say. POST knows no idempotency key, so the same call again makes
 * a second row; If-Match guards a change where a client sends it.
 */
record Writing(Supplier<FusionSettings> settings) {

  private static final int EXACT_TEXT_FROM = 9;

  Reply create(
      RoutingContext call,
      FusionTable table,
      String id,
      Framework framework,
      String url,
      WriteRules rules) {
    if (call.request().getHeader("Upsert-Mode") != null) {
      throw Refusal.badRequest("Upsert-Mode: not simulated, its alternate key is not known");
    }
    Map<String, Object> values = values(call, table.type(), framework);
    for (Attribute attribute : table.type().attributes().values()) {
      if (attribute.mandatory() && values.get(attribute.name()) == null) {
        throw Refusal.badRequest(attribute.name() + ": a value is required");
      }
    }
    rules.incoming(values, framework, true);
    table.create(id, values);
    FusionRow row = table.row(id);
    return item(call, 201, table.type(), row, framework, url, rules)
        .header("Location", url + "/" + table.type().pathKey(row));
  }

  Reply change(
      RoutingContext call,
      FusionTable table,
      FusionRow row,
      Framework framework,
      String url,
      WriteRules rules) {
    String wanted = call.request().getHeader("If-Match");
    if (wanted != null && !wanted.equals(etag(row))) {
      throw new Refusal(412, "the row was changed by somebody else");
    }
    Map<String, Object> values = values(call, table.type(), framework);
    rules.incoming(values, framework, false);
    table.set(row.key(), values);
    return item(call, 200, table.type(), table.row(row.key()), framework, url, rules);
  }

  Reply item(
      RoutingContext call,
      int status,
      ResourceType type,
      FusionRow row,
      Framework framework,
      String url,
      WriteRules rules) {
    ItemQuery shape =
        status == 200 && call.request().method().name().equals("GET")
            ? ItemQuery.parse(
                QueryText.parse(call.request().query()), new Attributes(type, settings.get()))
            : new ItemQuery(null, false, false, null);
    ObjectNode item = new Rendering(type, framework, settings.get(), url).item(row, shape);
    rules.outgoing(item, row, framework, url + "/" + type.pathKey(row));
    Reply reply = ResourceApi.typed(call, "resourceitem", item).header("ETag", etag(row));
    return new Reply(status, reply.headers(), reply.body());
  }

  private static String etag(FusionRow row) {
    return "\"" + Rendering.changeIndicator(row) + "\"";
  }

  private static Map<String, Object> values(
      RoutingContext call, ResourceType type, Framework framework) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : body(call).properties()) {
      Attribute attribute = type.attributes().get(member.getKey());
      if (attribute == null || !attribute.updatable()) {
        throw Refusal.badRequest(
            member.getKey() + ": " + type.name() + " have no such attribute to be set");
      }
      values.put(member.getKey(), value(type, attribute, member.getValue(), framework));
    }
    return values;
  }

  private static Object value(
      ResourceType type, Attribute attribute, JsonNode value, Framework framework) {
    if (value.isNull()) {
      return null;
    }
    boolean number =
        attribute.type() == AttributeType.ID || attribute.type() == AttributeType.DECIMAL;
    boolean fits =
        number
            ? value.isNumber() || (framework.version() >= EXACT_TEXT_FROM && value.isTextual())
            : attribute.type() == AttributeType.BOOLEAN ? value.isBoolean() : value.isTextual();
    if (!fits) {
      throw Refusal.badRequest(
          attribute.name() + ": a " + attribute.type().described + " is expected, not " + value);
    }
    if (attribute.most() > 0 && value.asText().length() > attribute.most()) {
      throw Refusal.badRequest(
          attribute.name() + ": longer than " + attribute.most() + " characters");
    }
    try {
      return Values.checked(type, attribute.name(), value.asText());
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(e.getMessage());
    }
  }

  private static ObjectNode body(RoutingContext call) {
    String type = call.request().getHeader("Content-Type");
    if (type == null || !type.contains("json")) {
      throw new Refusal(415, "the media type " + type + " is not supported");
    }
    Buffer body = call.body() == null ? null : call.body().buffer();
    try {
      if (body != null
          && SandboxJson.MAPPER.readTree(body.getBytes()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("the body is no JSON");
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory cannot be read", e);
    }
    throw Refusal.badRequest("the body is no JSON object");
  }
}
