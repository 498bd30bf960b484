package io.mlconnector.sandbox.fusion;

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
    ResourceType type, Framework framework, FusionSettings settings, String resourceUrl) {

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
    if (!shape.onlyData()) {
      putLinks(item, links(row, shape));
    }
    return item;
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
    String self = resourceUrl + "/" + URLEncoder.encode(type.pathKey(row), StandardCharsets.UTF_8);
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
    return links;
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
