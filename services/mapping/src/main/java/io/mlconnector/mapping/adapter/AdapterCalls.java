package io.mlconnector.mapping.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.AdaptersInUse;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.access.OwnToken;
import io.mlconnector.mapping.MappingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** JSON calls to adapters: an answer, a refusal in the adapter's words, or no answer. */
@ApplicationScoped
public class AdapterCalls {

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final Map<String, URI> adapters;
  private final MappingConfig config;
  private final OwnToken token;

  public AdapterCalls(FlowConfig flow, MappingConfig config, OwnToken token) {
    this.adapters = AdaptersInUse.of(flow);
    this.config = config;
    this.token = token;
  }

  JsonNode get(String system, String path) {
    return send(system, request(system, path).GET());
  }

  JsonNode post(String system, String path, JsonNode body) {
    return send(
        system,
        request(system, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(CanonicalJson.bytes(body))));
  }

  private HttpRequest.Builder request(String system, String path) {
    URI url = adapters.get(system);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(config.patience());
    try {
      token.authorization().ifPresent(value -> request.header("Authorization", value));
    } catch (IOException e) {
      throw new AdapterUnreachable(system, e.getMessage());
    }
    return request;
  }

  private JsonNode send(String system, HttpRequest.Builder request) {
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AdapterUnreachable(system, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AdapterUnreachable(system, "interrupted");
    }
    if (answer.statusCode() >= 500) {
      throw new AdapterUnreachable(system, words(answer));
    }
    if (answer.statusCode() >= 400) {
      throw new AdapterRefused(system, answer.statusCode(), words(answer));
    }
    try {
      return answer.body().length == 0
          ? CanonicalJson.read("null", JsonNode.class)
          : CanonicalJson.read(answer.body(), JsonNode.class);
    } catch (IllegalArgumentException e) {
      throw new AdapterUnreachable(system, "its answer is not JSON");
    }
  }

  private static String words(HttpResponse<byte[]> answer) {
    try {
      JsonNode problem = CanonicalJson.read(answer.body(), JsonNode.class);
      return problem.path("detail").asText(problem.path("title").asText("" + answer.statusCode()));
    } catch (IllegalArgumentException e) {
      return "status " + answer.statusCode();
    }
  }
}
