package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.promql.Expr;
import io.mlconnector.manifests.promql.Parser;
import io.mlconnector.manifests.render.Kustomize;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Resource;
import io.mlconnector.manifests.render.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  private static final Map<String, Set<String>> KNOWN = Metrics.labels();
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  @Test
  void theTableHasTheMetricsOfTheCodeAndNoOthers() {
    assertThat(Metrics.documented()).containsExactlyInAnyOrderEntriesOf(Metrics.inCode());
    assertThat(Metrics.inCode()).hasSizeGreaterThan(20);
  }

  @Test
  void rulesAskForMetricsAndLabelsThatThereAre() {
    List<String> expressions =
        Yaml.file(Repository.K8S.resolve("monitoring").resolve("rules.yaml"))
            .findValuesAsText("expr");

    assertThat(expressions).isNotEmpty().allSatisfy(MetricsTest::asksForWhatThereIs);
  }

  @Test
  void scalersAskForMetricsAndLabelsThatThereAre() {
    List<Resource> scalers =
        Kustomize.render(Repository.overlay("prod")).stream()
            .filter(each -> each.kind().equals("ScaledObject"))
            .toList();

    assertThat(scalers)
        .isNotEmpty()
        .allSatisfy(
            scaler ->
                assertThat(scaler.json().findValuesAsText("query"))
                    .allSatisfy(MetricsTest::asksForWhatThereIs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overview", "connection", "mapping", "delivery"})
  void dashboardsAskForMetricsAndLabelsThatThereAre(String name) {
    JsonNode dashboard =
        Yaml.file(
            Repository.K8S.resolve("monitoring").resolve("dashboards").resolve(name + ".json"));
    Set<String> variables = new TreeSet<>();
    dashboard.at("/templating/list").forEach(each -> variables.add(each.path("name").asText()));

    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String expression = target.path("expr").asText();
        Pattern.compile("\\$(\\w+)")
            .matcher(expression)
            .results()
            .filter(variable -> !variable.group(1).equals("__rate_interval"))
            .forEach(variable -> assertThat(variables).contains(variable.group(1)));
        asksForWhatThereIs(
            expression.replace("$__rate_interval", "1m").replaceAll("\\$\\w+", "any"));
      }
    }
    Stream<String> queries =
        dashboard
            .at("/templating/list")
            .valueStream()
            .map(each -> each.at("/query/query").asText());
    queries
        .filter(query -> !query.isEmpty())
        .forEach(
            query -> {
              var asked = LABEL_VALUES.matcher(query);
              assertThat(asked.matches()).as(query).isTrue();
              has(asked.group(1), asked.group(2));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"overview", "connection", "mapping", "delivery"})
  void dashboardsHaveTitlesUnitsAndPanelsThatDoNotOverlap(String name) {
    JsonNode dashboard =
        Yaml.file(
            Repository.K8S.resolve("monitoring").resolve("dashboards").resolve(name + ".json"));
    Set<String> cells = new TreeSet<>();
    Set<Integer> ids = new TreeSet<>();

    assertThat(dashboard.path("uid").asText()).isEqualTo("ml-connector-" + name);
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("title").asText()).isNotBlank();
      JsonNode at = panel.path("gridPos");
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        assertThat(x).isLessThan(24);
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(cells.add(x + "," + y)).as("%s at %d,%d", panel.path("title"), x, y).isTrue();
        }
      }
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("description").asText()).isNotBlank();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        assertThat(panel.path("targets")).isNotEmpty();
      }
    }
  }

  private static void asksForWhatThereIs(String expression) {
    Expr parsed = Parser.parse(expression);
    for (Expr.Selector selector : parsed.selectors()) {
      selector.matchers().forEach(matcher -> has(selector.metric(), matcher.label()));
      has(selector.metric(), "service");
    }
  }

  private static void has(String metric, String label) {
    Set<String> others = Metrics.OTHERS.get(metric);
    assertThat(others == null ? KNOWN.keySet() : Set.of(metric)).contains(metric);
    Set<String> labels = new TreeSet<>(others == null ? KNOWN.get(metric) : others);
    labels.addAll(Metrics.ADDED);
    assertThat(labels).as(metric).contains(label);
  }
}
