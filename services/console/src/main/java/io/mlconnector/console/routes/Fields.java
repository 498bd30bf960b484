package io.mlconnector.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What there is to map: sources and targets of all connections, and the fields of both sides. */
@ApplicationScoped
public class Fields {

  private final Actions actions;
  private final Directory directory;

  public Fields(Actions actions, Directory directory) {
    this.actions = actions;
    this.directory = directory;
  }

  /** A field of a side, with its type in words. */
  public record Field(String path, String type, boolean required, boolean custom) {}

  /** What a connection gives (entities) and takes (objects). */
  public record Ends(String connection, List<String> entities, List<String> objects) {}

  /** The ends of all connections whose adapters answer. */
  public List<Ends> ends() {
    List<Ends> ends = new ArrayList<>();
    Map<String, JsonNode> systems = new TreeMap<>();
    directory
        .connections()
        .forEach(
            (id, system) -> {
              JsonNode view =
                  systems.computeIfAbsent(
                      system, name -> actions.read(directory.adapter(name), "/api/system"));
              List<String> entities = new ArrayList<>();
              view.path("sources")
                  .forEach(
                      source -> source.path("entities").forEach(one -> entities.add(one.asText())));
              List<String> objects = new ArrayList<>();
              view.path("sinks").forEach(sink -> objects.add(sink.path("object").asText()));
              ends.add(new Ends(id, entities.stream().distinct().sorted().toList(), objects));
            });
    return ends;
  }

  /** The target object's fields as they are at the system now, custom ones too. */
  public List<Field> target(String connection, String object) {
    List<Field> fields = new ArrayList<>();
    JsonNode schema =
        actions.read(
            connection,
            "/api/connections/%s/objects/%s"
                .formatted(Urls.encoded(connection), Urls.encoded(object)));
    for (JsonNode field : schema.path("fields")) {
      if (field.path("writable").asBoolean(true)) {
        String length = field.hasNonNull("maxLength") ? ", up to " + field.path("maxLength") : "";
        fields.add(
            new Field(
                field.path("path").asText(),
                field.path("type").asText().toLowerCase(Locale.ROOT).replace('_', ' ') + length,
                field.path("required").asBoolean(),
                field.path("custom").asBoolean()));
      }
    }
    return fields;
  }

  /** What a source's newest records carry below {@code custom}; see the mapping's API. */
  private record Custom(String name, String type) {}

  /**
   * The vendor's own fields that a source carries, as its newest records have them; empty until one
   * has come.
   *
   * @throws Problem where the mapping does not answer
   */
  public List<Field> custom(String connection, String entity) {
    String path =
        "/api/records/custom-fields?connection=%s&entity=%s"
            .formatted(Urls.encoded(connection), Urls.encoded(entity));
    return actions.list(directory.mapping(), path, Custom.class).stream()
        .map(each -> new Field("custom." + quoted(each.name()), each.type(), false, true))
        .toList();
  }

  /** As an expression names it. */
  private static String quoted(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "`" + name + "`";
  }

  /** The fields of an entity by its published schema; empty for one that is not known. */
  public List<Field> source(String entity) {
    List<Field> fields = new ArrayList<>();
    EntityType.named(entity).ifPresent(type -> collect("", schema(type), fields));
    return fields;
  }

  private static JsonNode schema(EntityType type) {
    try (InputStream in = EntityType.class.getResourceAsStream(type.schemaResource())) {
      return in == null
          ? CanonicalJson.mapper().createObjectNode()
          : CanonicalJson.read(in.readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(String prefix, JsonNode schema, List<Field> into) {
    schema
        .path("properties")
        .properties()
        .forEach(
            each -> {
              String path = prefix + each.getKey();
              JsonNode below = each.getValue();
              JsonNode inner = below.has("items") ? below.get("items") : below;
              String format = below.path("format").asText("");
              into.add(
                  new Field(
                      path,
                      below.path("type").asText("any") + (format.isEmpty() ? "" : ", " + format),
                      false,
                      false));
              collect(path + ".", inner, into);
            });
  }
}
