package io.mlconnector.mapping.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts previews by outcome and keeps some of each; needs the same memory for any number. */
final class Tally {

  /** Beside the outcomes: how many have a linked record that has to be made first. */
  private static final String PARENT = "parent-to-be-created";

  /** Beside the outcomes: how many have fields that a person would have to decide. */
  private static final String DISPUTED = "with-conflicts";

  private static final int SAMPLES = 10;

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Integer> sampled = new TreeMap<>();
  private final List<Preview> samples = new ArrayList<>();
  private long records;

  void add(List<Preview> previews) {
    for (Preview preview : previews) {
      records++;
      counts.merge(preview.outcome(), 1L, Long::sum);
      if (preview.parent() != null) {
        counts.merge(PARENT, 1L, Long::sum);
      }
      if (preview.mirror() != null && !preview.mirror().conflicts().isEmpty()) {
        counts.merge(DISPUTED, 1L, Long::sum);
      }
      if (sampled.merge(preview.outcome(), 1, Integer::sum) <= SAMPLES) {
        samples.add(preview);
      }
    }
  }

  long records() {
    return records;
  }

  Map<String, Long> counts() {
    return counts;
  }

  List<Preview> samples() {
    return samples;
  }
}
