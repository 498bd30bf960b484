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
 */
record Counts(Map<String, Long> published, Map<String, Long> delivered, Map<String, Long> parked) {

  static final Counts NONE = new Counts(Map.of(), Map.of(), Map.of());

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
            metrics.by("object", "mlconnector_deliveries_total", "result=\"parked\"")));
  }

  Counts plus(Counts other) {
    return new Counts(
        sum(published, other.published),
        sum(delivered, other.delivered),
        sum(parked, other.parked));
  }

  boolean anyDelivered() {
    return delivered.values().stream().anyMatch(count -> count > 0);
  }

  /** One line for people. */
  String words() {
    String line = "published " + list(published) + "; delivered " + list(delivered);
    return parked.values().stream().anyMatch(c -> c > 0) ? line + "; parked " + list(parked) : line;
  }

  private static String list(Map<String, Long> counts) {
    String words =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "nothing yet" : words;
  }

  private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> sums = new TreeMap<>(one);
    other.forEach((name, count) -> sums.merge(name, count, Long::sum));
    return sums;
  }
}
