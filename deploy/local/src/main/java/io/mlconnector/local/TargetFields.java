package io.mlconnector.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the custom fields that the local run's routes write to, by the adapter's own provision
 * step; fields that exist are left alone, so it can be done at every start.
 */
final class TargetFields {

  private static final Pattern OBJECT =
      Pattern.compile("\"(\\w+)\": (\\[.*?\\n  ])", Pattern.DOTALL);
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
    Matcher objects = OBJECT.matcher(document());
    while (objects.find()) {
      provision(connection, objects.group(1), objects.group(2));
    }
  }

  private void provision(String connection, String object, String fields) throws Exception {
    URI url =
        URI.create(
            adapter + "/api/connections/" + connection + "/objects/" + object + "/provision");
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString("{\"dryRun\": false, \"fields\": " + fields + "}"))
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
          "The fields of " + object + " cannot be made in Zendesk: " + answer.body(), null);
    }
  }

  private static String document() {
    try (InputStream in = TargetFields.class.getResourceAsStream("/fields.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
