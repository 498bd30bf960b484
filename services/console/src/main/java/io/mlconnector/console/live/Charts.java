package io.mlconnector.console.live;

import io.mlconnector.console.ledger.Counters.Bar;
import io.mlconnector.console.live.Samples.Point;
import io.mlconnector.console.look.Times;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A connection's charts over one span of time.
 *
 * @param span in words, such as {@code The last hour}
 */
public record Charts(String span, Chart throughput, Chart lag, Chart waits) {

  /**
   * @param each how long a piece is; one longer than a minute does not say how it is now
   */
  static Charts of(String span, Duration each, List<Bar> bars, List<Point> points) {
    boolean now = each.toMinutes() <= 1;
    return new Charts(span, throughput(bars), lag(points, now), waits(points, now));
  }

  private static Chart throughput(List<Bar> bars) {
    long written = bars.stream().mapToLong(Bar::written).sum();
    long parked = bars.stream().mapToLong(Bar::parked).sum();
    return Chart.of(
        "Written",
        Chart.grouped(written) + (parked == 0 ? "" : ", %,d parked".formatted(parked)),
        parked == 0 ? "" : "bad",
        bars.stream().map(bar -> Map.of("", bar.written())).toList(),
        Chart::grouped);
  }

  private static Chart lag(List<Point> points, boolean live) {
    Point last = points.get(points.size() - 1);
    long most = points.stream().mapToLong(Point::lagSeconds).max().orElse(0);
    String now =
        most == 0
            ? "nothing was late"
            : (live ? time(last.lagSeconds()) + " now, " : "") + time(most) + " at most";
    return Chart.of(
        "Lag of the oldest queued",
        now,
        "",
        points.stream().map(point -> Map.of("", point.lagSeconds())).toList(),
        Charts::time);
  }

  private static Chart waits(List<Point> points, boolean live) {
    Map<String, Long> waits = new TreeMap<>();
    (live ? points.subList(points.size() - 1, points.size()) : points)
        .forEach(
            point -> point.waits().forEach((why, count) -> waits.merge(why, count, Math::max)));
    String now =
        waits.isEmpty()
            ? live ? "nothing now" : "nothing"
            : waits.entrySet().stream()
                    .map(each -> "%,d for %s".formatted(each.getValue(), words(each.getKey())))
                    .collect(Collectors.joining(", "))
                + (live ? "" : " at most");
    return Chart.of(
        "Waiting", now, "", points.stream().map(Charts::named).toList(), Chart::grouped);
  }

  private static Map<String, Long> named(Point point) {
    return point.waits().entrySet().stream()
        .collect(
            Collectors.toMap(
                each -> words(each.getKey()), Map.Entry::getValue, Long::sum, TreeMap::new));
  }

  /** What deliveries wait for, behind "for". */
  static String words(String reason) {
    return switch (reason) {
      case "parent" -> "a parent record";
      case "person" -> "a person's decision";
      case "table" -> "the next publish";
      case "job" -> "a job of the vendor";
      case "answer" -> "an answer that did not come";
      case "throttled" -> "the vendor's limits";
      case "unavailable" -> "the vendor to be back";
      case "unauthorized" -> "a valid sign-in";
      default -> reason.replace('_', ' ');
    };
  }

  private static String time(long seconds) {
    return Times.words(Duration.ofSeconds(seconds));
  }
}
