package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call below {@code /crm/v8}: what its path, query, headers and body say, refused where the
 * vendor does not know it.
 *
 * @param path the parts behind the version
 */
record ApiCall(String method, List<String> path, MultiMap query, MultiMap headers, byte[] body) {

  boolean is(String wanted) {
    return method.equals(wanted);
  }

  String part(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  String parameter(String name) {
    return query.get(name);
  }

  /** Refuses parameters that this path does not take. */
  void onlyTakes(String... known) {
    Set<String> names = Set.of(known);
    for (String name : query.names()) {
      if (!names.contains(name)) {
        throw new Refusal(
            400,
            "EXTRA_PARAM_FOUND",
            "Extra parameter found",
            SandboxJson.object().put("param_name", name));
      }
    }
  }

  int number(String name, int otherwise, int least, int most) {
    String text = parameter(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw Refusal.parameter(name, name + " must be " + least + " to " + most);
    }
    return Integer.parseInt(text);
  }

  /** A time in a header, with its offset. */
  Optional<Instant> time(String header) {
    String text = headers.get(header);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      throw new Refusal(
          400,
          "INVALID_DATA",
          "the header is not a time with an offset",
          SandboxJson.object().put("header", header));
    }
  }

  /**
   * {@code X-EXTERNAL: Accounts.ERP_Key}: the modules whose records are named by an external field
   * in this call, and by which one.
   */
  Map<String, String> externals() {
    String header = headers.get("X-EXTERNAL");
    Map<String, String> fields = new HashMap<>();
    if (header != null) {
      for (String each : header.split(",")) {
        String[] parts = each.strip().split("\\.");
        if (parts.length != 2) {
          throw new Refusal(
              400,
              "INVALID_DATA",
              "Module.Field is expected",
              SandboxJson.object().put("header", "X-EXTERNAL"));
        }
        fields.put(parts[0], parts[1]);
      }
    }
    return fields;
  }

  ObjectNode json() {
    try {
      if (SandboxJson.MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "INVALID_REQUEST", "the body is not JSON");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    throw new Refusal(400, "INVALID_DATA", "body: a JSON object is expected");
  }
}
