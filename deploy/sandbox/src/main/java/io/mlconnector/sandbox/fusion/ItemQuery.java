package io.mlconnector.sandbox.fusion;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How items are to be shown.
 *
 * @param fields the attributes wanted, null for all
 * @param rels the link relations wanted, null for all
 */
record ItemQuery(Set<String> fields, boolean expandChild, boolean onlyData, Set<String> rels) {

  static ItemQuery parse(MultiMap parameters, Attributes attributes) {
    Set<String> fields = fields(parameters.get("fields"), attributes);
    String rels = parameters.get("links");
    return new ItemQuery(
        fields,
        fields == null && expand(parameters.get("expand"), attributes.type()),
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
    if (text == null) {
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

  static boolean flag(MultiMap parameters, String name) {
    String text = parameters.get(name);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Refusal.badRequest(name + ": true or false is expected, not " + text);
    }
    return "true".equals(text);
  }
}
