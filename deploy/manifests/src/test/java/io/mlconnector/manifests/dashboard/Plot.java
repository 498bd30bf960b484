package io.mlconnector.manifests.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.manifests.dashboard.Dashboard.Panel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Lines over time.
 *
 * @param lines values by name; NaN where there is none
 */
record Plot(Panel panel, Map<String, double[]> lines, Duration step) {

  private static final List<String> COLOURS =
      List.of(
          "#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#37a2eb", "#fade2a",
          "#96d98d", "#ffb357", "#8ab8ff", "#ff7383");

  private static final Map<String, String> NAMED =
      Map.of(
          "green", "#299c46",
          "orange", "#ff780a",
          "red", "#d44a3a",
          "blue", "#3274d9",
          "transparent", "transparent");

  private static final int LEFT = 62;
  private static final int TITLE = 26;
  private static final int AXIS = 18;
  private static final int LINE = 16;
  private static final int TICKS = 4;

  /** Whether it has a value anywhere. */
  boolean hasData() {
    return lines.values().stream().anyMatch(l -> Arrays.stream(l).anyMatch(v -> !Double.isNaN(v)));
  }

  /** The colour that a panel's thresholds give a value. */
  static String colour(Panel panel, double value) {
    String colour = "green";
    for (JsonNode one : panel.json().at("/fieldConfig/defaults/thresholds/steps")) {
      if (one.path("value").isNull() || value >= one.path("value").asDouble()) {
        colour = one.path("color").asText();
      }
    }
    return NAMED.get(colour);
  }

  String draw(int width, int height) {
    if (!hasData()) {
      return "<div class=none>No data</div>";
    }
    List<Map.Entry<String, double[]>> all =
        lines.entrySet().stream()
            .sorted(Comparator.comparing((Map.Entry<String, double[]> l) -> -most(l.getValue())))
            .toList();
    int shown = Math.min(all.size(), Math.max(2, (height - 150) / LINE));
    int bottom = height - TITLE - AXIS - (shown + 1) * LINE - 10;
    double top = ceiling();
    StringBuilder svg =
        new StringBuilder("<svg width=%d height=%d>".formatted(width, bottom + AXIS + 4));
    for (int i = 0; i <= TICKS; i++) {
      double y = bottom - (bottom - 8.0) * i / TICKS;
      svg.append(
          "<line x1=%d x2=%d y1=%.1f y2=%.1f stroke=#2a2d33 /><text x=%d y=%.1f fill=#8e8e99 font-size=11 text-anchor=end>%s</text>"
              .formatted(
                  LEFT,
                  width - 10,
                  y,
                  y,
                  LEFT - 6,
                  y + 4,
                  Units.write(top * i / TICKS, panel.unit())));
    }
    int points = all.get(0).getValue().length;
    for (long minute = 0; minute * 60_000 < points * step.toMillis(); minute += 2) {
      double x = x(minute * 60_000.0 / step.toMillis(), points, width);
      svg.append(
          "<text x=%.0f y=%d fill=#8e8e99 font-size=11 text-anchor=middle>%d min</text>"
              .formatted(x, bottom + 14, minute));
    }
    for (JsonNode one : panel.json().at("/fieldConfig/defaults/thresholds/steps")) {
      double at = one.path("value").asDouble();
      if (!one.path("value").isNull() && at <= top) {
        double y = bottom - (bottom - 8.0) * at / top;
        svg.append(
            "<line x1=%d x2=%d y1=%.1f y2=%.1f stroke=%s stroke-dasharray=6 />"
                .formatted(LEFT, width - 10, y, y, NAMED.get(one.path("color").asText())));
      }
    }
    StringBuilder legend =
        new StringBuilder("<table class=l><tr><th><th class=n>Last<th class=n>Max");
    double[] below = new double[points];
    for (int i = 0; i < all.size(); i++) {
      String colour = COLOURS.get(i % COLOURS.size());
      svg.append(path(all.get(i).getValue(), below, top, bottom, width, colour));
      if (i < shown) {
        legend.append(
            "<tr><td><div style=\"max-width:%dpx\"><b style=\"color:%s\">━</b> %s</div><td class=n>%s<td class=n>%s"
                .formatted(
                    width - 190,
                    colour,
                    Drawing.escaped(all.get(i).getKey())
                        + (i == shown - 1 && all.size() > shown
                            ? " … and %d more".formatted(all.size() - shown)
                            : ""),
                    Units.write(last(all.get(i).getValue()), panel.unit()),
                    Units.write(most(all.get(i).getValue()), panel.unit())));
      }
    }
    return svg + "</svg>" + legend + "</table>";
  }

  private String path(
      double[] values, double[] below, double top, int bottom, int width, String colour) {
    boolean stacked = stacked();
    StringBuilder path = new StringBuilder();
    boolean on = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        on = false;
        continue;
      }
      double value = stacked ? below[i] += values[i] : values[i];
      double y = bottom - (bottom - 8.0) * Math.max(0, Math.min(value, top)) / top;
      path.append("%s%.1f %.1f".formatted(on ? "L" : "M", x(i, values.length, width), y));
      on = true;
    }
    return "<path d=\"%s\" fill=none stroke=%s stroke-width=1.3 />".formatted(path, colour);
  }

  private static double x(double i, int points, int width) {
    return LEFT + (width - 10.0 - LEFT) * i / Math.max(1, points - 1);
  }

  private boolean stacked() {
    return panel.json().at("/fieldConfig/defaults/custom/stacking/mode").asText().equals("normal");
  }

  private double ceiling() {
    JsonNode max = panel.json().at("/fieldConfig/defaults/max");
    if (max.isNumber()) {
      return max.asDouble();
    }
    DoubleStream each =
        lines.values().stream().mapToDouble(Plot::most).filter(v -> !Double.isNaN(v));
    double most = stacked() ? each.sum() : each.max().orElse(1);
    if (most <= 0) {
      return 1;
    }
    double size = Math.pow(10, Math.floor(Math.log10(most)));
    for (double step : new double[] {1, 2, 4, 6, 8, 10}) {
      if (most <= step * size) {
        return step * size;
      }
    }
    return most;
  }

  private static double most(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(Double.NaN);
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }
}
