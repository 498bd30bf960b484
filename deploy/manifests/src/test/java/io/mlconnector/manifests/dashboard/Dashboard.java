package io.mlconnector.manifests.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.promql.Expr;
import io.mlconnector.manifests.promql.Parser;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard's JSON, with everything chosen that its variables offer. */
record Dashboard(String name, JsonNode json) {

  static final List<String> NAMES = List.of("overview", "connection", "mapping", "delivery");

  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String EMPTY = "Empty when all is well.";

  /** Grafana's: four scrapes, so that a rate has what it needs where one is missing. */
  private static final int SCRAPES = 4;

  static Dashboard read(String name) {
    return new Dashboard(
        name,
        Yaml.file(
            Repository.K8S.resolve("monitoring").resolve("dashboards").resolve(name + ".json")));
  }

  List<Panel> panels() {
    return json.path("panels").valueStream().map(Panel::new).toList();
  }

  /** A panel. */
  record Panel(JsonNode json) {

    String title() {
      return json.path("title").asText();
    }

    String type() {
      return json.path("type").asText();
    }

    String unit() {
      return json.at("/fieldConfig/defaults/unit").asText();
    }

    boolean isRow() {
      return type().equals("row");
    }

    /** Whether it is said to have nothing to show as long as nobody has to do anything. */
    boolean mayBeEmpty() {
      return json.path("description").asText().endsWith(EMPTY);
    }

    List<Target> targets() {
      return json.path("targets").valueStream().map(Target::new).toList();
    }
  }

  /** One query of a panel. */
  record Target(JsonNode json) {

    /**
     * The query, as Grafana asks it.
     *
     * @throws IllegalArgumentException where it is not PromQL
     */
    Expr expression(Duration scrape) {
      return Parser.parse(query(scrape));
    }

    /** The same as text. */
    String query(Duration scrape) {
      return json.path("expr")
          .asText()
          .replace("$__rate_interval", scrape.multipliedBy(SCRAPES).toSeconds() + "s")
          .replaceAll("\\$\\w+", ".*");
    }

    /** What the legend calls a line; a label that it has not is left out. */
    String legend(Map<String, String> labels) {
      return LABEL
          .matcher(json.path("legendFormat").asText())
          .replaceAll(name -> Matcher.quoteReplacement(labels.getOrDefault(name.group(1), "")))
          .strip();
    }

    /** The labels that the legend names. */
    List<String> named() {
      return LABEL
          .matcher(json.path("legendFormat").asText())
          .results()
          .map(name -> name.group(1))
          .toList();
    }

    /** The labels that lines of a query can have; empty where it keeps those of the metric. */
    static List<String> kept(Expr expression) {
      if (expression instanceof Expr.Aggregation aggregation) {
        return aggregation.by();
      }
      if (expression instanceof Expr.Binary binary) {
        return kept(binary.left());
      }
      return expression instanceof Expr.Call call && !call.arguments().isEmpty()
          ? kept(call.arguments().get(call.arguments().size() - 1))
          : List.of();
    }
  }
}
