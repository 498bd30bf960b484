package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows and sets as JSON.
 *
 * @param root such as {@code http://host/data}
 * @param full whether {@code odata.metadata=full} was asked for, which adds ids
 */
record Rendering(String root, boolean full) {

  ObjectNode services(DynamicsSettings settings) {
    ObjectNode all = SandboxJson.object();
    all.put("@odata.context", root + "/$metadata");
    ArrayNode sets = all.putArray("value");
    for (EntityType type : Entities.ALL) {
      if (!settings.missingEntities().contains(type.set())) {
        sets.addObject().put("name", type.set()).put("kind", "EntitySet").put("url", type.set());
      }
    }
    return all;
  }

  ObjectNode set(EntityType type, Page page, ODataQuery query) {
    ObjectNode all = SandboxJson.object();
    all.put("@odata.context", root + "/$metadata#" + type.set() + columns(query.select()));
    if (query.count()) {
      all.put("@odata.count", page.total());
    }
    ArrayNode rows = all.putArray("value");
    page.entries().forEach(entry -> fill(rows.addObject(), entry, query.select()));
    if (page.next() != null) {
      all.put("@odata.nextLink", page.next());
    }
    return all;
  }

  ObjectNode single(Entry entry, List<Property> select) {
    ObjectNode all = SandboxJson.object();
    String set = entry.type().set();
    all.put("@odata.context", root + "/$metadata#" + set + columns(select) + "/$entity");
    fill(all, entry, select);
    return all;
  }

  private static String columns(List<Property> select) {
    return select == null
        ? ""
        : select.stream().map(Property::name).collect(Collectors.joining(",", "(", ")"));
  }

  private void fill(ObjectNode json, Entry entry, List<Property> select) {
    json.put("@odata.etag", entry.etag());
    if (full) {
      json.put("@odata.id", address(entry)).put("@odata.editLink", address(entry));
    }
    Collection<Property> shown = select == null ? entry.type().properties().values() : select;
    shown.forEach(property -> Values.write(json, property.name(), entry.value(property)));
  }

  String address(Entry entry) {
    return root
        + "/"
        + entry.type().set()
        + entry.type().keyProperties().stream()
            .map(key -> key.name() + "=" + literal(key, entry.value(key)))
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static String literal(Property key, Object value) {
    String text = value.toString();
    String quoted = "'" + text.replace("'", "''") + "'";
    String written =
        switch (key.kind()) {
          case TEXT -> quoted;
          case ENUM -> key.options().qualified() + quoted;
          default -> text;
        };
    return URLEncoder.encode(written, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
