package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML with a list of {@code routes:}, of {@code defaults:}, or both. */
public final class RouteYaml {

  private static final Set<String> DEFAULTS =
      new LinkedHashSet<>(
          List.of(
              "from",
              "to",
              "state",
              "createFields",
              "accountNumbers",
              "also",
              "gather",
              "acrossEnvironments"));
  private static final int MAX_CHARACTERS = 4 << 20;

  /** Five in each of ten lists would be ten million; nobody writes more than a few. */
  private static final int MAX_ALIASES = 10;

  private static final int MAX_DEPTH = 30;

  private RouteYaml() {}

  /**
   * The shipped routes between two connections.
   *
   * @param createFields whether the custom fields that they need are made in the target
   * @param accountNumbers entities whose routes get {@code externalId: account-number}
   * @param also names of shipped routes that stay off unless they are named here
   * @param acrossEnvironments whether the connections may be of different environments
   * @param gather for how long rows gather in the tables that are filled; null for as shipped
   */
  public record Defaults(
      String from,
      String to,
      RouteState state,
      boolean createFields,
      List<String> accountNumbers,
      List<String> also,
      String gather,
      boolean acrossEnvironments) {

    /** As shipped, in the state plan. */
    static Defaults between(String from, String to) {
      return new Defaults(from, to, RouteState.PLAN, false, List.of(), List.of(), null, false);
    }
  }

  /** What a file says; a route takes the place of a default of its name. */
  public record File(List<Defaults> defaults, List<Route> routes) {}

  /**
   * Reads a file.
   *
   * @throws Problem with line and column where it is no YAML, and with every problem of form
   */
  public static File read(String yaml) {
    Problems problems = new Problems();
    JsonNode file = tree(yaml);
    if (!file.has("routes") && !file.has("defaults")) {
      throw wrong("routes", "is missing: the file holds a list below 'routes:' or 'defaults:'");
    }
    File read = new File(defaults(file, problems), routes(file, problems));
    problems.check();
    return read;
  }

  private static List<Defaults> defaults(JsonNode file, Problems problems) {
    List<Defaults> defaults = new ArrayList<>();
    JsonNode list = list(file, "defaults", problems);
    for (int i = 0; i < list.size(); i++) {
      defaults.add(defaults(list.get(i), "defaults[" + i + "]", problems));
    }
    return defaults;
  }

  /** Reads one member of {@code defaults:}, or the same by REST. */
  static Defaults defaults(JsonNode node, String path, Problems problems) {
    if (node == null || !node.isObject()) {
      problems.error(
          path.isEmpty() ? "body" : path,
          "must be an object, such as {from: fusion-prod, to: zendesk-prod}");
      return Defaults.between(null, null);
    }
    Members members = Members.of(node, path, DEFAULTS, problems);
    String state = members.optional("state");
    return new Defaults(
        members.required("from", "name the connection that records come from"),
        members.required("to", "name the connection that records go to"),
        RouteState.named(state == null ? RouteState.PLAN.text() : state)
            .orElseGet(
                () -> {
                  problems.error(
                      members.at("state"), "must be draft, plan, live or paused, not " + state);
                  return RouteState.PLAN;
                }),
        members.flag("createFields"),
        members.texts("accountNumbers"),
        members.texts("also"),
        members.optional("gather"),
        members.flag("acrossEnvironments"));
  }

  private static JsonNode list(JsonNode file, String name, Problems problems) {
    JsonNode list = file.path(name);
    if (!list.isMissingNode() && !list.isArray()) {
      problems.error(name, "must be a list");
    }
    return list.isArray() ? list : MissingNode.getInstance();
  }

  private static List<Route> routes(JsonNode file, Problems problems) {
    List<Route> routes = new ArrayList<>();
    JsonNode list = list(file, "routes", problems);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String name = list.get(i).path("name").asText("");
      String path = "routes[" + i + "]" + (name.isEmpty() ? "" : " (" + name + ")");
      routes.add(RouteDocuments.read(list.get(i), path, problems));
      if (!name.isEmpty() && !names.add(name)) {
        problems.error(path + ".name", "is used twice in this file: rename one of the two routes");
      }
    }
    return routes;
  }

  static JsonNode tree(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARACTERS);
    try {
      Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
      bounded(loaded, 0);
      return CanonicalJson.mapper().valueToTree(loaded == null ? Map.of() : loaded);
    } catch (MarkedYAMLException e) {
      String where =
          e.getProblemMark() == null
              ? "yaml"
              : "line %d, column %d"
                  .formatted(e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1);
      throw wrong(where, "is not YAML: " + e.getProblem());
    } catch (YAMLException | IllegalArgumentException e) {
      throw wrong("yaml", "is not YAML: " + e.getMessage());
    }
  }

  /** An alias may name what it stands in, and go round for ever. */
  private static void bounded(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("yaml", "is nested more than %d deep, or in a circle".formatted(MAX_DEPTH));
    }
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(member -> bounded(member, depth + 1));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> bounded(item, depth + 1));
    }
  }

  private static Problem wrong(String where, String what) {
    return Problem.invalid("The routes are not taken", List.of(new FieldError(where, what)));
  }
}
