package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A person who tries, pauses, sends again and edits while replicas come and go. Being asked to come
 * again is fine, and so is a connection that breaks; an answer that blames the service is not.
 */
final class Desk {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int UNEXPECTED = 500;

  private final Ports ports;
  private final Path connections;
  private final Map<String, String> owned;
  private final List<String> routes;
  private final Random random;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> answers = new TreeMap<>();

  /**
   * @param connections the mounted document
   * @param owned connection by system
   */
  Desk(
      Ports ports,
      Path connections,
      Map<String, String> owned,
      List<String> routes,
      Random random) {
    this.ports = ports;
    this.connections = connections;
    this.owned = owned;
    this.routes = routes;
    this.random = random;
  }

  /** What was answered that nobody should be told. */
  List<String> faults() {
    return faults;
  }

  /** How often which status was answered; 0 for none. */
  Map<String, Integer> answers() {
    return answers;
  }

  void act() throws Exception {
    List<String> systems = List.copyOf(owned.keySet());
    String system = systems.get(random.nextInt(systems.size()));
    String connection = owned.get(system);
    switch (random.nextInt(8)) {
      case 0 -> pause(system, connection);
      case 1 -> ask("POST", system, "/api/deliveries/retry?connection=" + connection, null);
      case 2 -> {
        String route = routes.get(random.nextInt(routes.size()));
        ask("POST", Ports.MAPPING, "/api/routes/" + route + "/resync", null);
      }
      case 3 -> edit();
      case 4 -> ask("POST", system, "/api/connections/" + connection + "/ping", null);
      case 5 -> ask("GET", system, "/api/connections", null);
      default -> ask("GET", system, "/api/connections/" + connection + "/streams", null);
    }
  }

  private void pause(String system, String connection) throws Exception {
    String path = "/api/connections/" + connection + "/pause";
    ask("PUT", system, path, "{\"reason\": \"a look at it\"}");
    ask("DELETE", system, path, null);
  }

  /** Another interval, in the document that all replicas read. */
  private void edit() throws IOException {
    String now = Files.readString(connections);
    String edited = now.replaceAll("every: \\w+", "every: " + (5 + random.nextInt(3)) + "s");
    Files.writeString(connections, edited);
    answers.merge("edited", 1, Integer::sum);
  }

  /** Takes back whatever is paused. */
  void settle() throws Exception {
    for (Map.Entry<String, String> each : owned.entrySet()) {
      String path = "/api/connections/" + each.getValue() + "/pause";
      org.awaitility.Awaitility.await("nothing is paused")
          .atMost(Duration.ofMinutes(1))
          .until(() -> ask("DELETE", each.getKey(), path, null) / 100 == 2);
    }
  }

  /** The status; 0 for no answer. */
  int ask(String method, String part, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ports.url(part) + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    int status = 0;
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      status = answer.statusCode();
      if (status == UNEXPECTED) {
        faults.add(method + " " + part + path + " answers 500: " + answer.body());
      }
    } catch (IOException comeAndGone) {
      status = 0;
    }
    answers.merge(part + " " + status, 1, Integer::sum);
    return status;
  }

  JsonNode get(String part, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ports.url(part) + path)).timeout(PATIENCE).build();
    return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
