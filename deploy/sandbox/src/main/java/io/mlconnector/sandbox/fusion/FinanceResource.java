package io.mlconnector.sandbox.fusion;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Makes the types of finance resources, to which attributes can be added later. */
final class FinanceResource {

  private static final List<String> TEXT_KEYS = List.of("Value", "ValueSetCode", "JournalName");

  private FinanceResource() {}

  /** A resource; one with children that names no stamps has both. */
  static ResourceType type(
      String name,
      String key,
      boolean opaque,
      List<ResourceType> children,
      Attribute... attributes) {
    ResourceType type = of(name, key, children, opaque, false, attributes);
    boolean parent = !children.isEmpty() && !type.attributes().containsKey(Attribute.LAST_UPDATE);
    for (String stamp : List.of(Attribute.CREATION, Attribute.LAST_UPDATE)) {
      if (parent) {
        type.attributes().put(stamp, Attribute.stamp(stamp));
      }
    }
    return type;
  }

  /** One without stamps of any kind. */
  static ResourceType bare(
      String name,
      String key,
      boolean byExample,
      List<ResourceType> children,
      Attribute... attributes) {
    return of(name, key, children, false, byExample, attributes);
  }

  private static ResourceType of(
      String name,
      String key,
      List<ResourceType> children,
      boolean opaque,
      boolean byExample,
      Attribute... attributes) {
    Map<String, Attribute> byName = new ConcurrentSkipListMap<>();
    byName.put(key, TEXT_KEYS.contains(key) ? Attribute.text(key).fixed() : Attribute.id(key));
    Arrays.stream(attributes).forEach(attribute -> byName.put(attribute.name(), attribute));
    return new ResourceType(
        ResourceType.FSCM, name, key, byName, null, children, opaque, byExample);
  }
}
