package io.mlconnector.console.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.console.story.FieldStory.Rule;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What versions of routes say of a field; each page of a route's versions is asked for once. */
final class Rules {

  private static final List<String> PLACES = List.of("fields", "onRemoved");

  private final Actions actions;
  private final Directory directory;
  private final Map<String, List<JsonNode>> versions = new HashMap<>();

  Rules(Actions actions, Directory directory) {
    this.actions = actions;
    this.directory = directory;
  }

  /** The rule by which a step wrote a field; null where no route did. */
  Rule of(Step step, String field) {
    if (step.route() == null) {
      return null;
    }
    for (int page = 0; ; page++) {
      List<JsonNode> all = page(step.route(), page);
      for (JsonNode version : all) {
        if (is(version, step)) {
          int number = version.path("version").asInt();
          return rule(
              step.route(), number, step.routeVersion() != null, version.path("route"), field);
        }
      }
      if (all.isEmpty()) {
        int number = step.routeVersion() == null ? 0 : step.routeVersion();
        return new Rule(step.route(), number, number > 0, null, null, List.of());
      }
    }
  }

  /** The version that the step names, or the one that was the newest when it was taken. */
  private static boolean is(JsonNode version, Step step) {
    return step.routeVersion() != null
        ? version.path("version").asInt() == step.routeVersion()
        : !Instant.parse(version.path("at").asText()).isAfter(step.at());
  }

  /** Live routes that write the field of the object. */
  List<Rule> writing(String connection, String object, String field) {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode stored : actions.read(directory.mapping(), "/api/routes")) {
      JsonNode route = stored.path("route");
      if (route.at("/to/connection").asText().equals(connection)
          && route.at("/to/object").asText().equals(object)
          && route.path("state").asText().equals("live")) {
        Rule rule =
            rule(route.path("name").asText(), stored.path("version").asInt(), true, route, field);
        if (rule.value() != null) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  private static Rule rule(String name, int version, boolean exact, JsonNode route, String field) {
    for (String place : PLACES) {
      JsonNode rule = route.path(place).path(field);
      if (rule.isTextual()) {
        return new Rule(name, version, exact, rule.asText(), "always", options(place));
      }
      if (rule.isObject()) {
        List<String> options = options(place);
        rule.properties().stream()
            .filter(each -> !List.of("value", "write").contains(each.getKey()))
            .forEach(each -> options.add(each.getKey() + ": " + text(each.getValue())));
        return new Rule(
            name,
            version,
            exact,
            rule.path("value").asText(),
            rule.path("write").asText("always"),
            options);
      }
    }
    return new Rule(name, version, exact, null, null, List.of());
  }

  private static List<String> options(String place) {
    return new ArrayList<>(
        place.equals("onRemoved") ? List.of("when the record is gone at its source") : List.of());
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private List<JsonNode> page(String route, int page) {
    return versions.computeIfAbsent(
        route + " " + page,
        any -> {
          List<JsonNode> all = new ArrayList<>();
          try {
            actions
                .read(
                    directory.mapping(),
                    "/api/routes/%s/versions?page=%d".formatted(Urls.encoded(route), page))
                .forEach(all::add);
          } catch (Problem e) {
            // A route that is gone with its versions; the step still says which it was.
            if (e.status() != 404) {
              throw e;
            }
          }
          return all;
        });
  }
}
