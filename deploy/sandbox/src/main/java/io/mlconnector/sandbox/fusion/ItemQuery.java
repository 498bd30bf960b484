package io.mlconnector.sandbox.fusion;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How items are to be shown.
 *
 * @param fields the attributes wanted, null for all
 * @param expanded children to be shown, those of children behind a dot
 * @param rels the link relations wanted, null for all
 */
record ItemQuery(
    Set<String> fields,
    boolean expandChild,
    Set<String> expanded,
    boolean onlyData,
    Set<String> rels) {

  ItemQuery(Set<String> fields, boolean expandChild, boolean onlyData, Set<String> rels) {
    this(fields, expandChild, Set.of(), onlyData, rels);
  }

  static ItemQuery parse(MultiMap parameters, Attributes attributes) {
    Set<String> fields = fields(parameters.get("fields"), attributes);
    String rels = parameters.get("links");
    return new ItemQuery(
        fields,
        fields == null && expand(parameters.get("expand"), attributes.type()),
        fields == null ? expanded(parameters.get("expand"), attributes.type()) : Set.of(),
        flag(parameters, "onlyData"),
        rels == null ? null : Set.copyOf(Arrays.asList(rels.split(","))));
  }

  private static Set<String> fields(String text, Attributes attributes) {
    if (text == null) {
      return null;
    }
    Set<String> fields = new LinkedHashSet<>();
    for (String name : text.split(",")) {
      fields.add(attributes.known("fields", name.strip()).name());
    }
    return fields;
  }

  private static boolean expand(String text, ResourceType type) {
    if (text == null || !type.children().isEmpty()) {
      return false;
    }
    if (text.equals("all")) {
      return type.child() != null;
    }
    if (!text.equals(type.child())) {
      throw Refusal.badRequest("expand: " + type.name() + " has no child " + text);
    }
    return true;
  }

  private static Set<String> expanded(String text, ResourceType type) {
    Set<String> expanded = new LinkedHashSet<>();
    if (text == null || type.children().isEmpty()) {
      return expanded;
    }
    if (text.equals("all")) {
      type.children().forEach(child -> expanded.add(child.name()));
      return expanded;
    }
    for (String path : text.split(",")) {
      ResourceType at = type;
      StringBuilder so = new StringBuilder();
      for (String name : path.strip().split("\\.")) {
        ResourceType parent = at;
        at =
            at.children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow(
                    () -> Refusal.badRequest("expand: " + parent.name() + " has no child " + name));
        expanded.add(so.append(so.isEmpty() ? "" : ".").append(name).toString());
      }
    }
    return expanded;
  }

  /** How the rows of a child are shown. */
  ItemQuery below(String child) {
    Set<String> deeper = new LinkedHashSet<>();
    expanded.stream()
        .filter(path -> path.startsWith(child + "."))
        .forEach(path -> deeper.add(path.substring(child.length() + 1)));
    return new ItemQuery(null, false, deeper, onlyData, rels);
  }

  static boolean flag(MultiMap parameters, String name) {
    String text = parameters.get(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Refusal.badRequest(name + ": true or false is expected, not " + text);
    }
    return "true".equals(text);
  }
}
