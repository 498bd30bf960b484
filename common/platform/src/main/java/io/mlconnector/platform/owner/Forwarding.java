package io.mlconnector.platform.owner;

import io.mlconnector.flow.access.OnBehalf;
import io.mlconnector.flow.lease.Owner;
import io.mlconnector.flow.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

/** Sends a request on to the replica that owns the connection, once, in bounded time. */
final class Forwarding {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  /** The caller's own right goes with the request: the owner checks it as if asked directly. */
  private static final List<String> REQUEST_HEADERS =
      List.of(
          "Authorization",
          "Cookie",
          OnBehalf.HEADER,
          OnBehalf.ROLE,
          OnBehalf.SCOPE,
          "Content-Type",
          "Accept",
          "If-Match",
          "traceparent");

  private static final List<String> ANSWER_HEADERS =
      List.of("Content-Type", "Retry-After", "ETag", "Location", "WWW-Authenticate");

  private final Duration timeout;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Forwarding(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Sends it on.
   *
   * @throws Problem 503 where the owner cannot be reached, 504 where it did not answer in time
   */
  Response send(Owner owner, HttpServerRequest request, byte[] body) {
    HttpRequest.Builder onward =
        HttpRequest.newBuilder(URI.create(owner.address() + request.uri()))
            .timeout(timeout)
            .header(OwnerGateway.FORWARDED, "1")
            .method(request.method().name(), body(body));
    for (String name : REQUEST_HEADERS) {
      String value = request.getHeader(name);
      if (value != null) {
        onward.header(name, value);
      }
    }
    try {
      return answer(client.send(onward.build(), BodyHandlers.ofByteArray()));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw Problem.unavailable(
          "The connection's owner cannot be reached; another takes over within seconds", TAKEOVER);
    } catch (HttpTimeoutException e) {
      throw Problem.of(
          504,
          "The connection's owner did not answer within %s; it may still do what was asked"
              .formatted(timeout));
    } catch (IOException e) {
      throw Problem.unavailable(
          "The connection's owner broke the answer off; it may still do what was asked", TAKEOVER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("This replica is stopping; try again", TAKEOVER);
    }
  }

  private static BodyPublisher body(byte[] body) {
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
  }

  private static Response answer(HttpResponse<byte[]> given) {
    Response.ResponseBuilder answer = Response.status(given.statusCode());
    for (String name : ANSWER_HEADERS) {
      given.headers().firstValue(name).ifPresent(value -> answer.header(name, value));
    }
    return given.body().length == 0 ? answer.build() : answer.entity(given.body()).build();
  }
}
