package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;

/** The pages by which the pod describes itself: its versions and the attributes of a resource. */
final class Describing {

  private Describing() {}

  static ObjectNode versions(String url, FusionSettings settings) {
    ObjectNode all = SandboxJson.object();
    ArrayNode items = all.putArray("items");
    for (String version : List.of("11.13.18.05", "latest")) {
      ObjectNode item = items.addObject().put("version", version);
      item.put("isLatest", version.equals("latest"));
      item.putArray("links").add(Rendering.link("self", url + "/" + version, "self", "item"));
    }
    ObjectNode extension = all.putObject("adf:extension");
    extension.put("defaultFrameworkVersion", "1");
    ArrayNode allowed = extension.putArray("allowedFrameworkVersions");
    for (int version = 1; version <= settings.greatestFramework(); version++) {
      allowed.add(Integer.toString(version));
    }
    return all;
  }

  static ObjectNode resource(ResourceType type, String url, FusionSettings settings) {
    ObjectNode all = SandboxJson.object();
    ObjectNode resource = attributes(type, settings);
    all.putObject("Resources").set(type.name(), resource);
    resource.put("discrColumnType", false);
    ObjectNode collection = resource.putObject("collection");
    collection.put("rangeSize", 25);
    collection
        .putArray("finders")
        .addObject()
        .put("name", "PrimaryKey")
        .putArray("attributes")
        .addObject()
        .put("name", type.key());
    ObjectNode children = resource.withObject("/children");
    if (type.child() != null) {
      children.putObject(type.child());
    }
    if (type.annotated()) {
      children.putObject(ResourceType.NOTES.name());
      children.putObject(ResourceType.ATTACHMENTS.name());
    }
    if (children.isEmpty()) {
      resource.remove("children");
    }
    resource.putArray("links").add(Rendering.link("self", url, "self", "describe"));
    return all;
  }

  private static ObjectNode attributes(ResourceType type, FusionSettings settings) {
    ObjectNode resource = SandboxJson.object();
    ArrayNode attributes = resource.putArray("attributes");
    for (Attribute attribute : type.attributes().values()) {
      if (attribute.nested()) {
        continue;
      }
      attributes
          .addObject()
          .put("name", attribute.name())
          .put("type", attribute.type().described)
          .put("updatable", attribute.updatable())
          .put("mandatory", attribute.mandatory())
          .put("queryable", type.queryable(attribute, settings));
    }
    if (!type.children().isEmpty()) {
      ObjectNode children = resource.putObject("children");
      type.children().forEach(child -> children.set(child.name(), attributes(child, settings)));
    }
    return resource;
  }
}
