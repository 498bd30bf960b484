package io.mlconnector.sandbox.jde;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the next runs of orchestrations are told to do, first told first. */
final class Behaviours {

  /**
   * A behaviour of some runs.
   *
   * @param orchestration its name, or null for any
   * @param after how many runs pass first
   * @param times how many it meets then
   */
  record Rule(String orchestration, Behaviour kind, int after, int times) {}

  private final List<Rule> rules = new ArrayList<>();

  synchronized void add(Rule rule) {
    rules.add(rule);
  }

  synchronized void clear() {
    rules.clear();
  }

  synchronized List<Rule> all() {
    return List.copyOf(rules);
  }

  synchronized Optional<Behaviour> next(String orchestration) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.orchestration() != null && !rule.orchestration().equals(orchestration)) {
        continue;
      }
      if (rule.after() > 0) {
        rules.set(i, new Rule(rule.orchestration(), rule.kind(), rule.after() - 1, rule.times()));
        continue;
      }
      if (rule.times() > 1) {
        rules.set(i, new Rule(rule.orchestration(), rule.kind(), 0, rule.times() - 1));
      } else {
        rules.remove(i);
      }
      return Optional.of(rule.kind());
    }
    return Optional.empty();
  }
}
