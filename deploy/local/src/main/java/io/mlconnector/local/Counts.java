package io.mlconnector.local;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many records have flowed since the services started.
 *
 * @param published changes that were published, by stream
 * @param delivered deliveries that ended as written or unchanged, by target object
 * @param parked what waits for a person, by stream or object
 * @param waiting deliveries on their way: for the vendor's quota, for a parent, or for their turn
 * @param secondsLeft how long those will take, as their owners see it; negative while nothing tells
 */
record Counts(
    Map<String, Long> published,
    Map<String, Long> delivered,
    Map<String, Long> parked,
    long waiting,
    long secondsLeft) {

  static final Counts NONE = new Counts(Map.of(), Map.of(), Map.of(), 0, -1);

  private static final int UNIT = 60;
  private static final int FEW = 2;

  Counts {
    published = withoutZeros(published);
    delivered = withoutZeros(delivered);
    parked = withoutZeros(parked);
  }

  static Counts of(Metrics metrics) {
    Map<String, Long> delivered = new TreeMap<>();
    for (String result : List.of("created", "updated", "unchanged")) {
      metrics
          .by("object", "mlconnector_deliveries_total", "result=\"" + result + "\"")
          .forEach((object, count) -> delivered.merge(object, count, Long::sum));
    }
    return new Counts(
        metrics.by("stream", "mlconnector_published_total"),
        delivered,
        sum(
            metrics.by("stream", "mlconnector_parked_reads_total"),
            metrics.by("object", "mlconnector_deliveries_total", "result=\"parked\"")),
        metrics.by("connection", "mlconnector_deliveries_backlog").values().stream()
            .mapToLong(Long::longValue)
            .sum(),
        metrics.by("connection", "mlconnector_deliveries_seconds_left").values().stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(-1));
  }

  Counts plus(Counts other) {
    return new Counts(
        sum(published, other.published),
        sum(delivered, other.delivered),
        sum(parked, other.parked),
        waiting + other.waiting,
        Math.max(secondsLeft, other.secondsLeft));
  }

  /** Whether records have flowed and none is on its way. */
  boolean atRest() {
    return !delivered.isEmpty() && waiting == 0;
  }

  /** One line for people. */
  String words() {
    String line = "published " + list(published) + "; delivered " + list(delivered);
    return line
        + (waiting == 0 ? "" : String.format(Locale.ROOT, "; %,d on their way", waiting) + time())
        + (parked.isEmpty() ? "" : "; parked " + list(parked));
  }

  private String time() {
    if (secondsLeft < 0) {
      return "";
    }
    long minutes = secondsLeft / UNIT;
    if (minutes < FEW) {
      return " for about " + secondsLeft + " s";
    }
    return minutes < FEW * UNIT
        ? " for about " + minutes + " min"
        : " for about " + minutes / UNIT + " h";
  }

  private static String list(Map<String, Long> counts) {
    String words =
        counts.entrySet().stream()
            .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "nothing yet" : words;
  }

  private static Map<String, Long> withoutZeros(Map<String, Long> counts) {
    Map<String, Long> left = new TreeMap<>(counts);
    left.values().removeIf(count -> count == 0);
    return left;
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sums = new TreeMap<>(one);
    other.forEach((name, count) -> sums.merge(name, count, Long::sum));
    return sums;
  }
}
