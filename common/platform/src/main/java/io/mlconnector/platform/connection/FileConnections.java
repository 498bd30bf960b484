package io.mlconnector.platform.connection;

import io.mlconnector.platform.connection.StoredConnection.Source;
import io.mlconnector.spi.Adapter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the stored connections what a mounted file says, as far as it can be understood: what is
 * wrong with one connection leaves that one as it runs. Connections that left the file are switched
 * off and kept, with all that is known of their records.
 */
final class FileConnections {

  private static final String LIST = "connections";

  /** How often somebody may have been faster before it is told as a problem. */
  private static final int OTHER_REPLICAS = 5;

  private static final Set<ConnectionConflict.Kind> FASTER =
      Set.of(ConnectionConflict.Kind.EXISTS, ConnectionConflict.Kind.CHANGED_MEANWHILE);

  private final Adapter adapter;
  private final List<String> systems;
  private final ConnectionStore store;
  private final Connections connections;

  FileConnections(
      Adapter adapter, List<String> systems, ConnectionStore store, Connections connections) {
    this.adapter = adapter;
    this.systems = systems;
    this.store = store;
    this.connections = connections;
  }

  /**
   * Applies the file.
   *
   * @return what is wrong with it; empty where all of it was applied
   * @throws io.mlconnector.flow.sql.DatabaseUnavailable where it is to be applied again
   */
  List<String> apply(String yaml) {
    List<Map<String, Object>> ours = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      read(DocumentText.yaml(yaml), ours, problems);
    } catch (InvalidDocument e) {
      return words("", e);
    }
    Set<String> ids = new HashSet<>();
    for (Map<String, Object> tree : ours) {
      String id = String.valueOf(tree.get("id"));
      if (!ids.add(id)) {
        problems.add("connection %s: is there twice, rename one of them".formatted(id));
      } else {
        problems.addAll(apply(id, tree));
      }
    }
    if (problems.isEmpty()) {
      switchOffAllBut(ids);
    }
    return problems;
  }

  private void read(
      Map<String, Object> file, List<Map<String, Object>> ours, List<String> problems) {
    if (!(file.get(LIST) instanceof List<?> list) || file.size() != 1) {
      throw InvalidDocument.whole("must hold one list, connections:, and nothing beside it");
    }
    int number = 0;
    for (Object item : list) {
      number++;
      if (!(item instanceof Map<?, ?> map)) {
        problems.add("connections[%d]: must be a map of fields".formatted(number));
        continue;
      }
      Map<String, Object> tree = new LinkedHashMap<>();
      map.forEach((key, value) -> tree.put(String.valueOf(key), value));
      String system = tree.get("system") instanceof String text ? text : "";
      if (system.equals(adapter.system())) {
        ours.add(tree);
      } else if (!systems.contains(system)) {
        problems.add(
            "connections[%d].system: unknown system '%s'%s"
                .formatted(number, system, Closest.hint(system, known())));
      }
    }
  }

  private Set<String> known() {
    Set<String> known = new HashSet<>(systems);
    known.add(adapter.system());
    return known;
  }

  private List<String> apply(String id, Map<String, Object> tree) {
    try {
      store(id, tree);
      return List.of();
    } catch (InvalidDocument e) {
      return words("connection %s: ".formatted(id), e);
    } catch (ConnectionConflict e) {
      return List.of(e.getMessage());
    }
  }

  /**
   * Other replicas apply the same file at the same time: one that was faster is looked at again.
   */
  private void store(String id, Map<String, Object> tree) {
    for (int again = OTHER_REPLICAS; ; again--) {
      try {
        if (store.find(id).isPresent()) {
          connections.replace(tree, Source.FILE, null);
        } else {
          connections.create(tree, Source.FILE);
        }
        return;
      } catch (ConnectionConflict e) {
        if (again == 0 || !FASTER.contains(e.kind())) {
          throw e;
        }
      }
    }
  }

  private void switchOffAllBut(Set<String> ids) {
    store.list().stream()
        .filter(stored -> stored.source() == Source.FILE && stored.document().enabled())
        .filter(stored -> !ids.contains(stored.id()))
        .forEach(stored -> store.switchOff(stored.id(), Source.FILE));
  }

  private static List<String> words(String prefix, InvalidDocument e) {
    return e.problems().stream().map(problem -> prefix + problem).toList();
  }
}
