package io.mlconnector.console.live;

import io.mlconnector.console.ledger.Counters;
import io.mlconnector.console.ledger.Counters.Bar;
import io.mlconnector.console.live.Samples.Point;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Throughput, lag and waits over the last hour and day. */
@ApplicationScoped
public class LiveDesk {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HALF_HOUR = Duration.ofMinutes(30);
  private static final int HOUR = 60;
  private static final int DAY = 48;

  private final Counters counters;
  private final Samples samples;

  public LiveDesk(Counters counters, Samples samples) {
    this.counters = counters;
    this.samples = samples;
  }

  /** The samples of all connections. */
  record Spans(Map<String, List<Point>> hour, Map<String, List<Point>> day) {}

  Spans spans() {
    return new Spans(samples.over(MINUTE, HOUR), samples.over(HALF_HOUR, DAY));
  }

  Charts hour(String connection, Spans spans) {
    return Charts.of(
        "The last hour, by minute",
        MINUTE,
        throughput(connection, "hour"),
        spans.hour().getOrDefault(connection, Samples.none(HOUR)));
  }

  Charts day(String connection, Spans spans) {
    return Charts.of(
        "The last day, by half an hour",
        HALF_HOUR,
        throughput(connection, "day"),
        spans.day().getOrDefault(connection, Samples.none(DAY)));
  }

  /**
   * Writes of a connection.
   *
   * @param connection empty for all
   * @param over {@code hour}, by minute, or {@code day}, by half an hour
   */
  public List<Bar> throughput(String connection, String over) {
    return switch (over) {
      case "hour" -> counters.over(connection, MINUTE, HOUR);
      case "day" -> counters.over(connection, HALF_HOUR, DAY);
      default -> throw wrong(over);
    };
  }

  /** Lag and waits of a connection over the same pieces of time. */
  public List<Point> standing(String connection, String over) {
    return switch (over) {
      case "hour" -> samples.over(MINUTE, HOUR).getOrDefault(connection, Samples.none(HOUR));
      case "day" -> samples.over(HALF_HOUR, DAY).getOrDefault(connection, Samples.none(DAY));
      default -> throw wrong(over);
    };
  }

  private static Problem wrong(String over) {
    return Problem.badRequest("over: must be hour or day, and is " + over);
  }
}
