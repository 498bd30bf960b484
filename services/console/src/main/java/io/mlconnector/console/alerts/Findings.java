package io.mlconnector.console.alerts;

import java.util.List;
import java.util.Set;

/**
 * What one look found.
 *
 * @param unknown places and connections that did not answer: what was so there stays as it is
 * @param paused connections and routes that people paused: nothing is told of them
 */
record Findings(List<Condition> conditions, Set<String> unknown, Set<String> paused) {

  /** Whether people paused what it is about. */
  boolean paused(Condition.Key key) {
    boolean route = key.place().equals(Look.MAPPING) && key.kind() == Kind.PARKED;
    return paused.contains(key.connection()) || route && paused.contains(route(key.scope()));
  }

  /** Whether it cannot be told now if this still is so. */
  boolean leaves(Condition.Key key) {
    if (key.kind() == Kind.SILENT) {
      return false;
    }
    return unknown.contains(key.place()) || unknown.contains(key.connection()) || paused(key);
  }

  /** A route among what is paused; ids of connections have no blanks. */
  static String route(String name) {
    return "route " + name;
  }
}
