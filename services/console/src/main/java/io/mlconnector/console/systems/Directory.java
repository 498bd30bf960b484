package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.AdaptersInUse;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which service a connection belongs to, and where the services are. */
@ApplicationScoped
public class Directory {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Peers peers;
  private final InNameOf names;
  private final Map<String, URI> adapters;
  private final Optional<URI> mapping;
  private final Map<String, String> systems = new ConcurrentHashMap<>();
  private final Map<String, String> environments = new ConcurrentHashMap<>();

  public Directory(Peers peers, FlowConfig config, InNameOf names) {
    this.names = names;
    this.peers = peers;
    this.adapters = AdaptersInUse.of(config);
    this.mapping = config.mapping().map(FlowConfig.Peer::url);
  }

  /** The adapters in use, by system. */
  public Map<String, URI> adapters() {
    return adapters;
  }

  /**
   * @throws Problem where the console was not told where it is
   */
  public URI mapping() {
    return mapping.orElseThrow(
        () -> Problem.conflict("mlconnector.mapping.url is not set: routes cannot be shown"));
  }

  public boolean hasMapping() {
    return mapping.isPresent();
  }

  /**
   * Where a system's adapter is.
   *
   * @throws Problem 404 for one that is not in use
   */
  public URI adapter(String system) {
    URI url = adapters.get(system);
    if (url == null) {
      throw Problem.notFound(
          "The system %s is not in use; there are %s"
              .formatted(system, String.join(", ", adapters.keySet())));
    }
    return url;
  }

  /**
   * The adapter that has a connection.
   *
   * @throws Problem 404 where none has it, 503 where one that may have it does not answer
   */
  public URI of(String connection) {
    return adapter(systemOf(connection));
  }

  /**
   * The system of a connection; as {@link #of} otherwise, also where the person does not see it.
   */
  public String systemOf(String connection) {
    if (!names.scope().sees(connection)) {
      throw unknown(connection);
    }
    String known = systems.get(connection);
    if (known != null) {
      return known;
    }
    List<String> silent = refresh();
    String found = systems.get(connection);
    if (found == null && !silent.isEmpty()) {
      throw Problem.unavailable(
          "Connection %s is not found, and %s does not answer; try again"
              .formatted(connection, String.join(", ", silent)),
          AGAIN);
    }
    if (found == null) {
      throw unknown(connection);
    }
    return found;
  }

  private static Problem unknown(String connection) {
    return Problem.notFound("There is no connection %s".formatted(connection));
  }

  /**
   * The systems of all connections that the person sees, by their ids, asked anew; silent adapters
   * have none.
   */
  public Map<String, String> connections() {
    refresh();
    Map<String, String> seen = new TreeMap<>(systems);
    seen.keySet().removeIf(id -> !names.scope().sees(id));
    return seen;
  }

  /** The environments of connections that name one and that the person sees, as last asked. */
  public Map<String, String> environments() {
    if (systems.isEmpty()) {
      refresh();
    }
    Map<String, String> seen = new TreeMap<>(environments);
    seen.entrySet()
        .removeIf(each -> each.getValue().isBlank() || !names.scope().sees(each.getKey()));
    return seen;
  }

  /** Forgets where a connection was. */
  public void forget(String connection) {
    systems.remove(connection);
  }

  private List<String> refresh() {
    Map<String, String> found = new TreeMap<>();
    Map<String, String> named = new TreeMap<>();
    List<String> silent = new ArrayList<>();
    adapters.forEach(
        (system, url) -> {
          try {
            for (JsonNode connection : peers.getForAll(url, "/api/connections")) {
              String id = connection.path("id").asText();
              found.put(id, system);
              named.put(id, connection.at("/document/environment").asText(""));
            }
          } catch (Silent e) {
            silent.add(system);
          }
        });
    systems.entrySet().removeIf(each -> !silent.contains(each.getValue()));
    systems.putAll(found);
    environments.keySet().retainAll(systems.keySet());
    environments.putAll(named);
    return silent;
  }
}
