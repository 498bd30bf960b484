package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.dashboard.Alerts;
import io.mlconnector.manifests.promql.Expr;
import io.mlconnector.manifests.promql.Parser;
import io.mlconnector.manifests.promql.Series;
import io.mlconnector.manifests.render.Repository;
import io.mlconnector.manifests.render.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert fires where it should, is silent where it should be, and has a page. */
class AlertsTest {

  private static final Path FOLDER = Repository.K8S.resolve("monitoring");
  private static final Path RUNBOOKS = Repository.ROOT.resolve("docs").resolve("runbooks");
  private static final JsonNode CASES = Yaml.file(FOLDER.resolve("rules.test.yaml")).path("tests");
  private static final Map<String, JsonNode> RULES = Alerts.rules();
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  static Stream<Arguments> cases() {
    return CASES
        .valueStream()
        .flatMap(
            test ->
                test.path("alert_rule_test")
                    .valueStream()
                    .map(
                        check ->
                            Arguments.of(
                                check.path("alertname").asText(),
                                check.path("eval_time").asText(),
                                test.path("input_series"),
                                check.path("exp_alerts"))));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("cases")
  void itFiresWhenItShouldAndOnlyThen(
      String alert, String time, JsonNode input, JsonNode expected) {
    List<Series> series =
        input
            .valueStream()
            .map(each -> Series.of(each.path("series").asText(), each.path("values").asText()))
            .toList();
    Set<Map<String, String>> labels = new HashSet<>();
    expected.forEach(each -> labels.add(texts(each.path("exp_labels"))));

    assertThat(
            Alerts.firing(
                RULES.get(alert),
                series.stream().collect(Collectors.groupingBy(Series::metric)),
                Duration.ofMinutes(1),
                Parser.duration(time)))
        .isEqualTo(labels);
  }

  @Test
  void everyAlertFiresOnceAndIsSilentOnce() {
    Set<String> fired = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    cases()
        .map(Arguments::get)
        .forEach(c -> (((JsonNode) c[3]).isEmpty() ? silent : fired).add((String) c[0]));

    assertThat(fired).isEqualTo(RULES.keySet());
    assertThat(silent).isEqualTo(RULES.keySet());
  }

  @Test
  void everyAlertHasARunbookAndEveryRunbookAnAlert() throws java.io.IOException {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .forEach(name -> pages.add(name.replace(".md", "")));
    }

    assertThat(pages).isEqualTo(RULES.keySet());
    RULES.forEach(
        (alert, rule) -> {
          String text = Yaml.text(RUNBOOKS.resolve(alert + ".md"));
          assertThat(rule.at("/annotations/runbook").asText())
              .isEqualTo("docs/runbooks/" + alert + ".md");
          assertThat(text)
              .as(alert)
              .startsWith("# " + alert + "\n")
              .contains(
                  "**What it means.**", "**What happens meanwhile.**", "**Look.**", "**Do.**");
        });
  }

  @Test
  void everyAlertSaysHowSevereItIsAndNamesLabelsThatItHas() {
    RULES.forEach(
        (alert, rule) -> {
          assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
          assertThat(rule.at("/labels/system").asText()).isEqualTo("ml-connector");
          Set<String> kept = kept(Parser.parse(rule.path("expr").asText()));
          var named = LABEL.matcher(rule.at("/annotations/summary").asText());
          while (named.find()) {
            assertThat(kept).as(alert).contains(named.group(1));
          }
        });
  }

  /** The labels that the result has; those of a bare selector are the scrape's. */
  private static Set<String> kept(Expr expression) {
    if (expression instanceof Expr.Aggregation aggregation) {
      return new TreeSet<>(aggregation.by());
    }
    if (expression instanceof Expr.Binary binary) {
      return kept(binary.left());
    }
    return Set.of("service", "pod", "job");
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(f -> texts.put(f.getKey(), f.getValue().asText()));
    return texts;
  }
}
