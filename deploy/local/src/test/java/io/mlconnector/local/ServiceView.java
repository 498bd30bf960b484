package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** What people ask the running services, by their REST interfaces. */
final class ServiceView {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration A_LOOK = Duration.ofMillis(200);

  /** How many looks after a poll was asked for it is asked for again. */
  private static final int LOOKS = 75;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Ports ports;
  private final DataFolder data;

  /**
   * @param data of the run, for the console's password
   */
  ServiceView(Ports ports, Path data) {
    this.ports = ports;
    this.data = new DataFolder(data);
  }

  String get(String part, String path) throws Exception {
    HttpResponse<String> answer = send(request(part, path).build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OK);
    return answer.body();
  }

  /** Has a part do something; returns what it answers. */
  String post(String part, String path, JsonNode body) throws Exception {
    HttpRequest request =
        request(part, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OK);
    return answer.body();
  }

  /** Asks for a poll now; false where nobody takes it, such as a service that is starting. */
  boolean poll(String system, String connection, String stream) throws Exception {
    String path = "/api/connections/%s/streams/%s/poll".formatted(connection, stream);
    try {
      int status = send(request(system, path).POST(BodyPublishers.noBody()).build()).statusCode();
      return status >= OK && status < 300;
    } catch (IOException starting) {
      return false;
    }
  }

  /**
   * Has a poll begin that sees everything of until now; earlier ones are through then. It is asked
   * for once more where nothing comes of it, since an owner may die behind its answer.
   */
  void awaitPoll(String system, String connection, String stream) {
    Instant asked = Instant.now();
    AtomicInteger looks = new AtomicInteger();
    await(connection + " " + stream + " is polled")
        .atMost(LIMIT)
        .pollInterval(A_LOOK)
        .until(
            () -> {
              if (looks.getAndIncrement() % LOOKS == 0 && !poll(system, connection, stream)) {
                looks.set(0);
              }
              return lastPoll(system, connection, stream).isAfter(asked);
            });
  }

  private Instant lastPoll(String system, String connection, String stream) throws Exception {
    String path = "/api/connections/" + connection + "/streams";
    try {
      String answer = send(request(system, path).build()).body();
      for (JsonNode each : JSON.readTree(answer).path("streams")) {
        if (each.path("stream").asText().equals(stream) && each.hasNonNull("lastPoll")) {
          return Instant.parse(each.path("lastPoll").asText());
        }
      }
    } catch (IOException starting) {
      return Instant.MIN;
    }
    return Instant.MIN;
  }

  /** Whether a part of the run, such as {@code zendesk-2}, answers and says that it is ready. */
  boolean ready(String part) throws Exception {
    try {
      return send(request(part, "/q/health/ready").build()).statusCode() == OK;
    } catch (IOException starting) {
      return false;
    }
  }

  private HttpRequest.Builder request(String part, String path) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ports.url(part) + path)).timeout(PATIENCE);
    return part.equals(Ports.CONSOLE) && Files.exists(data.people())
        ? request.header("Authorization", "Basic " + credentials())
        : request;
  }

  /** Name and password of the console's only person, from a line {@code name:role:password}. */
  private String credentials() throws IOException {
    String[] person =
        Files.readAllLines(data.people()).stream()
            .filter(line -> !line.startsWith("#"))
            .findFirst()
            .orElseThrow()
            .split(":", 3);
    return Base64.getEncoder()
        .encodeToString((person[0] + ":" + person[2]).getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }
}
