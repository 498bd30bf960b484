package io.mlconnector.console.alerts;

import java.util.List;
import java.util.Set;

/**
 * What one look found.
 *
 * @param unknown places and connections that did not answer: what was so there stays as it is
 * @param paused connections that people paused: nothing is told of them
 */
record Findings(List<Condition> conditions, Set<String> unknown, Set<String> paused) {

  /** Whether it cannot be told now if this still is so. */
  boolean leaves(Condition.Key key) {
    if (key.kind() == Kind.SILENT) {
      return false;
    }
    return unknown.contains(key.place())
        || unknown.contains(key.connection())
        || paused.contains(key.connection());
  }
}
