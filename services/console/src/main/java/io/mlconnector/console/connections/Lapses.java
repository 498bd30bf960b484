package io.mlconnector.console.connections;

import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.console.systems.Systems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lapses when, over all systems; a silent adapter has none, and is told of elsewhere. */
@ApplicationScoped
public class Lapses {

  private final Systems systems;
  private final Peers peers;

  public Lapses(Systems systems, Peers peers) {
    this.systems = systems;
    this.peers = peers;
  }

  /** Warnings first, then what ends first. */
  public List<Lapse> all() {
    return systems
        .everywhere(
            (system, url) -> {
              try {
                return Actions.list(peers.get(url, "/api/lapses"), Lapse.class).stream();
              } catch (Silent e) {
                return Stream.<Lapse>empty();
              }
            })
        .sorted(Comparator.comparing(Lapse::warns).reversed().thenComparing(Lapse::at))
        .toList();
  }
}
