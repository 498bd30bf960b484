package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call to the API as an endpoint sees it, with what it wants told in response headers. */
final class ApiCall {

  private static final int MOST_VALUES = 100;

  private final RoutingContext context;
  private final Caller caller;
  private final Map<String, String> path;
  private final Map<String, String> told = new LinkedHashMap<>();

  ApiCall(RoutingContext context, Caller caller, Map<String, String> path) {
    this.context = context;
    this.caller = caller;
    this.path = path;
  }

  /** Null for the one call that strangers may make. */
  Caller caller() {
    return caller;
  }

  String uri() {
    return context.request().path();
  }

  String path(String name) {
    return path.get(name);
  }

  /** An id of the path; refuses what is no integer with the error that is an object. */
  long id(String name) {
    return number(name, path.get(name));
  }

  static long number(String name, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw Refusals.invalidAttribute(name, text + " is not a valid integer");
    }
    return Long.parseLong(text);
  }

  MultiMap query() {
    return context.queryParams();
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query().get(name)).filter(text -> !text.isEmpty());
  }

  /** The comma-separated values of a query parameter; refuses more than 100. */
  Optional<List<String>> values(String name) {
    Optional<List<String>> values =
        query(name).map(text -> Arrays.stream(text.split(",")).map(String::strip).toList());
    if (values.isPresent() && values.get().size() > MOST_VALUES) {
      throw Refusals.tooManyValues();
    }
    return values;
  }

  /** The JSON body; a body of another media type is not read at all, so all of it is missing. */
  ObjectNode body() {
    Buffer body = context.body() == null ? null : context.body().buffer();
    String type = context.request().getHeader("Content-Type");
    if (body == null || body.length() == 0 || type == null || !type.contains("json")) {
      return SandboxJson.object();
    }
    try {
      JsonNode node = SandboxJson.MAPPER.readTree(body.getBytes());
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw Refusals.notJson();
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory cannot be read", e);
    }
    throw Refusals.notJson();
  }

  /** The object below a name of the body, such as {@code organization}. */
  ObjectNode one(String name) {
    if (body().get(name) instanceof ObjectNode object) {
      return object;
    }
    throw Refusals.missing(name);
  }

  /** The objects below a name of the body; the caller has to check how many there are. */
  List<ObjectNode> many(String name) {
    JsonNode sent = body().get(name);
    if (sent == null || !sent.isArray() || sent.isEmpty()) {
      throw Refusals.missing(name);
    }
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode each : sent) {
      if (!(each instanceof ObjectNode object)) {
        throw Refusals.invalidAttribute(name, "must be an array of objects");
      }
      objects.add(object);
    }
    return objects;
  }

  void tell(String header, String value) {
    told.put(header, value);
  }

  /** Names in a header what the vendor ignored. */
  void warn(List<String> ignored) {
    if (!ignored.isEmpty()) {
      String names = String.join(", ", ignored).replaceAll("[^ -~]", "?");
      tell("x-zendesk-api-warn", "Ignored parameters: " + names);
    }
  }

  Map<String, String> told() {
    return told;
  }
}
