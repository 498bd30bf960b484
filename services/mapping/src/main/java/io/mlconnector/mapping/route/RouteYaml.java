package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML with a list of {@code routes:}. */
public final class RouteYaml {

  private static final int MAX_CHARACTERS = 4 << 20;

  private RouteYaml() {}

  /**
   * Reads all routes of a file.
   *
   * @throws Problem with line and column where it is no YAML, and with every problem of form
   */
  public static List<Route> read(String yaml) {
    Problems problems = new Problems();
    List<Route> routes = new ArrayList<>();
    JsonNode list = tree(yaml).path("routes");
    if (!list.isArray()) {
      throw wrong("routes", "is missing: the file holds a list below 'routes:'");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String name = list.get(i).path("name").asText("");
      String path = "routes[" + i + "]" + (name.isEmpty() ? "" : " (" + name + ")");
      routes.add(RouteDocuments.read(list.get(i), path, problems));
      if (!name.isEmpty() && !names.add(name)) {
        problems.error(path + ".name", "is used twice in this file: rename one of the two routes");
      }
    }
    problems.check();
    return routes;
  }

  private static JsonNode tree(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(50);
    options.setCodePointLimit(MAX_CHARACTERS);
    try {
      Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
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

  private static Problem wrong(String where, String what) {
    return Problem.invalid("The routes are not taken", List.of(new FieldError(where, what)));
  }
}
