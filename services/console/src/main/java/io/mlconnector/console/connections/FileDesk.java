package io.mlconnector.console.connections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.connections.FileDifference.FileProblem;
import io.mlconnector.console.connections.FileDifference.Planned;
import io.mlconnector.console.systems.Actions;
import io.mlconnector.console.systems.Actions.Said;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Connections of all systems as one file, in the format of the mounted one, and back. */
@ApplicationScoped
public class FileDesk {

  private static final String PATH = "/api/connection-files";
  private static final String HEAD = "connections:\n";
  private static final int MOST_BYTES = 5_000_000;

  private final Directory directory;
  private final Peers peers;
  private final Actions actions;

  public FileDesk(Directory directory, Peers peers, Actions actions) {
    this.directory = directory;
    this.peers = peers;
    this.actions = actions;
  }

  /**
   * A connection of a file to be taken.
   *
   * @param version as the difference showed it; 0 for a new one
   * @param secrets that the file does not have, by their field below {@code auth}
   */
  public record Wanted(String id, String system, long version, Map<String, String> secrets) {
    public Wanted {
      secrets = secrets == null ? Map.of() : secrets;
    }

    /** Never shows what was typed. */
    @Override
    public String toString() {
      return "Wanted[" + id + " at version " + version + "]";
    }
  }

  /** What became of a connection of a file; {@code problem} is null where it was taken. */
  public record Taken(String id, String problem) {}

  /** All connections that the caller sees; a silent adapter is told of in a comment. */
  public String export() {
    StringBuilder file = new StringBuilder();
    StringBuilder missing = new StringBuilder();
    directory
        .adapters()
        .forEach(
            (system, url) -> {
              try {
                file.append(entries(url, PATH));
              } catch (Silent e) {
                missing.append("# Without those of %s: %s\n".formatted(system, e.getMessage()));
              }
            });
    return missing + (file.isEmpty() ? "connections: []\n" : HEAD + file);
  }

  /** One connection. */
  public String export(String id) {
    try {
      return HEAD + entries(directory.of(id), PATH + "?connection=" + Urls.encoded(id));
    } catch (Silent e) {
      throw Problem.of(503, "Connection %s cannot be exported: %s".formatted(id, e.getMessage()));
    }
  }

  private String entries(URI adapter, String path) throws Silent {
    try (InputStream in = peers.text(adapter, path)) {
      String file = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return file.startsWith(HEAD) ? file.substring(HEAD.length()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file would change; nothing is changed. */
  public FileDifference difference(String yaml) {
    if (yaml == null || yaml.isBlank()) {
      throw Problem.badRequest("The file is empty: choose one, or paste its text");
    }
    ObjectNode body = CanonicalJson.mapper().createObjectNode().put("yaml", yaml);
    Set<FileProblem> problems = new LinkedHashSet<>();
    List<Planned> planned = new ArrayList<>();
    Set<String> systems = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Map.Entry<String, URI> adapter : directory.adapters().entrySet()) {
      try {
        JsonNode answer = actions.ask(adapter.getValue(), PATH + "/difference", body);
        problems.addAll(Actions.list(answer.path("problems"), FileProblem.class));
        planned.addAll(Actions.list(answer.path("connections"), Planned.class));
        systems.addAll(Actions.list(answer.path("systems"), String.class));
      } catch (Problem e) {
        if (e.status() < 500) {
          throw e;
        }
        silent.add(adapter.getKey());
      }
    }
    for (String system : systems) {
      if (silent.contains(system)) {
        problems.add(new FileProblem(1, system, "does not answer: import its connections later"));
      } else if (!directory.adapters().containsKey(system)) {
        problems.add(
            new FileProblem(
                1, system, "is not in use here: give the console the address of its adapter"));
      }
    }
    return new FileDifference(List.copyOf(problems), planned);
  }

  /** Takes connections of a file, each by itself, and only as the difference showed it. */
  public List<Taken> take(String yaml, List<Wanted> wanted) {
    List<Taken> taken = new ArrayList<>();
    for (Wanted each : wanted) {
      try {
        actions.change(
            directory.adapter(each.system()),
            "POST",
            PATH + "/connections/" + Urls.encoded(each.id()),
            body(yaml, each),
            new Said(
                each.id(),
                null,
                each.version() == 0
                    ? "imported it from a file"
                    : "changed it by importing a file"));
        taken.add(new Taken(each.id(), null));
      } catch (Problem e) {
        taken.add(new Taken(each.id(), e.getMessage()));
      }
    }
    return taken;
  }

  private static JsonNode body(String yaml, Wanted wanted) {
    ObjectNode body = CanonicalJson.mapper().createObjectNode();
    body.put("yaml", yaml).put("version", wanted.version());
    body.set("secrets", CanonicalJson.mapper().valueToTree(wanted.secrets()));
    return body;
  }
}
