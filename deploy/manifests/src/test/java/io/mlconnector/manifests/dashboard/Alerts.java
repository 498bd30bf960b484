package io.mlconnector.manifests.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.promql.Evaluator;
import io.mlconnector.manifests.promql.Expr;
import io.mlconnector.manifests.promql.Parser;
import io.mlconnector.manifests.promql.Series;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the rules say of series, as Prometheus evaluates them: every so often, and over time. */
public final class Alerts {

  private Alerts() {}

  /** The rules by the names of their alerts. */
  public static Map<String, JsonNode> rules() {
    Map<String, JsonNode> rules = new TreeMap<>();
    Yaml.file(Repository.K8S.resolve("monitoring").resolve("rules.yaml"))
        .at("/spec/groups")
        .forEach(group -> group.path("rules").forEach(r -> rules.put(r.path("alert").asText(), r)));
    return rules;
  }

  /** The labels of what fires at the end, those of the rule included. */
  public static Set<Map<String, String>> firing(
      JsonNode rule, Map<String, List<Series>> series, Duration every, Duration end) {
    Expr expression = Parser.parse(rule.path("expr").asText());
    Duration hold = rule.has("for") ? Parser.duration(rule.path("for").asText()) : Duration.ZERO;
    Map<Map<String, String>, Duration> since = new HashMap<>();
    Duration last = Duration.ZERO;
    for (Duration at = Duration.ZERO; at.compareTo(end) <= 0; at = at.plus(every)) {
      Set<Map<String, String>> active = new HashSet<>();
      new Evaluator(series, at)
          .vector(expression)
          .keySet()
          .forEach(labels -> active.add(Evaluator.unnamed(labels)));
      since.keySet().retainAll(active);
      for (Map<String, String> labels : active) {
        since.putIfAbsent(labels, at);
      }
      last = at;
    }
    Set<Map<String, String>> firing = new HashSet<>();
    for (Map.Entry<Map<String, String>, Duration> one : since.entrySet()) {
      if (last.minus(one.getValue()).compareTo(hold) >= 0) {
        Map<String, String> all = new TreeMap<>(one.getKey());
        rule.path("labels").properties().forEach(l -> all.put(l.getKey(), l.getValue().asText()));
        firing.add(all);
      }
    }
    return firing;
  }

  /** The metric that Prometheus makes of what fires at the end of a recording. */
  static List<Series> atTheEndOf(Recording recording) {
    List<Series> all = new ArrayList<>();
    rules()
        .forEach(
            (name, rule) ->
                firing(rule, recording.series(), Duration.ofSeconds(15), recording.end())
                    .forEach(
                        labels -> {
                          Map<String, String> shown = new TreeMap<>(labels);
                          shown.put("alertname", name);
                          shown.put("alertstate", "firing");
                          long[] at = {recording.end().toMillis()};
                          all.add(new Series("ALERTS", shown, at, new double[] {1}));
                        }));
    return all;
  }
}
