package io.mlconnector.manifests.promql;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A histogram's buckets, by their upper bounds. */
final class Buckets {

  private Buckets() {}

  /**
   * Quantiles as Prometheus estimates them: evenly within a bucket, and the highest bound where
   * more than that is in the last one.
   */
  static Map<Map<String, String>, Double> quantile(
      double quantile, Map<Map<String, String>, Double> buckets) {
    Map<Map<String, String>, TreeMap<Double, Double>> groups = new HashMap<>();
    buckets.forEach(
        (labels, count) -> {
          Map<String, String> group = Evaluator.unnamed(labels);
          String bound = group.remove("le");
          if (bound != null) {
            groups
                .computeIfAbsent(group, any -> new TreeMap<>())
                .put(
                    bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.valueOf(bound), count);
          }
        });
    Map<Map<String, String>, Double> result = new HashMap<>();
    groups.forEach((labels, bounds) -> result.put(labels, quantile(quantile, bounds)));
    return result;
  }

  private static double quantile(double quantile, TreeMap<Double, Double> told) {
    // Buckets that began at different times are extrapolated apart, and could fall.
    TreeMap<Double, Double> counts = new TreeMap<>();
    double most = 0;
    for (Map.Entry<Double, Double> bucket : told.entrySet()) {
      most = Math.max(most, bucket.getValue());
      counts.put(bucket.getKey(), most);
    }
    double total = counts.lastEntry().getValue();
    if (counts.lastKey() != Double.POSITIVE_INFINITY || counts.size() < 2 || total == 0) {
      return Double.NaN;
    }
    double rank = quantile * total;
    double lower = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
      if (bucket.getValue() >= rank) {
        if (bucket.getKey().isInfinite()) {
          return lower;
        }
        double share = (rank - below) / (bucket.getValue() - below);
        return lower + (bucket.getKey() - lower) * share;
      }
      lower = bucket.getKey();
      below = bucket.getValue();
    }
    return Double.NaN;
  }
}
