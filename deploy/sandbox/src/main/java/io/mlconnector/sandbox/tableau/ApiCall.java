package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** One call of the REST API by somebody who is signed in; {@code session} is null before that. */
record ApiCall(RoutingContext http, ApiVersion version, Session session) {

  String path(String name) {
    return http.pathParam(name);
  }

  String header(String name) {
    return http.request().getHeader(name);
  }

  /** A parameter of the query; null when it is not there. */
  String parameter(String name) {
    return http.request().getParam(name);
  }

  /** A switch of the query: false when it is not there. */
  boolean isSet(String name) {
    String text = http.queryParams().get(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Refusal.badRequest(name + ": true or false is expected, not '" + text + "'.");
    }
    return "true".equals(text);
  }

  /** Refuses parameters of the query that are none of these. */
  ApiCall allow(String... known) {
    for (String name : http.queryParams().names()) {
      if (!Set.of(known).contains(name)) {
        throw Refusal.badRequest("The query parameter '" + name + "' is not known here.");
      }
    }
    return this;
  }

  Buffer raw() {
    Buffer buffer = http.body() == null ? null : http.body().buffer();
    return buffer == null ? Buffer.buffer() : buffer;
  }

  String contentType() {
    String type = header("Content-Type");
    return type == null ? "" : type.toLowerCase(java.util.Locale.ROOT);
  }

  /** The content of the body, in JSON or XML as its Content-Type says. */
  ObjectNode body() {
    if (contentType().startsWith("application/json")) {
      return json();
    }
    if (contentType().startsWith("application/xml") || contentType().startsWith("text/xml")) {
      return TsXml.read(raw().getBytes());
    }
    throw Refusal.badRequest("Content-Type: application/json or application/xml is expected.");
  }

  ObjectNode json() {
    try {
      JsonNode node = SandboxJson.MAPPER.readTree(raw().getBytes());
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw Refusal.badRequest("Payload is either malformed or incomplete.");
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("Payload is either malformed or incomplete: not JSON.");
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory cannot be read", e);
    }
  }

  /** Refuses members of an object that are none of these. */
  static void onlyMembers(JsonNode object, String... known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!Set.of(known).contains(name)) {
                throw Refusal.badRequest("'" + name + "' is not known here.");
              }
            });
  }

  void answer(int status, ObjectNode content) {
    reply(http, status, content).send(http);
  }

  void answerEmpty(int status) {
    Reply.empty(status).send(http);
  }

  static Reply reply(RoutingContext http, int status, ObjectNode content) {
    return wantsJson(http)
        ? Reply.json(status, content).header("Content-Type", "application/json;charset=utf-8")
        : Reply.text(status, "application/xml;charset=utf-8", TsXml.write(content));
  }

  static Reply error(RoutingContext http, Refusal refusal) {
    ObjectNode error = SandboxJson.object();
    error
        .putObject("error")
        .put("summary", refusal.summary)
        .put("detail", refusal.getMessage())
        .put("code", refusal.code);
    return reply(http, refusal.status(), error);
  }

  private static boolean wantsJson(RoutingContext http) {
    String accept = http.request().getHeader("Accept");
    if (accept == null) {
      return false;
    }
    int json = accept.indexOf("application/json");
    int xml = accept.indexOf("application/xml");
    return json >= 0 && (xml < 0 || json < xml);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
