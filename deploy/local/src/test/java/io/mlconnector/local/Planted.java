package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The credentials of a local run: those of its connections, and the tokens issued for them. */
final class Planted {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Planted() {}

  static Set<String> in(Path data) throws IOException {
    Set<String> secrets = new TreeSet<>();
    JsonNode connections =
        new YAMLMapper().readTree(data.resolve("config/connections.yaml").toFile());
    for (JsonNode connection : connections.path("connections")) {
      secrets.add(connection.path("auth").path("clientSecret").asText());
    }
    tokens(JSON.readTree(data.resolve("sandbox/fusion.json").toFile()), secrets);
    tokens(JSON.readTree(data.resolve("sandbox/zendesk.json").toFile()), secrets);
    secrets.remove("");
    return secrets;
  }

  /** Live tokens in what a simulated vendor saved: keys of Fusion's, values of Zendesk's. */
  private static void tokens(JsonNode saved, Set<String> secrets) {
    saved.path("access").fieldNames().forEachRemaining(secrets::add);
    if (saved.hasNonNull("value") && saved.has("client")) {
      secrets.add(saved.path("value").asText());
    }
    saved.forEach(part -> tokens(part, secrets));
  }
}
