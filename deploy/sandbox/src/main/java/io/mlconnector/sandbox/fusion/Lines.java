package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The rows of children by their parent's key, in the order of their own keys. Lines that were
 * generated are made anew each time that they are asked for, until one of a parent is changed.
 */
final class Lines {

  private final Map<String, ResourceType> types = new TreeMap<>();
  private final Map<String, Map<String, List<FusionRow>>> rows = new HashMap<>();
  private final Function<String, Optional<List<FusionRow>>> generated;
  private final String generatedType;
  private long changes;

  /**
   * @param generatedType the child whose rows may be generated
   * @param generated its rows below a parent; empty where those are not generated
   */
  Lines(
      List<ResourceType> parents,
      String generatedType,
      Function<String, Optional<List<FusionRow>>> generated) {
    this.generatedType = generatedType;
    this.generated = generated;
    parents.forEach(this::add);
  }

  private void add(ResourceType parent) {
    for (ResourceType child : parent.children()) {
      types.put(child.name(), child);
      rows.put(child.name(), new HashMap<>());
      add(child);
    }
  }

  /** The child resource of that name, such as {@code invoiceLines}. */
  ResourceType type(String name) {
    ResourceType type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("child: " + name + " is none of " + types.keySet());
    }
    return type;
  }

  synchronized List<FusionRow> of(ResourceType child, String parent) {
    List<FusionRow> kept = rows.get(child.name()).get(parent);
    if (kept != null) {
      return List.copyOf(kept);
    }
    return child.name().equals(generatedType)
        ? generated.apply(parent).orElse(List.of())
        : List.of();
  }

  /** Adds a row, or puts it in the place of the one with its key. */
  synchronized void put(ResourceType child, String parent, FusionRow row) {
    List<FusionRow> all = new ArrayList<>(of(child, parent));
    int at = 0;
    while (at < all.size() && !all.get(at).key().equals(row.key())) {
      at++;
    }
    if (at < all.size()) {
      all.set(at, row);
    } else {
      all.add(row);
    }
    rows.get(child.name()).put(parent, all);
    changes++;
  }

  /** Adds rows whose keys are new, at once. */
  synchronized void addAll(ResourceType child, String parent, List<FusionRow> more) {
    List<FusionRow> all = new ArrayList<>(of(child, parent));
    all.addAll(more);
    rows.get(child.name()).put(parent, all);
    changes++;
  }

  synchronized boolean delete(ResourceType child, String parent, String key) {
    List<FusionRow> all = new ArrayList<>(of(child, parent));
    boolean gone = all.removeIf(row -> row.key().equals(key));
    rows.get(child.name()).put(parent, all);
    changes += gone ? 1 : 0;
    return gone;
  }

  Optional<FusionRow> find(ResourceType child, String parent, String key) {
    return of(child, parent).stream().filter(row -> Objects.equals(row.key(), key)).findFirst();
  }

  synchronized long changes() {
    return changes;
  }

  /** Everything but what is generated. */
  synchronized ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    rows.forEach(
        (child, byParent) -> {
          ObjectNode parents = all.putObject(child);
          byParent.forEach(
              (parent, kept) -> {
                ArrayNode array = parents.putArray(parent);
                kept.forEach(row -> array.add(FusionState.write(row)));
              });
        });
    return all;
  }

  synchronized void restore(JsonNode saved) {
    rows.forEach(
        (child, byParent) -> {
          byParent.clear();
          saved
              .path(child)
              .properties()
              .forEach(
                  parent -> {
                    List<FusionRow> kept = new ArrayList<>();
                    parent
                        .getValue()
                        .forEach(row -> kept.add(FusionState.read(types.get(child), row)));
                    byParent.put(parent.getKey(), kept);
                  });
        });
  }
}
