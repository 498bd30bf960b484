package io.mlconnector.sandbox.zoho;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Takes note of the records for which workflows ran and mails went out, because the write that
 * caused it did not say {@code "trigger": []}.
 */
final class Automations {

  private static final int KEPT = 1_000;

  /** One run. */
  record Run(String module, String id) {}

  private final Deque<Run> runs = new ArrayDeque<>();
  private long total;

  synchronized void ran(String module, String id) {
    total++;
    runs.addLast(new Run(module, id));
    if (runs.size() > KEPT) {
      runs.removeFirst();
    }
  }

  synchronized long total() {
    return total;
  }

  /** The latest, oldest first. */
  synchronized List<Run> runs() {
    return List.copyOf(runs);
  }
}
