package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Asks the other services; an answer that does not come in time is said to be missing. */
@ApplicationScoped
public class Peers {

  private static final int OK = 200;

  private final HttpClient http;
  private final ConsoleConfig config;
  private final Optional<Path> tokenFile;

  public Peers(ConsoleConfig config, FlowConfig flow) {
    this.config = config;
    this.tokenFile = flow.access().tokenFile();
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
      if (tokenFile.isPresent()) {
        String token = Files.readString(tokenFile.get()).lines().findFirst().orElse("").strip();
        request.header("Authorization", "Bearer " + token);
      }
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
