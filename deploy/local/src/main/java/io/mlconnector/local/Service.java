package io.mlconnector.local;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One service of the run, a process of its own.
 *
 * @param name its folder under {@code services/}; for an adapter also the system it speaks to
 * @param adapter whether it holds connections
 */
record Service(String name, boolean adapter) {

  static final Service MAPPING = new Service(Ports.MAPPING, false);
  static final Service CONSOLE = new Service(Ports.CONSOLE, false);

  /** The adapters of these systems, and what every run has. */
  static List<Service> forSystems(Set<String> systems) {
    Stream<Service> adapters = new TreeSet<>(systems).stream().map(s -> new Service(s, true));
    return Stream.concat(adapters, Stream.of(MAPPING, CONSOLE)).toList();
  }

  String database() {
    return name.replace('-', '_');
  }
}
