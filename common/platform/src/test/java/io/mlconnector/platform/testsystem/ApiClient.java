package io.mlconnector.platform.testsystem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlconnector.canonical.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the API of the service under test as a stranger would. */
public final class ApiClient {

  /** An answer; {@code json} is missing where the body is empty. */
  public record Answer(int status, HttpResponse<byte[]> raw, JsonNode json) {

    /** The value at a JSON pointer, as text. */
    public String at(String pointer) {
      return json.at(pointer).asText();
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI base;

  public ApiClient(URI base) {
    this.base = base;
  }

  public Answer get(String path) {
    return send("GET", path, null, null);
  }

  public Answer post(String path) {
    return send("POST", path, null, null);
  }

  public Answer post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  /** Sends any request; headers are names and values in turn. */
  public Answer send(
      String method, String path, String contentType, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      JsonNode json =
          answer.body().length == 0
              ? MissingNode.getInstance()
              : CanonicalJson.read(answer.body(), JsonNode.class);
      return new Answer(answer.statusCode(), answer, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
