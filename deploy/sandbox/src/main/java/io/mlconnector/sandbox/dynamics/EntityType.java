package io.mlconnector.sandbox.dynamics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A public data entity as the metadata states it: names, keys, types.
 *
 * @param set the entity set, such as CustomersV3
 * @param name the public type, such as CustomerV3
 * @param aot the name in the application object tree, which error texts use
 * @param partyKey the property that names the row's party, null where it has none
 */
record EntityType(
    String set,
    String name,
    String aot,
    List<String> keys,
    String partyKey,
    Map<String, Property> properties) {

  static final String COMPANY = "dataAreaId";

  /**
   * Reads lines such as {@code PARTY TEXT OrganizationName=Name}: where the values live, their type
   * (an enumeration with its name after a colon), the properties.
   */
  static EntityType of(String names, String keys, String partyKey, String lines) {
    Map<String, Property> properties = new LinkedHashMap<>();
    for (String line : lines.strip().split("\n")) {
      String[] words = line.strip().split("\\s+");
      String[] type = words[1].split(":");
      for (int i = 2; i < words.length; i++) {
        String[] sides = words[i].split("=");
        properties.put(
            sides[0],
            new Property(
                sides[0],
                PropertyKind.valueOf(type[0]),
                type.length > 1 ? EnumType.of(type[1]) : null,
                Property.Home.valueOf(words[0]),
                sides[sides.length - 1]));
      }
    }
    String[] name = names.split(" ");
    return new EntityType(
        name[0], name[1], name[2], List.of(keys.split(" ")), partyKey, properties);
  }

  /** The same entity with other names. */
  EntityType named(String names) {
    String[] name = names.split(" ");
    return new EntityType(name[0], name[1], name[2], keys, partyKey, properties);
  }

  EntityType with(List<Property> more) {
    Map<String, Property> all = new LinkedHashMap<>(properties);
    more.forEach(property -> all.put(property.name(), property));
    return new EntityType(set, name, aot, keys, partyKey, all);
  }

  boolean perCompany() {
    return keys.contains(COMPANY);
  }

  /** The property of exactly that name; throws a 400 as the vendor words it. */
  Property known(String property) {
    Property found = properties.get(property);
    if (found == null) {
      throw Refusal.badQuery(
          "Could not find a property named '%s' on type '%s%s'."
              .formatted(property, EnumType.NAMESPACE, name));
    }
    return found;
  }

  List<Property> keyProperties() {
    List<Property> found = new ArrayList<>();
    keys.forEach(key -> found.add(known(key)));
    return found;
  }
}
