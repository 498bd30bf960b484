package io.mlconnector.local;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The counters of one service, from its {@code /q/metrics} page.
 *
 * <p>Format: Prometheus text exposition, one sample per line.
 */
final class Metrics {

  private static final Pattern SAMPLE =
      Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(\\{(?<labels>.*)})? (?<value>\\S+)( \\d+)?");

  private final String page;

  Metrics(String page) {
    this.page = page;
  }

  /** Sums a counter by the values of one label; samples without the label are left out. */
  Map<String, Long> by(String label, String counter) {
    return by(label, counter, "");
  }

  /** The same over those samples only that have this text, such as {@code a="b"}, as a label. */
  Map<String, Long> by(String label, String counter, String with) {
    Pattern wanted = Pattern.compile("(^|,)" + Pattern.quote(label) + "=\"(?<value>[^\"]*)\"");
    Map<String, Long> sums = new TreeMap<>();
    for (String line : page.split("\n")) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches() && sample.group("name").equals(counter)) {
        String labels = sample.group("labels") == null ? "" : sample.group("labels");
        Matcher found = wanted.matcher(labels);
        if (labels.contains(with) && found.find()) {
          long value = (long) Double.parseDouble(sample.group("value"));
          sums.merge(found.group("value"), value, Long::sum);
        }
      }
    }
    return sums;
  }
}
