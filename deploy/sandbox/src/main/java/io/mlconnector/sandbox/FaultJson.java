package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Faults as JSON; every wrong member is refused by name. */
final class FaultJson {

  private FaultJson() {}

  static Fault read(ObjectNode body) {
    Fault fault = Fault.of(FaultKind.ofWireName(body.path("kind").asText()));
    double probability = 1;
    long seed = 1;
    for (Iterator<Map.Entry<String, JsonNode>> each = body.fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> member = each.next();
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "kind" -> {}
        case "vendor" -> fault = fault.on(value.asText());
        case "method" -> fault = fault.method(value.asText());
        case "path" -> fault = fault.path(regex(value.asText()));
        case "times" -> fault = fault.times(times(value));
        case "probability" -> probability = value.asDouble();
        case "seed" -> seed = value.asLong();
        case "status" -> fault = fault.status(number("status", value));
        case "retryAfter" -> fault = fault.retryAfter(value.asText());
        case "megabytes" -> fault = fault.megabytes(number("megabytes", value));
        case "trickle" -> fault = fault.trickle(duration(value.asText()));
        case "after" -> fault = fault.after(number("after", value));
        default ->
            throw new BadCommand(
                member.getKey()
                    + ": unknown; known are kind, vendor, method, path, times, probability, seed,"
                    + " status, retryAfter, megabytes, trickle, after");
      }
    }
    return fault.probability(probability, seed);
  }

  static ObjectNode write(Faults.Rule rule) {
    Fault fault = rule.fault();
    ObjectNode json = SandboxJson.object();
    json.put("id", rule.id());
    json.put("kind", fault.kind().wireName());
    json.put("vendor", fault.vendor());
    json.put("method", fault.method());
    json.put("path", fault.path() == null ? null : fault.path().pattern());
    json.put("probability", fault.probability());
    json.put("fired", rule.fired());
    if (rule.left() == Fault.FOREVER) {
      json.put("left", "forever");
    } else {
      json.put("left", rule.left());
    }
    return json;
  }

  private static int times(JsonNode value) {
    return value.asText().equals("forever") ? Fault.FOREVER : number("times", value);
  }

  private static int number(String name, JsonNode value) {
    if (!value.canConvertToInt()) {
      throw new BadCommand(name + ": a whole number is expected, not " + value);
    }
    return value.intValue();
  }

  private static String regex(String text) {
    try {
      return java.util.regex.Pattern.compile(text).pattern();
    } catch (PatternSyntaxException e) {
      throw new BadCommand("path: not a regular expression: " + e.getDescription());
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new BadCommand("trickle: a duration like \"PT0.2S\" is expected, not " + text);
    }
  }
}
