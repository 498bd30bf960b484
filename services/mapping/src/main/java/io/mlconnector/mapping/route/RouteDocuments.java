package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.mapping.expression.ExternalIdScheme;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Between route documents and routes. Reading notes every problem of form, not only the first. */
public final class RouteDocuments {

  /** Room for the names of two connections, as those of the shipped routes have. */
  private static final int MAX_NAME = 150;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final String RESERVED = "defaults";
  private static final Set<String> ROUTE =
      ordered(
          "name",
          "mirror",
          "from",
          "to",
          "match",
          "fields",
          "policies",
          "onRemoved",
          "state",
          "externalId",
          "firstN",
          "each",
          "table",
          "acrossEnvironments");
  private static final Set<String> FROM = ordered("connection", "entity", "when");
  private static final Set<String> TO = ordered("connection", "object");
  private static final Set<String> FIELD =
      ordered("value", "write", "clear", "pair", "conflict", "type", "caption", "role", "key");
  private static final String WRITES =
      Arrays.stream(When.values()).map(FieldRule::text).collect(Collectors.joining(", "));
  private static final String STATES =
      Arrays.stream(RouteState.values()).map(RouteState::text).collect(Collectors.joining(", "));

  private RouteDocuments() {}

  /** The document of a route. */
  public static String text(Route route) {
    return CanonicalJson.text(route);
  }

  /**
   * Reads a document.
   *
   * @param path put before every problem's field; empty for a single document
   * @return the route, with empty parts where problems were noted
   */
  public static Route read(JsonNode document, String path, Problems problems) {
    Members route = Members.of(document, path, ROUTE, problems);
    if (!document.isObject()) {
      problems.error(path.isEmpty() ? "route" : path, "must be an object");
    }
    String name = route.required("name", "give the route a name, such as customers-to-zendesk");
    if (name != null && (name.length() > MAX_NAME || !NAME.matcher(name).matches())) {
      problems.error(
          route.at("name"),
          "must be lower case letters, digits and dashes, at most %d: %s"
              .formatted(MAX_NAME, name));
    }
    if (RESERVED.equals(name)) {
      problems.error(route.at("name"), "is the address of the shipped routes; choose another");
    }
    return new Route(
        name,
        from(route, problems),
        to(route, problems),
        route.texts("match"),
        route.map("fields", (field, rule) -> rule(rule, field, problems)),
        route.map("policies", (field, value) -> policy(value, field, problems)),
        route.map("onRemoved", (field, rule) -> rule(rule, field, problems)),
        state(route, problems),
        externalId(route, problems),
        firstN(route, problems),
        MirrorDocuments.mirror(route, problems),
        route.optional("each"),
        TableDocuments.table(route, problems),
        route.flag("acrossEnvironments"));
  }

  /** Reads a stored document, which was checked when it was saved. */
  public static Route stored(String document) {
    Problems problems = new Problems();
    Route route = read(CanonicalJson.read(document, JsonNode.class), "", problems);
    problems.check();
    return route;
  }

  private static Route.From from(Members route, Problems problems) {
    need(route, "from", "name the connection and the entity that records come from", problems);
    Members from = Members.of(route.child("from"), route.at("from"), FROM, problems);
    if (!route.child("from").isObject()) {
      return new Route.From(null, null, null);
    }
    return new Route.From(
        from.required("connection", "name the connection that records come from"),
        from.required("entity", "name an entity, such as customer"),
        from.optional("when"));
  }

  private static Route.To to(Members route, Problems problems) {
    need(route, "to", "name the connection and the object that records go to", problems);
    Members to = Members.of(route.child("to"), route.at("to"), TO, problems);
    if (!route.child("to").isObject()) {
      return new Route.To(null, null);
    }
    return new Route.To(
        to.required("connection", "name the connection that records go to"),
        to.required("object", "name the target object, such as organization"));
  }

  private static void need(Members route, String name, String fix, Problems problems) {
    if (route.child(name).isMissingNode()) {
      problems.error(route.at(name), "is missing: " + fix);
    }
  }

  private static FieldRule rule(JsonNode rule, String path, Problems problems) {
    if (rule.isTextual()) {
      return FieldRule.of(rule.asText());
    }
    if (rule.isNumber() || rule.isBoolean()) {
      return FieldRule.of(rule.asText());
    }
    if (!rule.isObject()) {
      problems.error(
          path, "must be an expression, or an object with value, write, clear, pair and conflict");
      return null;
    }
    Members members = Members.of(rule, path, FIELD, problems);
    String value = members.required("value", "write an expression, such as \"name\"");
    boolean clear = members.child("clear").asBoolean(false);
    if (!members.child("clear").isMissingNode() && !members.child("clear").isBoolean()) {
      problems.error(members.at("clear"), "must be true or false");
    }
    return new FieldRule(
        value,
        write(members, problems),
        clear,
        members.optional("pair"),
        MirrorDocuments.conflict(members, problems),
        TableDocuments.column(members, problems));
  }

  private static When write(Members rule, Problems problems) {
    String text = rule.optional("write");
    for (When when : When.values()) {
      if (text == null || FieldRule.text(when).equals(text)) {
        return when;
      }
    }
    problems.error(rule.at("write"), "must be one of " + WRITES + ", not '" + text + "'");
    return When.ALWAYS;
  }

  private static String policy(JsonNode value, String path, Problems problems) {
    if (value.isValueNode() && !value.isNull()) {
      return value.asText();
    }
    problems.error(path, "must be a text, a number, true or false");
    return null;
  }

  private static RouteState state(Members route, Problems problems) {
    String text = route.optional("state");
    if (text == null) {
      return RouteState.DRAFT;
    }
    return RouteState.named(text)
        .orElseGet(
            () -> {
              problems.error(
                  route.at("state"), "must be one of " + STATES + ", not '" + text + "'");
              return RouteState.DRAFT;
            });
  }

  private static ExternalIdScheme externalId(Members route, Problems problems) {
    String text = route.optional("externalId");
    if (text == null) {
      return null;
    }
    return ExternalIdScheme.named(text)
        .orElseGet(
            () -> {
              problems.error(
                  route.at("externalId"), "must be default or account-number, not '" + text + "'");
              return null;
            });
  }

  private static Integer firstN(Members route, Problems problems) {
    JsonNode node = route.child("firstN");
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isInt() || node.asInt() < 1) {
      problems.error(route.at("firstN"), "must be a whole number of at least 1");
      return null;
    }
    return node.asInt();
  }

  private static Set<String> ordered(String... names) {
    return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
  }

  /** A map's keys in order, for messages. */
  static String names(Map<String, ?> map) {
    return String.join(", ", map.keySet());
  }
}
