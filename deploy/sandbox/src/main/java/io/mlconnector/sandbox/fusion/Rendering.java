package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Shows rows as the wanted framework version does. */
record Rendering(
    ResourceType type,
    Framework framework,
    FusionSettings settings,
    String resourceUrl,
    Lines lines) {

  Rendering(ResourceType type, Framework framework, FusionSettings settings, String resourceUrl) {
    this(type, framework, settings, resourceUrl, null);
  }

  private static final List<String> ADDRESS =
      List.of("AddressLine1", "AddressLine2", "City", "State", "PostalCode", "Country");
  private static final List<String> TOTAL = List.of("TotalCode", "TotalAmount", "CurrencyCode");
  private static final BigDecimal DISCOUNT = new BigDecimal("25.00");
  private static final String LIST_PRICE = "QP_TOTAL_LIST_PRICE";

  ObjectNode collection(Page page, CollectionQuery query) {
    ObjectNode all = SandboxJson.object();
    if (!page.rows().isEmpty() || !settings.omitEmptyItems()) {
      ArrayNode items = all.putArray("items");
      page.rows().forEach(row -> items.add(item(row, query.shape())));
    }
    if (query.totalResults()) {
      all.put("totalResults", page.total());
    }
    all.put("count", page.rows().size());
    all.put("hasMore", page.hasMore());
    all.put("limit", query.limit());
    all.put("offset", query.offset());
    ArrayNode links = SandboxJson.array();
    links.add(link("self", resourceUrl, type.name(), "collection"));
    putLinks(all, links);
    return all;
  }

  ObjectNode item(FusionRow row, ItemQuery shape) {
    ObjectNode item = SandboxJson.object();
    for (Attribute attribute : type.attributes().values()) {
      if (attribute.nested()) {
        continue;
      }
      if (shape.fields() == null || shape.fields().contains(attribute.name())) {
        put(item, attribute.name(), row.value(attribute.name()));
      }
    }
    if (shape.expandChild()) {
      putChild(item, row);
    }
    for (ResourceType child : type.children()) {
      if (shape.expanded().contains(child.name())) {
        item.set(child.name(), below(row, child, shape.below(child.name())));
      }
    }
    if (!shape.onlyData()) {
      putLinks(item, links(row, shape));
    }
    return item;
  }

  /** Rows of a child beside their parent: all of them, or the first ones and a sign of more. */
  private JsonNode below(FusionRow row, ResourceType child, ItemQuery shape) {
    String url = resourceUrl + "/" + encoded(row) + "/child/" + child.name();
    Rendering nested = new Rendering(child, framework, settings, url, lines);
    List<FusionRow> all = lines.of(child, row.key());
    boolean collection = framework.childrenAreCollections();
    int most = collection ? Math.min(all.size(), settings.expandedChildren()) : all.size();
    ArrayNode rows = SandboxJson.array();
    all.subList(0, most).forEach(each -> rows.add(nested.item(each, shape)));
    if (!collection) {
      return rows;
    }
    ObjectNode children = SandboxJson.object();
    children.set("items", rows);
    return children
        .put("count", most)
        .put("hasMore", most < all.size())
        .put("limit", settings.expandedChildren())
        .put("offset", 0);
  }

  private void put(ObjectNode item, String name, Object value) {
    boolean text = framework.exactNumbersAreStrings();
    if (value == null) {
      item.putNull(name);
    } else if (value instanceof Instant stamp) {
      item.put(name, Values.print(stamp));
    } else if (value instanceof LocalDate day) {
      item.put(name, day.toString());
    } else if (value instanceof BigInteger id) {
      item.set(name, text ? item.textNode(id.toString()) : item.numberNode(id));
    } else if (value instanceof BigDecimal exact) {
      item.set(name, text ? item.textNode(exact.toPlainString()) : item.numberNode(exact));
    } else {
      item.set(name, SandboxJson.MAPPER.valueToTree(value));
    }
  }

  private void putChild(ObjectNode item, FusionRow row) {
    if (framework.childrenAreCollections()) {
      item.set(type.child(), children(row));
    } else {
      item.set(type.child(), childRows(row));
    }
  }

  /** The one child that accounts and orders have, as a collection of its own. */
  ObjectNode children(FusionRow row) {
    ObjectNode children = SandboxJson.object();
    ArrayNode rows = childRows(row);
    children.set("items", rows);
    return children
        .put("count", rows.size())
        .put("hasMore", false)
        .put("limit", 25)
        .put("offset", 0);
  }

  private ArrayNode childRows(FusionRow row) {
    ArrayNode rows = SandboxJson.array();
    if (type == ResourceType.ORDERS) {
      // An order has several totals, and not all of them are what the customer pays.
      ObjectNode list = child(row, TOTAL).put("TotalCode", LIST_PRICE);
      if (row.value("TotalAmount") instanceof BigDecimal net) {
        put(list, "TotalAmount", net.add(DISCOUNT));
      }
      rows.add(list);
      rows.add(child(row, TOTAL));
    } else {
      rows.add(child(row, ADDRESS));
    }
    return rows;
  }

  private ObjectNode child(FusionRow row, List<String> names) {
    ObjectNode child = SandboxJson.object();
    for (String name : names) {
      put(child, name, row.value(name));
    }
    return child;
  }

  private ArrayNode links(FusionRow row, ItemQuery shape) {
    ArrayNode links = SandboxJson.array();
    String self = resourceUrl + "/" + encoded(row);
    if (wanted(shape, "self")) {
      ObjectNode link = link("self", self, type.name(), "item");
      link.putObject("properties").put("changeIndicator", changeIndicator(row));
      links.add(link);
    }
    if (wanted(shape, "canonical")) {
      links.add(link("canonical", self, type.name(), "item"));
    }
    if (type.child() != null && wanted(shape, "child")) {
      links.add(link("child", self + "/child/" + type.child(), type.child(), "collection"));
    }
    if (wanted(shape, "child")) {
      for (ResourceType child : type.children()) {
        String name = child.name();
        links.add(link("child", self + "/child/" + name, name, "collection"));
      }
    }
    return links;
  }

  private String encoded(FusionRow row) {
    return URLEncoder.encode(type.pathKey(row), StandardCharsets.UTF_8);
  }

  private static boolean wanted(ItemQuery shape, String rel) {
    return shape.rels() == null || shape.rels().contains(rel);
  }

  private void putLinks(ObjectNode target, ArrayNode links) {
    if (framework.linksInContext()) {
      target.putObject("@context").set("links", links);
    } else {
      target.set("links", links);
    }
  }

  static ObjectNode link(String rel, String href, String name, String kind) {
    return SandboxJson.object()
        .put("rel", rel)
        .put("href", href)
        .put("name", name)
        .put("kind", kind);
  }

  static String changeIndicator(FusionRow row) {
    return String.format("ACED%016X", row.version());
  }
}
