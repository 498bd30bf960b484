package io.mlconnector.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Sandbox;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A running sandbox and a real HTTP client that signs in to its helpdesk as the service account.
 */
final class Desk implements AutoCloseable {

  /** One answer, with its body as text and as JSON (missing when it is none). */
  record Seen(int status, HttpResponse<String> raw) {

    JsonNode json() {
      try {
        return SandboxJson.MAPPER.readTree(raw.body());
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + raw.body(), e);
      }
    }

    String text() {
      return raw.body();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    long id(String kind) {
      return json().path(kind).path("id").asLong();
    }
  }

  final Sandbox sandbox;
  final ZendeskVendor zendesk;
  private final HttpClient http = HttpClient.newHttpClient();
  private String authorization = basic(ZendeskAccess.SERVICE_EMAIL);

  Desk() {
    this(SandboxOptions.forTests());
  }

  Desk(SandboxOptions options) {
    this.sandbox = Sandbox.start(options);
    this.zendesk = sandbox.zendesk();
  }

  static String basic(String email) {
    String pair = email + "/token:" + ZendeskAccess.API_TOKEN;
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) SandboxJson.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** Calls from now on carry this header; null for none. */
  Desk as(String newAuthorization) {
    authorization = newAuthorization;
    return this;
  }

  void advance(long seconds) {
    sandbox.clock().advance(Duration.ofSeconds(seconds));
  }

  void settings(String change) {
    zendesk.settings(nothing -> json(change));
  }

  Seen get(String path) {
    return send(api("GET", path, null));
  }

  Seen delete(String path) {
    return send(api("DELETE", path, null));
  }

  /** Sends a JSON body in which {@code '} stands for {@code "}. */
  Seen post(String path, String body) {
    return send(api("POST", path, body));
  }

  Seen put(String path, String body) {
    return send(api("PUT", path, body));
  }

  CompletableFuture<Seen> postAsync(String path, String body) {
    return http.sendAsync(api("POST", path, body), BodyHandlers.ofString())
        .thenApply(response -> new Seen(response.statusCode(), response));
  }

  private HttpRequest api(String method, String path, String body) {
    HttpRequest.Builder request = request("/api/v2/" + path);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (body == null) {
      return request.method(method, BodyPublishers.noBody()).build();
    }
    request.header("Content-Type", "application/json");
    return request.method(method, BodyPublishers.ofString(body.replace('\'', '"'))).build();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.vendor("zendesk") + encoded(path)));
  }

  HttpRequest.Builder control(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.control() + "/sandbox/zendesk" + path));
  }

  Seen send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Seen(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String encoded(String path) {
    return path.replace("[", "%5B")
        .replace("]", "%5D")
        .replace(" ", "%20")
        .replace("\"", "%22")
        .replace("<", "%3C")
        .replace(">", "%3E");
  }

  long organization(String name) {
    Seen made = post("organizations", "{'organization':{'name':'" + name + "'}}");
    if (made.status() != 201) {
      throw new AssertionError(made.text());
    }
    return made.id("organization");
  }

  /** Makes a user from the inside of {@code 'user': {…}}, without a verification mail. */
  long user(String inside) {
    Seen made = post("users", "{'user':{" + inside + ",'skip_verify_email':true}}");
    if (made.status() != 201) {
      throw new AssertionError(made.text());
    }
    return made.id("user");
  }

  /** Lets a queued job end, and answers its status. */
  JsonNode finish(Seen queued) {
    if (queued.status() != 200) {
      throw new AssertionError(queued.status() + " " + queued.text());
    }
    String id = queued.json().path("job_status").path("id").asText();
    advance(60);
    return get("job_statuses/" + id).json().path("job_status");
  }

  static List<String> texts(JsonNode array, String name) {
    return array.findValuesAsText(name);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
