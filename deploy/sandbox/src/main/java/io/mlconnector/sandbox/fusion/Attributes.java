package io.mlconnector.sandbox.fusion;

/** Finds the attributes that a query names, and refuses those that cannot be asked for. */
record Attributes(ResourceType type, FusionSettings settings) {

  Attribute queryable(String name) {
    Attribute attribute = known("q", name);
    if (!type.queryable(attribute, settings)) {
      throw Refusal.badRequest("q: the attribute " + name + " cannot be queried");
    }
    return attribute;
  }

  Attribute known(String parameter, String name) {
    Attribute attribute = type.attributes().get(name);
    if (attribute == null || attribute.nested()) {
      throw Refusal.badRequest(parameter + ": " + type.name() + " has no attribute " + name);
    }
    return attribute;
  }
}
