package io.mlconnector.manifests.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One object of the cluster. */
public final class Resource {

  private static final java.util.Set<String> CLUSTER_WIDE = java.util.Set.of("Namespace");

  private final ObjectNode json;

  /** Its name before a suffix was put behind it, in the kustomization that is being rendered. */
  private String before;

  public Resource(ObjectNode json) {
    this.json = json;
    this.before = name();
  }

  public ObjectNode json() {
    return json;
  }

  public String kind() {
    return json.path("kind").asText();
  }

  public String apiVersion() {
    return json.path("apiVersion").asText();
  }

  /** The group of its API; empty for the core's. */
  public String group() {
    int slash = apiVersion().indexOf('/');
    return slash < 0 ? "" : apiVersion().substring(0, slash);
  }

  public String name() {
    return json.path("metadata").path("name").asText();
  }

  public String namespace() {
    return json.path("metadata").path("namespace").asText("");
  }

  public String label(String label) {
    return json.path("metadata").path("labels").path(label).asText("");
  }

  /** A part by JSON pointer; missing where it is not there. */
  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  public Resource copy() {
    return new Resource(json.deepCopy());
  }

  boolean isClusterWide() {
    return CLUSTER_WIDE.contains(kind());
  }

  String before() {
    return before;
  }

  void rename(String name) {
    before = name();
    metadata().put("name", name);
  }

  ObjectNode metadata() {
    return json.withObject("/metadata");
  }

  /** What no two objects of an installation may share. */
  public String id() {
    return "%s/%s %s/%s".formatted(group(), kind(), namespace(), name());
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
