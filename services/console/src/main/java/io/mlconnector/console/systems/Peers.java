package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.flow.access.OwnToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks the other services; an answer that does not come in time is said to be missing. */
@ApplicationScoped
public class Peers {

  private static final int OK = 200;

  private final HttpClient http;
  private final ConsoleConfig config;
  private final OwnToken token;

  public Peers(ConsoleConfig config, OwnToken token) {
    this.config = config;
    this.token = token;
    this.http = HttpClient.newBuilder().connectTimeout(config.patience()).build();
  }

  /** A service that did not give an answer, and why in words for people. */
  public static final class Silent extends Exception {
    private static final long serialVersionUID = 1L;

    Silent(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * The JSON at a path of a service.
   *
   * @throws Silent where there is none
   */
  public JsonNode get(URI service, String path) throws Silent {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path)).timeout(config.patience()).GET();
    try {
      token.authorization().ifPresent(value -> request.header("Authorization", value));
    } catch (IOException e) {
      throw new Silent(service + " cannot be asked: " + e.getMessage());
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw new Silent(service + " answers " + response.statusCode());
      }
      return CanonicalJson.read(response.body(), JsonNode.class);
    } catch (IOException | IllegalArgumentException e) {
      throw new Silent(service + " does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Silent("interrupted");
    }
  }
}
