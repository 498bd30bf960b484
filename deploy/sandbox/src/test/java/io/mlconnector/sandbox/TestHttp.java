package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain HTTP client for protocol tests: no redirects, no cookies, ten seconds at most. */
public final class TestHttp {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer with its body as text. */
  public record Answer(int status, String body, HttpResponse<String> response) {

    public JsonNode json() {
      try {
        return SandboxJson.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + body, e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  private TestHttp() {}

  public static Answer get(URI base, String path, String... headers) throws IOException {
    return send("GET", base, path, null, headers);
  }

  public static Answer post(URI base, String path, String body, String... headers)
      throws IOException {
    return send("POST", base, path, body, headers);
  }

  /** Sends a call; throws the client's IOException when no whole answer comes. */
  public static Answer send(String method, URI base, String path, String body, String... headers)
      throws IOException {
    return send(PATIENCE, method, base, path, body, headers);
  }

  public static Answer send(
      Duration patience, String method, URI base, String path, String body, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(patience)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
