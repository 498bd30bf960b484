package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.ConsoleConfig;
import io.mlconnector.flow.access.OnBehalf;
import io.mlconnector.flow.access.OwnToken;
import io.mlconnector.flow.access.Rights;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the other services, in the name of the person whose request it is; an answer that does not
 * come in time is said to be missing.
 */
@ApplicationScoped
public class Peers {

  private static final int OK = 200;

  private final HttpClient http;
  private final ConsoleConfig config;
  private final OwnToken token;
  private final InNameOf names;

  public Peers(ConsoleConfig config, OwnToken token, InNameOf names) {
    this.names = names;
    this.config = config;
    this.token = token;
    this.http = HttpClient.newBuilder().connectTimeout(config.patience()).build();
  }

  /** A service that did not give an answer, and why in words for people. */
  public static final class Silent extends Exception {
    private static final long serialVersionUID = 1L;

    public Silent(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * What a service answered.
   *
   * @param body missing where there is none, or where it is not JSON
   */
  public record Answer(int status, JsonNode body) {

    public boolean ok() {
      return status < 300;
    }
  }

  /**
   * The JSON at a path of a service.
   *
   * @throws Silent where there is none
   */
  public JsonNode get(URI service, String path) throws Silent {
    return got(service, path, names.person());
  }

  /**
   * The same in the console's own name, for what it keeps for everybody; whoever shows it has to
   * leave out what a person does not see.
   *
   * @throws Silent where there is none
   */
  public JsonNode getForAll(URI service, String path) throws Silent {
    return got(service, path, Optional.empty());
  }

  private JsonNode got(URI service, String path, Optional<Rights> person) throws Silent {
    Answer answer = ask(service, path, config.patience(), "GET", null, person);
    if (answer.status() != OK) {
      throw new Silent(service + " answers " + answer.status());
    }
    return answer.body();
  }

  /**
   * Has a service do something for a person.
   *
   * @param body sent as JSON; null for none
   * @throws Silent where it does not answer; it may have done it all the same
   */
  public Answer change(URI service, String method, String path, JsonNode body) throws Silent {
    return ask(service, path, config.actionPatience(), method, body, names.person());
  }

  /**
   * Has a service do what a person asked for earlier, when it concerned all connections.
   *
   * @throws Silent where it does not answer; it may have done it all the same
   */
  public Answer changeFor(URI service, String method, String path, JsonNode body, String person)
      throws Silent {
    Optional<Rights> rights = Optional.of(Rights.everything(person));
    return ask(service, path, config.patience(), method, body, rights);
  }

  /**
   * A text of any length at a path of a service, to be closed.
   *
   * @throws Silent where there is none
   */
  public InputStream text(URI service, String path) throws Silent {
    // Metrics are for machines; whoever shows them picks what a person sees.
    Optional<Rights> person = path.startsWith("/q/") ? Optional.empty() : names.person();
    HttpRequest request = request(service, path, config.actionPatience(), person).GET().build();
    HttpResponse<InputStream> answer = sent(service, request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != OK) {
      throw new Silent(service + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  private Answer ask(
      URI service,
      String path,
      Duration patience,
      String method,
      JsonNode body,
      Optional<Rights> person)
      throws Silent {
    HttpRequest.Builder request = request(service, path, patience, person);
    if (body != null) {
      String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
      request.header("Content-Type", type);
    }
    request.method(
        method,
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(CanonicalJson.bytes(body)));
    HttpResponse<byte[]> answer = sent(service, request.build(), BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), json(answer.body()));
  }

  private static JsonNode json(byte[] body) {
    try {
      return body.length == 0
          ? MissingNode.getInstance()
          : CanonicalJson.read(body, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  private HttpRequest.Builder request(
      URI service, String path, Duration patience, Optional<Rights> person) throws Silent {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path)).timeout(patience);
    person.ifPresent(who -> OnBehalf.headers(who).forEach(request::header));
    try {
      token.authorization().ifPresent(value -> request.header("Authorization", value));
    } catch (IOException e) {
      throw new Silent(service + " cannot be asked: " + e.getMessage());
    }
    return request;
  }

  private <T> HttpResponse<T> sent(
      URI service, HttpRequest request, HttpResponse.BodyHandler<T> handler) throws Silent {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new Silent(service + " does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Silent("interrupted");
    }
  }
}
