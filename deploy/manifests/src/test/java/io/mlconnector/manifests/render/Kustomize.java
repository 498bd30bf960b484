package io.mlconnector.manifests.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Renders what {@code kubectl kustomize} renders, as far as our files go; a field that it does not
 * know is an error, so that nothing is left out in silence. Where there is a kubectl, a test
 * compares the two.
 */
public final class Kustomize {

  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "nameSuffix",
          "labels",
          "resources",
          "components",
          "images",
          "patches",
          "configMapGenerator");

  private final Path folder;
  private final JsonNode file;

  private Kustomize(Path folder, JsonNode file) {
    this.folder = folder;
    this.file = file;
    file.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(folder + ": not known here: " + name);
              }
            });
  }

  /** The objects of a folder with a kustomization. */
  public static List<Resource> render(Path folder) {
    return render(folder, read(folder));
  }

  /** The same with another kustomization in the folder than the one that is there. */
  public static List<Resource> render(Path folder, JsonNode kustomization) {
    List<Resource> resources = new ArrayList<>();
    new Kustomize(folder.normalize(), kustomization).into(resources);
    return resources;
  }

  public static JsonNode read(Path folder) {
    return Yaml.file(folder.resolve("kustomization.yaml"));
  }

  /** A component works on what is there already, a kustomization on its own. */
  private void into(List<Resource> resources) {
    for (JsonNode each : file.path("resources")) {
      Path path = folder.resolve(each.asText()).normalize();
      if (Files.isDirectory(path)) {
        resources.addAll(render(path));
      } else {
        Yaml.all(Yaml.text(path)).forEach(json -> resources.add(new Resource((ObjectNode) json)));
      }
    }
    file.path("configMapGenerator").forEach(map -> resources.add(generated(map)));
    for (JsonNode each : file.path("components")) {
      Path component = folder.resolve(each.asText()).normalize();
      new Kustomize(component, read(component)).into(resources);
    }
    file.path("patches").forEach(patch -> patch(resources, patch));
    if (file.has("namespace")) {
      resources.forEach(resource -> namespace(resource, file.path("namespace").asText()));
    }
    if (file.has("nameSuffix")) {
      Names.suffix(resources, file.path("nameSuffix").asText());
    }
    file.path("labels").forEach(labels -> Labels.put(resources, labels));
    file.path("images").forEach(image -> image(resources, image));
    unique(resources);
  }

  private Resource generated(JsonNode map) {
    if (!map.path("options").path("disableNameSuffixHash").asBoolean()) {
      throw new IllegalArgumentException(folder + ": a hash in a name means a restart");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "v1").put("kind", "ConfigMap");
    json.putObject("metadata").put("name", map.path("name").asText());
    map.path("options")
        .path("labels")
        .properties()
        .forEach(
            label -> json.withObject("/metadata/labels").set(label.getKey(), label.getValue()));
    ObjectNode data = json.putObject("data");
    for (JsonNode name : map.path("files")) {
      Path path = folder.resolve(name.asText());
      data.put(path.getFileName().toString(), Yaml.text(path));
    }
    return new Resource(json);
  }

  private void patch(List<Resource> resources, JsonNode patch) {
    String text =
        patch.has("path")
            ? Yaml.text(folder.resolve(patch.path("path").asText()))
            : patch.path("patch").asText();
    JsonNode content = Yaml.one(text);
    JsonNode target = patch.path("target");
    List<Resource> meant = resources.stream().filter(each -> meant(each, target, content)).toList();
    if (meant.isEmpty() && target.isMissingNode()) {
      throw new IllegalArgumentException(folder + ": a patch without an object: " + text);
    }
    if (content.isArray()) {
      meant.forEach(resource -> JsonPatch.apply(resource.json(), content));
    } else if (Merge.deletes(content)) {
      resources.removeAll(meant);
    } else {
      meant.forEach(resource -> merge(resource, content));
    }
  }

  private static boolean meant(Resource resource, JsonNode target, JsonNode content) {
    JsonNode by = target.isMissingNode() ? content : target;
    String name = by.has("metadata") ? by.path("metadata").path("name").asText() : null;
    return fits(by.path("kind"), resource.kind())
        && fits(by.path("group"), resource.group())
        && labelled(by.path("labelSelector"), resource)
        && (name == null ? fits(by.path("name"), resource.name()) : name.equals(resource.name()));
  }

  /** A single {@code key=value} or {@code key!=value}. */
  private static boolean labelled(JsonNode selector, Resource resource) {
    String[] parts = selector.asText().split("!?=", 2);
    return selector.isMissingNode()
        || resource.label(parts[0]).equals(parts[1]) != selector.asText().contains("!=");
  }

  private static boolean fits(JsonNode pattern, String value) {
    return pattern.isMissingNode() || Pattern.matches(pattern.asText(), value);
  }

  /** The name in a patch with a target says nothing. */
  private static void merge(Resource resource, JsonNode content) {
    String name = resource.name();
    Merge.into(resource.json(), content);
    resource.metadata().put("name", name);
  }

  private static void namespace(Resource resource, String namespace) {
    if (resource.isClusterWide()) {
      resource.metadata().put("name", namespace);
    } else {
      resource.metadata().put("namespace", namespace);
    }
  }

  private static void image(List<Resource> resources, JsonNode image) {
    for (Resource resource : resources) {
      Fields.visit(
          resource.json(),
          "spec/template/spec/containers/image",
          false,
          (container, field) -> {
            String now = container.path(field).asText();
            if (now.replaceFirst("[:@].*", "").equals(image.path("name").asText())) {
              container.put(
                  field, image.path("newName").asText() + ":" + image.path("newTag").asText());
            }
          });
    }
  }

  private void unique(List<Resource> resources) {
    Set<String> ids = new HashSet<>();
    for (Resource resource : resources) {
      if (!ids.add(resource.id())) {
        throw new IllegalArgumentException(folder + ": twice: " + resource);
      }
    }
  }
}
