package io.mlconnector.flow.lease;

import io.mlconnector.flow.log.Log;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which leases should have an owner, as the works last said. Asking may take long or fail without
 * holding up renewals: it is done elsewhere, and until then the former answer stands.
 */
final class Wanted {

  private static final Log LOG = Log.of(Leases.class);

  private final List<LeasedWork> works;
  private final Map<LeasedWork, Set<String>> answers = new HashMap<>();

  Wanted(List<LeasedWork> works) {
    this.works = works;
  }

  /** Asks every work. */
  void ask() {
    for (LeasedWork work : works) {
      try {
        Set<String> answer = Set.copyOf(work.wanted());
        synchronized (this) {
          answers.put(work, answer);
        }
      } catch (RuntimeException e) {
        LOG.warn(e, "It is not known which leases are wanted", "work", work.getClass().getName());
      }
    }
  }

  /** Whether this replica can do all of it. */
  boolean able() {
    return works.stream().allMatch(LeasedWork::able);
  }

  /** All names that are known so far. */
  synchronized Set<String> names() {
    Set<String> names = new HashSet<>();
    answers.values().forEach(names::addAll);
    return names;
  }

  /** Whether every work has answered at least once. */
  synchronized boolean known() {
    return answers.size() == works.size();
  }

  synchronized List<LeasedWork> worksOf(String name) {
    return works.stream()
        .filter(work -> answers.getOrDefault(work, Set.of()).contains(name))
        .collect(Collectors.toList());
  }
}
