package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mlconnector.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;

/** The documents of a run with a second account of each system, and routes between the second. */
final class SecondAccounts {

  /** Of each connection's name. */
  static final String SUFFIX = "-b";

  private static final YAMLMapper YAML = new YAMLMapper();

  private SecondAccounts() {}

  /**
   * Adds them to the folder of documents.
   *
   * @param ports of the first accounts
   * @param vendors where the second are
   */
  static void addTo(Path config, Ports ports, Sandbox vendors) throws IOException {
    Path connections = config.resolve("connections.yaml");
    ObjectNode document = read(connections);
    ArrayNode all = document.withArray("connections");
    for (JsonNode each : all) {
      if (each.path("system").asText().equals("zendesk")) {
        // Exports are asked for at once, again and again, and have ten calls a minute otherwise.
        ((ObjectNode) each).withObject("/settings").put("highVolume", true);
      }
    }
    for (JsonNode each : all.deepCopy()) {
      String text = each.toString();
      for (String vendor : ports.simulated()) {
        text = text.replace(ports.url(Ports.SIMULATED + vendor), vendors.vendor(vendor).toString());
      }
      ObjectNode second = (ObjectNode) YAML.readTree(text);
      second.put("id", each.path("id").asText() + SUFFIX);
      if (each.path("system").asText().equals("zendesk")) {
        // Calls a day late are signed by the simulated vendor's clock, which ours is behind then.
        second.withObject("/settings").put("webhookWindow", "48h");
      }
      all.add(second);
    }
    YAML.writeValue(connections.toFile(), document);

    Path routes = config.resolve("routes.yaml");
    ObjectNode pairs = read(routes);
    ArrayNode defaults = pairs.withArray("defaults");
    for (JsonNode each : defaults.deepCopy()) {
      ObjectNode second = each.deepCopy();
      second.put("from", each.path("from").asText() + SUFFIX);
      second.put("to", each.path("to").asText() + SUFFIX);
      defaults.add(second);
    }
    YAML.writeValue(routes.toFile(), pairs);
  }

  private static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) YAML.readTree(file.toFile());
  }
}
