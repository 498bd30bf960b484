package io.mlconnector.local;

import java.util.Map;

/**
 * How many of each adapter run side by side.
 *
 * @param usual of those that are not named
 * @param named by system
 */
record Replicas(int usual, Map<String, Integer> named) {

  static final Replicas ONE = all(1);

  static Replicas all(int each) {
    return new Replicas(each, Map.of());
  }

  int of(Service service) {
    return service.adapter() ? named.getOrDefault(service.name(), usual) : 1;
  }
}
