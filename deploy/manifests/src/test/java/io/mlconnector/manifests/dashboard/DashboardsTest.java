package io.mlconnector.manifests.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.manifests.dashboard.Dashboard.Panel;
import io.mlconnector.manifests.dashboard.Dashboard.Target;
import io.mlconnector.manifests.promql.Expr;
import io.mlconnector.manifests.promql.Series;
import io.mlconnector.manifests.render.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every panel of every dashboard, on the metrics of a run with a load, faults and a pause; the
 * pages are left in {@code target/dashboards}. See {@code deploy/dashboards/README.md}.
 */
class DashboardsTest {

  static final List<String> NAMES = Dashboard.NAMES;

  private static final Path RECORDING = Repository.ROOT.resolve("deploy/dashboards/run.gz");
  private static final Duration STEP = Duration.ofSeconds(10);

  private static Recording recording;

  @BeforeAll
  static void read() {
    Recording read = Recording.read(Path.of(System.getProperty("recording", RECORDING.toString())));
    String minute = System.getProperty("minute");
    Recording seen = minute == null ? read : read.until(Duration.ofMinutes(Long.parseLong(minute)));
    recording = seen.with(Alerts.atTheEndOf(seen));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyPanelIsDrawnAndHasSomethingToShow(String name) throws IOException {
    Dashboard dashboard = Dashboard.read(name);
    Path folder = Files.createDirectories(Path.of("target", "dashboards"));
    Files.writeString(folder.resolve(name + ".html"), new Drawing(recording, STEP).page(dashboard));

    assertThat(dashboard.panels())
        .allSatisfy(panel -> assertThat(faults(panel)).as(panel.title()).isEmpty());
  }

  /** For a comparison with the real Prometheus; see the README. */
  @Test
  @EnabledIfSystemProperty(named = "answers", matches = ".+")
  void answersAreWrittenDownToBeCompared() throws IOException {
    ArrayNode all = new ObjectMapper().createArrayNode();
    for (String name : NAMES) {
      for (Panel panel : Dashboard.read(name).panels()) {
        for (Target target : panel.targets()) {
          Expr expression = target.expression(recording.interval());
          for (int minute = 1; minute <= recording.end().toMinutes(); minute += 2) {
            ObjectNode answer = all.addObject();
            answer.put("expr", target.query(recording.interval())).put("at", minute + "m");
            ArrayNode samples = answer.putArray("samples");
            recording
                .at(expression, Duration.ofMinutes(minute))
                .forEach(
                    (labels, value) -> {
                      ObjectNode sample = samples.addObject().put("value", value);
                      labels.forEach(sample.putObject("labels")::put);
                    });
          }
        }
      }
    }
    Files.writeString(Path.of(System.getProperty("answers")), all.toString());
  }

  /** What is wrong with a panel. */
  private static List<String> faults(Panel panel) {
    List<String> faults = new ArrayList<>();
    for (Target target : panel.targets()) {
      Expr expression = target.expression(recording.interval());
      String unit = Units.of(expression);
      if (!Units.KNOWN.contains(panel.unit()) || !unit.isEmpty() && !unit.equals(panel.unit())) {
        faults.add("is in %s, not in %s".formatted(unit, panel.unit()));
      }
      target.named().stream()
          .filter(name -> !Target.kept(expression).contains(name))
          .forEach(name -> faults.add("has a legend with %s, which is gone".formatted(name)));
      for (Expr.Selector selector : expression.selectors()) {
        if (!panel.mayBeEmpty() && asked(selector).isEmpty()) {
          faults.add("finds nothing by " + selector);
        }
      }
    }
    if (panel.type().equals("timeseries") && !panel.mayBeEmpty()) {
      Plot plot = new Drawing(recording, STEP).lines(panel);
      if (!plot.hasData()) {
        faults.add("has no data");
      }
    }
    return faults;
  }

  private static List<Series> asked(Expr.Selector selector) {
    return recording.series().getOrDefault(selector.metric(), List.of()).stream()
        .filter(one -> selector.fits(one.labels()))
        .toList();
  }

  @Test
  void aWrongQueryLabelOrUnitIsFound() {
    Panel good = panel("sum by (service) (rate(mlconnector_published_total[1m]))", "ops");
    assertThat(faults(good)).isEmpty();

    String rate = "sum by (%s) (rate(%s[1m]))";
    assertThat(faults(panel(rate.formatted("service", "mlconnector_nothing_total"), "ops")))
        .anyMatch(fault -> fault.contains("finds nothing"));
    assertThat(
            faults(
                panel(
                    rate.formatted("service", "mlconnector_published_total{stream=\"gone\"}"),
                    "ops")))
        .anyMatch(fault -> fault.contains("finds nothing"));
    assertThat(faults(panel(rate.formatted("service", "mlconnector_published_total"), "s")))
        .containsExactly("is in ops, not in s");
    assertThat(faults(panel("max by (service) (mlconnector_outbox_oldest_seconds)", "short")))
        .contains("is in s, not in short");
    assertThat(faults(panel("sum(rate(mlconnector_published_total[1m]))", "ops")))
        .containsExactly("has a legend with service, which is gone");
    Panel alike = panel("sum by (service, pod) (rate(mlconnector_published_total[1m]))", "ops");
    assertThatThrownBy(() -> faults(alike)).hasMessageContaining("Two lines are called");
    Panel broken = panel("sum by (service (rate(x[1m]))", "ops");
    assertThatThrownBy(() -> faults(broken)).hasMessageContaining("Unexpected");
  }

  private static Panel panel(String expression, String unit) {
    ObjectNode panel =
        (ObjectNode)
            Dashboard.read("overview").panels().stream()
                .filter(each -> each.title().equals("Changes in"))
                .findFirst()
                .orElseThrow()
                .json()
                .deepCopy();
    ((ObjectNode) panel.at("/targets/0")).put("expr", expression);
    ((ObjectNode) panel.at("/fieldConfig/defaults")).put("unit", unit);
    return new Panel(panel);
  }

  @Test
  void aLineWithoutAnyValueLeavesTheOthersTheirScale() {
    Map<String, double[]> lines =
        Map.of("a", new double[] {Double.NaN, Double.NaN}, "b", new double[] {1, 3});

    assertThat(new Plot(panel("up", "short"), lines, STEP).draw(600, 300))
        .contains(">4</text>")
        .doesNotContain("NaN", ">–</text>");
  }

  @Test
  void theRecordingIsSmallEnoughToBeKept() throws IOException {
    assertThat(Files.size(RECORDING)).isLessThan(300_000);
  }

  @Test
  void linksLeadToPagesAndVariablesThatThereAre() {
    for (String name : NAMES) {
      Dashboard dashboard = Dashboard.read(name);
      List<String> variables = dashboard.json().at("/templating/list").findValuesAsText("name");
      String text = dashboard.json().toString();
      assertThat(variables).contains("datasource", "namespace", "console", "runbooks");
      assertThat(dashboard.json().path("links").findValuesAsText("url"))
          .contains("${console}", "${runbooks}/README.md");
      Stream.of("console", "runbooks", "datasource")
          .forEach(one -> assertThat(text).contains("${" + one + "}"));
      assertThat(dashboard.panels())
          .filteredOn(panel -> !panel.isRow())
          .allSatisfy(
              panel ->
                  panel
                      .targets()
                      .forEach(
                          target ->
                              target
                                  .expression(recording.interval())
                                  .selectors()
                                  .forEach(selector -> isOfTheNamespace(panel, selector))));
    }
  }

  private static void isOfTheNamespace(Panel panel, Expr.Selector selector) {
    if (!selector.metric().equals("ALERTS")) {
      assertThat(selector.matchers())
          .as(panel.title())
          .anyMatch(matcher -> matcher.label().equals("namespace"));
    }
  }

  @Test
  void numbersAreWrittenAsGrafanaWritesThem() {
    assertThat(
            Stream.of("0.0123 s", "90 s", "7200 s", "1536 bytes", "0.42 percentunit", "1200 short")
                .map(each -> each.split(" "))
                .map(each -> Units.write(Double.parseDouble(each[0]), each[1])))
        .containsExactly("12.3 ms", "1.50 min", "2 hour", "1.50 KiB", "42 %", "1.20 K");
    assertThat(Map.of("", Units.write(Double.NaN, "s"))).containsValue("–");
  }
}
