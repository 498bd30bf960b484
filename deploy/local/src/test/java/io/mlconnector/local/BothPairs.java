package io.mlconnector.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The connections and routes that the local run has for two of its pairs, in one run: Oracle Fusion
 * and Zendesk, JD Edwards and Zoho CRM. They are polled more often, to be waited for less, and more
 * than two customers that go at once are a mass change.
 */
final class BothPairs {

  private static final List<String> PAIRS = List.of("oracle-fusion", "jdedwards");

  private final Path folder;
  private final Ports ports;

  BothPairs(Path folder, Ports ports) {
    this.folder = folder;
    this.ports = ports;
  }

  Path connections() {
    String all = together("connections.yaml", "connections:\n");
    String often =
        all.replaceAll("every: (10s|30s|1m)", "every: 2s")
            .replace(
                "    settings:\n      plan:",
                "    massChange: { atLeast: 2 }\n    settings:\n      plan:");
    return written("connections.yaml", often);
  }

  Path routes() {
    return written("routes.yaml", together("routes.yaml", "defaults:\n"));
  }

  private String together(String document, String list) {
    StringBuilder all = new StringBuilder(list);
    for (String pair : PAIRS) {
      String text = shipped("/" + pair + "/" + document);
      all.append(text.substring(text.indexOf(list) + list.length()));
    }
    String named = all.toString();
    for (Map.Entry<String, Integer> port : ports.byName().entrySet()) {
      named = named.replace("@" + port.getKey() + "@", port.getValue().toString());
    }
    return named;
  }

  private static String shipped(String resource) {
    try (InputStream in = BothPairs.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
