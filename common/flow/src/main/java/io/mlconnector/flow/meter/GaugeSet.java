package io.mlconnector.flow.meter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gauges of one name that are told all at once, from what one statement found: what is new comes,
 * what is gone goes, and between two looks the values stay as they are.
 */
public final class GaugeSet {

  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final List<String> labels;
  private final Map<List<String>, Told> told = new HashMap<>();

  /**
   * Gauges of that name.
   *
   * @param labels their names, in the order of the values that are told
   */
  public GaugeSet(MeterRegistry registry, String name, String description, List<String> labels) {
    this.registry = registry;
    this.name = name;
    this.description = description;
    this.labels = labels;
  }

  private static final class Told {
    private volatile double value;
    private Meter meter;
  }

  /** Tells these values, by the values of the labels, and no others any more. */
  public synchronized void tell(Map<List<String>, Double> values) {
    told.entrySet()
        .removeIf(
            one -> {
              boolean gone = !values.containsKey(one.getKey());
              if (gone) {
                registry.remove(one.getValue().meter);
              }
              return gone;
            });
    values.forEach(
        (key, value) -> {
          Told one = told.get(key);
          if (one == null) {
            one = new Told();
            one.value = value;
            one.meter = gauge(key, one);
            told.put(key, one);
          }
          one.value = value;
        });
  }

  private Gauge gauge(List<String> key, Told one) {
    Tags tags = Tags.empty();
    for (int i = 0; i < labels.size(); i++) {
      tags = tags.and(labels.get(i), key.get(i));
    }
    return Gauge.builder(name, () -> one.value)
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
