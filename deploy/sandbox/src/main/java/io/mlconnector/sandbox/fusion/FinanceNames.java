package io.mlconnector.sandbox.fusion;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The attributes of all finance resources and their children, by name. */
record FinanceNames(FinanceTypes types) {

  /** Those that every pod has. */
  FinanceNames() {
    this(new FinanceTypes());
  }

  void each(BiConsumer<String, String> what) {
    each(types.all(), what);
  }

  private static void each(List<ResourceType> some, BiConsumer<String, String> what) {
    for (ResourceType type : some) {
      type.attributes().keySet().forEach(attribute -> what.accept(type.name(), attribute));
      each(type.children(), what);
    }
  }

  /** As {@code resource.Attribute}. */
  Set<String> attributes() {
    Set<String> all = new TreeSet<>();
    each((resource, attribute) -> all.add(resource + "." + attribute));
    return all;
  }
}
