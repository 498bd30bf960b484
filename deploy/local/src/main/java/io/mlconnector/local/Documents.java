package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The connections and routes of a run: the person's own, or those for the simulated vendors.
 *
 * @param connections YAML document with a list {@code connections}
 * @param routes YAML document with a list {@code routes}; absent when the person named connections
 *     but no routes, which are then kept in the console
 * @param systems the systems that have a connection
 */
record Documents(Path connections, Optional<Path> routes, Set<String> systems) {

  private static final YAMLMapper YAML = new YAMLMapper();

  static Documents of(Options options, DataFolder data) {
    Path connections =
        options.connections().orElseGet(() -> shipped("connections.yaml", options, data));
    Optional<Path> routes =
        options.connections().isPresent() || options.routes().isPresent()
            ? options.routes()
            : Optional.of(shipped("routes.yaml", options, data));
    return new Documents(connections, routes, systems(connections));
  }

  /** A document from this jar, with {@code @part@} replaced by the port of that part. */
  private static Path shipped(String name, Options options, DataFolder data) {
    String resource = "/" + options.documents() + "/" + name;
    try (InputStream in = Documents.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, Integer> port : options.ports().byName().entrySet()) {
        text = text.replace("@" + port.getKey() + "@", port.getValue().toString());
      }
      if (options.tls()) {
        text = text.replace("http://127.0.0.1:", "https://127.0.0.1:");
        text = text.replace("# @tls@", Tls.document(data));
      }
      return Files.writeString(data.config(name), text);
    } catch (IOException e) {
      throw new CannotRun("Cannot write " + data.config(name) + ": " + e.getMessage() + ".", e);
    }
  }

  private static Set<String> systems(Path file) {
    Set<String> systems = new TreeSet<>();
    for (JsonNode connection : list(file)) {
      String system = connection.path("system").asText();
      if (system.isEmpty()) {
        throw new CannotRun(
            file + ": connection '" + connection.path("id").asText() + "' names no system.");
      }
      if (!Ports.adapters().contains(system)) {
        throw new CannotRun(
            "%s: there is no service for the system '%s' of connection '%s'; there is one for %s."
                .formatted(file, system, connection.path("id").asText(), Ports.adapters()));
      }
      systems.add(system);
    }
    return systems;
  }

  private static JsonNode list(Path file) {
    JsonNode connections;
    try {
      connections = YAML.readTree(file.toFile()).path("connections");
    } catch (IOException e) {
      String reason = e.getMessage().lines().findFirst().orElse("unreadable");
      throw new CannotRun(file + " is not a YAML document: " + reason + ".", e);
    }
    if (!connections.isArray() || connections.isEmpty()) {
      throw new CannotRun(file + " has no list 'connections': add one with an entry per system.");
    }
    return connections;
  }
}
