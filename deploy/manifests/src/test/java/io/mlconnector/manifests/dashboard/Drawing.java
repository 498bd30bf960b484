package io.mlconnector.manifests.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.dashboard.Dashboard.Panel;
import io.mlconnector.manifests.dashboard.Dashboard.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A dashboard on a recording, as a page: Grafana's grid, its units, legends and thresholds. */
final class Drawing {

  /** Grafana's grid at a width of 1,600 pixels. */
  private static final int WIDTH = 1600;

  private static final int COLUMNS = 24;
  private static final int UNIT = 30;
  private static final int GAP = 8;

  private static final String STYLE =
      """
      body{margin:0;background:#111217;color:#ccccdc;font:13px sans-serif;position:relative}
      .p{position:absolute;background:#181b1f;border:1px solid #2a2d33;border-radius:2px;
        overflow:hidden;box-sizing:border-box}
      .t{font-weight:600;padding:5px 8px 0;height:19px;overflow:hidden;white-space:nowrap}
      .row{border:0;background:none}.none{padding:20px;text-align:center;color:#8e8e99}
      .big{display:flex;align-items:center;justify-content:center;font-size:34px;
        font-weight:600;position:absolute;inset:26px 0 0 0;text-align:center}
      table{border-collapse:collapse;width:calc(100% - 16px);margin:4px 8px}
      th{text-align:left;color:#6e9fff;font-weight:500}td,th{padding:2px 6px;border-bottom:1px
        solid #24272d}.l td,.l th{border:0;padding:0 4px;font-size:12px;white-space:nowrap}
      .l{position:absolute;bottom:4px;width:calc(100% - 16px)}.l .n{text-align:right}
      .l div{overflow:hidden;text-overflow:ellipsis}a{color:#6e9fff;text-decoration:none}
      """;

  private final Recording recording;
  private final Duration step;

  Drawing(Recording recording, Duration step) {
    this.recording = recording;
    this.step = step;
  }

  /** The whole page. */
  String page(Dashboard dashboard) {
    StringBuilder body = new StringBuilder();
    int bottom = 0;
    for (Panel panel : dashboard.panels()) {
      JsonNode at = panel.json().path("gridPos");
      double column = (WIDTH + GAP) / (double) COLUMNS;
      int height = at.path("h").asInt() * (UNIT + GAP) - GAP;
      int top = at.path("y").asInt() * (UNIT + GAP) + GAP;
      int width = (int) (at.path("w").asInt() * column - GAP);
      bottom = Math.max(bottom, top + height);
      body.append(
          "<div class=\"p%s\" style=\"left:%dpx;top:%dpx;width:%dpx;height:%dpx\">"
              .formatted(
                  panel.isRow() ? " row" : "",
                  (int) (at.path("x").asInt() * column) + GAP,
                  top,
                  width,
                  height));
      body.append("<div class=t>%s</div>".formatted(escaped(panel.title())));
      body.append(inside(panel, width, height)).append("</div>\n");
    }
    return "<!doctype html><meta charset=utf-8><title>%s</title><style>%s</style><body style=\"width:%dpx;height:%dpx\">%s"
        .formatted(
            escaped(dashboard.json().path("title").asText()),
            STYLE,
            WIDTH + 2 * GAP,
            bottom + GAP,
            body);
  }

  private String inside(Panel panel, int width, int height) {
    return switch (panel.type()) {
      case "row" -> "";
      case "stat" -> stat(panel);
      case "table" -> table(panel);
      case "timeseries" -> lines(panel).draw(width, height);
      default -> throw new IllegalArgumentException("Not drawn: " + panel.type());
    };
  }

  /** The lines of a panel, by their names in the legend. */
  Plot lines(Panel panel) {
    Map<String, double[]> lines = new TreeMap<>();
    for (Target target : panel.targets()) {
      recording
          .ask(target.expression(recording.interval()), step)
          .forEach(
              (labels, values) -> {
                if (lines.put(target.legend(labels), values) != null) {
                  throw new IllegalArgumentException(
                      "Two lines are called %s".formatted(target.legend(labels)));
                }
              });
    }
    return new Plot(panel, lines, step);
  }

  /** The values of a panel that shows one moment: the end of the recording. */
  Map<Map<String, String>, Double> values(Panel panel) {
    return recording.at(panel.targets().get(0).expression(recording.interval()), recording.end());
  }

  private String stat(Panel panel) {
    boolean named = panel.json().at("/options/textMode").asText().equals("name");
    List<String> texts = new ArrayList<>();
    double most = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Map<String, String>, Double> one : values(panel).entrySet()) {
      most = Math.max(most, one.getValue());
      texts.add(
          named
              ? panel.targets().get(0).legend(one.getKey())
              : Units.write(one.getValue(), panel.unit()));
    }
    if (texts.isEmpty()) {
      texts.add(panel.json().at("/fieldConfig/defaults/noValue").asText("No data"));
    }
    String colour = Plot.colour(panel, most);
    boolean filled = panel.json().at("/options/colorMode").asText().equals("background");
    int size = named && String.join(" ", texts).length() > 8 ? 20 : 34;
    return "<div class=big style=\"%s:%s;font-size:%dpx%s\">%s</div>"
        .formatted(
            filled ? "background" : "color",
            colour,
            size,
            filled ? ";color:#fff" : "",
            escaped(String.join(", ", texts)));
  }

  private String table(Panel panel) {
    JsonNode columns = panel.json().at("/transformations/0/options/renameByName");
    StringBuilder html = new StringBuilder("<table><tr>");
    columns.forEach(name -> html.append("<th>").append(escaped(name.asText())));
    List<List<String>> rows = new ArrayList<>();
    for (Map<String, String> labels : values(panel).keySet()) {
      List<String> row = new ArrayList<>();
      columns.fieldNames().forEachRemaining(name -> row.add(labels.getOrDefault(name, "")));
      rows.add(row);
    }
    rows.sort((a, b) -> a.toString().compareTo(b.toString()));
    for (List<String> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(escaped(cell)));
    }
    html.append("</table>");
    return rows.isEmpty() ? html + "<div class=none>Nothing</div>" : html.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
