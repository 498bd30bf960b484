package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * Makes the custom fields that the local run's routes write to, by the adapter's own provision
 * step; fields that exist are left alone, so it can be done at every start.
 */
final class TargetFields {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final HttpClient http;
  private final String adapter;

  TargetFields(HttpClient http, String adapter) {
    this.http = http;
    this.adapter = adapter;
  }

  /** Returns when all fields of all objects exist. */
  void provision(String connection) throws Exception {
    for (Map.Entry<String, JsonNode> object : document().properties()) {
      provision(connection, object.getKey(), object.getValue());
    }
  }

  private void provision(String connection, String object, JsonNode fields) throws Exception {
    URI url =
        URI.create(
            adapter + "/api/connections/" + connection + "/objects/" + object + "/provision");
    ObjectNode body = JSON.createObjectNode().put("dryRun", false);
    body.set("fields", fields);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    long until = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    // Right after the start nobody owns the connection yet, which the adapter says by 503.
    while (answer.statusCode() != OK && System.nanoTime() < until) {
      Thread.sleep(PAUSE.toMillis());
      answer = http.send(request, BodyHandlers.ofString());
    }
    if (answer.statusCode() != OK) {
      throw new CannotRun(
          "The fields of " + object + " cannot be made in Zendesk: " + answer.body());
    }
  }

  private static JsonNode document() {
    try (InputStream in = TargetFields.class.getResourceAsStream("/fields.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
