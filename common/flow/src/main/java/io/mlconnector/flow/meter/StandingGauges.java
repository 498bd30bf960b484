package io.mlconnector.flow.meter;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells how things stand by what one statement finds, the same on every replica. While the database
 * does not answer nothing is told anew, and after some looks in a row nothing at all: an old value
 * would pass for a new one.
 */
public final class StandingGauges {

  private static final Log LOG = Log.of(StandingGauges.class);

  /** As many looks may find nothing before what was told is taken back. */
  private static final int PATIENCE = 4;

  private final Map<String, GaugeSet> sets;
  private int failures;

  /**
   * Gauges by the name that rows have for them.
   *
   * @param sets what there is to tell
   */
  public StandingGauges(Map<String, GaugeSet> sets) {
    this.sets = sets;
  }

  /**
   * What one row says; of several with the same labels the values are added.
   *
   * @param of which gauge, by the name that it was given
   */
  public record Row(String of, List<String> labels, double value) {}

  /** Tells what is found, or that it is not known. */
  public synchronized void tell(Supplier<List<Row>> found) {
    List<Row> rows;
    try {
      rows = found.get();
    } catch (DatabaseUnavailable e) {
      if (failures++ == 0) {
        LOG.warn(e, "How things stand is not told anew");
      }
      if (failures == PATIENCE) {
        sets.values().forEach(set -> set.tell(Map.of()));
      }
      return;
    }
    failures = 0;
    Map<String, Map<List<String>, Double>> all = new HashMap<>();
    for (Row row : rows) {
      all.computeIfAbsent(row.of(), any -> new HashMap<>())
          .merge(row.labels(), row.value(), Double::sum);
    }
    List<String> strange = new ArrayList<>(all.keySet());
    strange.removeAll(sets.keySet());
    if (!strange.isEmpty()) {
      throw new IllegalStateException("No gauge is called " + strange);
    }
    sets.forEach((of, set) -> set.tell(all.getOrDefault(of, Map.of())));
  }
}
