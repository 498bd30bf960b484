package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Set;

/** A call to the AIS server and what it says about its caller (sheet 3.1). */
final class AisCall {

  static final String TOKEN_HEADER = "jde-AIS-Auth";
  static final String DEVICE_HEADER = "jde-AIS-Auth-Device";
  static final String ENVIRONMENT_HEADER = "jde-AIS-Auth-Environment";
  static final String ROLE_HEADER = "jde-AIS-Auth-Role";
  private static final String JSON = "application/json";

  private final RoutingContext call;
  private final ObjectNode body;

  private AisCall(RoutingContext call, ObjectNode body) {
    this.call = call;
    this.body = body;
  }

  /** Reads the body, which a GET has not; throws a {@link Refusal} with 415 or 400. */
  static AisCall of(RoutingContext call) {
    Buffer buffer = call.body() == null ? null : call.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      return new AisCall(call, SandboxJson.object());
    }
    String type = call.request().getHeader("Content-Type");
    if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(JSON)) {
      throw new Refusal(415, "Unsupported Content-Type: " + type + ", expected " + JSON);
    }
    return new AisCall(call, object(buffer));
  }

  private static ObjectNode object(Buffer buffer) {
    try {
      JsonNode node = SandboxJson.MAPPER.readTree(buffer.getBytes());
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw Refusal.badRequest("Bad Request - Invalid JSON Input: not an object");
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("Bad Request - Invalid JSON Input: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw Refusal.badRequest("Bad Request - Invalid JSON Input: " + e.getMessage());
    }
  }

  ObjectNode body() {
    return body;
  }

  boolean isGet() {
    return call.request().method().name().equals("GET");
  }

  RoutingContext routing() {
    return call;
  }

  /** A member of the body as text, or null. */
  String text(String member) {
    JsonNode value = body.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw Refusal.badRequest("Bad Request - Invalid JSON Input: " + member);
    }
    return value.asText();
  }

  String header(String name) {
    return call.request().getHeader(name);
  }

  String parameter(String name) {
    return call.request().getParam(name);
  }

  String address() {
    return call.request().remoteAddress().host();
  }

  /** The token by any of the three ways, or null. */
  String token() {
    return first(text("token"), header(TOKEN_HEADER), isGet() ? parameter("$token") : null);
  }

  /** The device name by any of the three ways, or null. */
  String device() {
    return first(text("deviceName"), header(DEVICE_HEADER), isGet() ? parameter("$device") : null);
  }

  static String first(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isEmpty()) {
        return candidate;
      }
    }
    return null;
  }

  /** Refuses members of the body that are none of these. */
  void onlyKnows(Set<String> members) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                throw Refusal.badRequest(
                    "Bad Request - Invalid JSON Input: Unrecognized field \"" + name + "\"");
              }
            });
  }
}
