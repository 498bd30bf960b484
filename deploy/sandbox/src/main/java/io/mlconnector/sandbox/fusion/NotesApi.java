package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Note child of accounts and contacts. Its text is base64 up to framework 7 and plain from 8
 * on; POST knows no idempotency key, so the same call again makes a second note. Vendor sheet F5.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/api-accounts-notes.html">notes</a>
 */
final class NotesApi {

  static final String CHILD = "Note";
  private static final String TEXT = "NoteTxt";
  private static final String TYPE = "NoteTypeCode";
  private static final int PLAIN_FROM = 8;

  private final Notebooks notebooks;
  private final Supplier<FusionSettings> settings;

  NotesApi(Notebooks notebooks, Supplier<FusionSettings> settings) {
    this.notebooks = notebooks;
    this.settings = settings;
  }

  Reply reply(RoutingContext call, Framework framework, String url, ResourcePath path) {
    FusionTable notes = notebooks.table(path.resource(), path.key());
    String method = call.request().method().name();
    String self = url + "/" + path.key() + "/child/" + CHILD;
    if (path.childKey() == null) {
      return switch (method) {
        case "GET" -> list(call, notes, framework, self);
        case "POST" -> create(call, notes, framework, self);
        default -> throw notAllowed(method);
      };
    }
    FusionRow note = notes.row(path.childKey());
    if (note == null) {
      throw Refusal.notFound("there is no note of that key");
    }
    return switch (method) {
      case "GET" -> item(call, 200, note, framework, self);
      case "PATCH" -> change(call, notes, note, framework, self);
      case "DELETE" -> {
        notes.delete(note.key());
        yield Reply.empty(204);
      }
      default -> throw notAllowed(method);
    };
  }

  private Reply list(RoutingContext call, FusionTable notes, Framework framework, String self) {
    CollectionQuery query =
        CollectionQuery.parse(
            QueryText.parse(call.request().query()), ResourceType.NOTES, framework, settings.get());
    ObjectNode all = rendering(framework, self).collection(Page.of(notes, query), query);
    all.path("items").forEach(item -> encode((ObjectNode) item, framework));
    return ResourceApi.typed(call, "resourcecollection", all);
  }

  private Reply create(RoutingContext call, FusionTable notes, Framework framework, String self) {
    Map<String, Object> values = values(call, framework);
    for (String needed : new String[] {TEXT, TYPE}) {
      if (values.get(needed) == null) {
        throw Refusal.badRequest(needed + ": a value is required");
      }
    }
    String id = notebooks.newId();
    notes.create(id, values);
    return item(call, 201, notes.row(id), framework, self).header("Location", self + "/" + id);
  }

  private Reply change(
      RoutingContext call, FusionTable notes, FusionRow note, Framework framework, String self) {
    String wanted = call.request().getHeader("If-Match");
    if (wanted != null && !wanted.equals(etag(note))) {
      throw new Refusal(412, "the note was changed by somebody else");
    }
    notes.set(note.key(), values(call, framework));
    return item(call, 200, notes.row(note.key()), framework, self);
  }

  private Reply item(
      RoutingContext call, int status, FusionRow note, Framework framework, String self) {
    ObjectNode item =
        rendering(framework, self).item(note, new ItemQuery(null, false, false, null));
    encode(item, framework);
    Reply reply = ResourceApi.typed(call, "resourceitem", item).header("ETag", etag(note));
    return new Reply(status, reply.headers(), reply.body());
  }

  private static String etag(FusionRow note) {
    return "\"" + Rendering.changeIndicator(note) + "\"";
  }

  private Rendering rendering(Framework framework, String self) {
    return new Rendering(ResourceType.NOTES, framework, settings.get(), self);
  }

  private static void encode(ObjectNode item, Framework framework) {
    if (framework.version() < PLAIN_FROM && item.hasNonNull(TEXT)) {
      byte[] text = item.path(TEXT).asText().getBytes(StandardCharsets.UTF_8);
      item.put(TEXT, Base64.getEncoder().encodeToString(text));
    }
  }

  private Map<String, Object> values(RoutingContext call, Framework framework) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : body(call).properties()) {
      Attribute attribute = ResourceType.NOTES.attributes().get(member.getKey());
      if (attribute == null || !attribute.updatable()) {
        throw Refusal.badRequest(member.getKey() + ": notes have no such attribute to be set");
      }
      values.put(member.getKey(), member.getValue().isNull() ? null : member.getValue().asText());
    }
    if (values.get(TEXT) != null && framework.version() < PLAIN_FROM) {
      values.put(TEXT, decoded(values.get(TEXT).toString()));
    }
    Object type = values.get(TYPE);
    if (type != null && !settings.get().noteTypes().contains(type.toString())) {
      throw Refusal.badRequest(TYPE + ": " + type + " is not a value of the lookup");
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(TEXT + ": the value is not base64");
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

  private static Refusal notAllowed(String method) {
    return new Refusal(405, method + " is not allowed here");
  }
}
